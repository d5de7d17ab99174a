// @ts-check
/** A served figure in the page's own look: colours, type and grid come from the design tokens. */

const SERIES = 8;

/** @param {string} name */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
    data: data.map((/** @type {any} */ trace) => (trace.type === "pie" ? { ...trace, textinfo: "percent", marker: { colors: colours }, sort: false } : trace)),
    layout: {
      ...layout,
      colorway: colours,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: token("--font"), size: 12, color: text },
      margin: { l: 8, r: 8, t: 8, b: 8 },
      showlegend: many,
      legend: { orientation: "h", y: -0.18, font: { color: text } },
      xaxis: { ...axis(), ...layout.xaxis },
      yaxis: { ...axis(), ...layout.yaxis },
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
