// @ts-check
/** A served figure in the page's own look: colours, type and grid come from the design tokens. */

import { formatNumber } from "../builder/core/format.js";

const SERIES = 8;
const SAMPLE = 1234.5;

/** @param {string} name */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Decimal and grouping mark of the page's language, as the chart library takes them. */
export function separators(sample = formatNumber(SAMPLE)) {
  const [group, point] = sample.replace(/\d/g, "");
  return `${point ?? "."}${group ?? ","}`;
}

/** Resolve light-dark() to the colour in force. @param {string} name */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.setProperty("color", `var(${name})`);
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/**
 * Merge a figure's layout with the page's; every chart gets objects of its own, because the library writes into them.
 * @param {any} figure
 */
export function dressed(figure) {
  const text = colour("--text-2");
  const line = colour("--border");
  const colours = Array.from({ length: SERIES }, (_, index) => colour(`--chart-${index + 1}`));
  const axis = () => ({ gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true, tickfont: { color: text } });
  const { data = [], layout = {} } = structuredClone(figure);
  const many = data.length > 1 || data.some((/** @type {any} */ trace) => trace.type === "pie");
  return {
    data: data.map((/** @type {any} */ trace) => (trace.type === "pie" ? { ...trace, textinfo: "percent", insidetextfont: { color: colour("--surface") }, marker: { colors: colours }, sort: false } : trace)),
    layout: {
      ...layout,
      colorway: colours,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: token("--font"), size: 12, color: text },
      margin: { l: 8, r: 8, t: 8, b: many ? 40 : 8 },
      showlegend: many,
      separators: separators(),
      legend: { orientation: "h", x: 0, y: 0, yref: "container", yanchor: "bottom", font: { color: text } },
      xaxis: { ...axis(), ...layout.xaxis },
      yaxis: { ...axis(), tickformat: ",~f", ...layout.yaxis },
      hoverlabel: { font: { family: token("--font") } },
      autosize: true,
    },
  };
}

/** The row of the result behind a clicked point, or null. @param {any} event */
export function clickedRow(event) {
  const point = event?.points?.[0];
  const rows = point?.data?.customdata ?? [];
  const row = rows[point?.pointNumber ?? -1];
  return typeof row === "number" ? row : null;
}
