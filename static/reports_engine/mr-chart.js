// @ts-check
/** `<mr-chart>`: the answer of a report as number, table or drawn chart; every number leads to its records. */
import { LitElement, html, nothing } from "lit";
import { formatMoney, formatNumber } from "../builder/core/format.js";
import { fmt, gettext } from "../builder/core/i18n.js";
import { icon } from "../builder/core/icon.js";
import { clickedRow, dressed } from "./figure.js";

/** @typedef {{key: string, label: string, role: string, kind: string, format: string}} Column */
/** @typedef {{chart: {type: string}, columns: Column[], rows: any[][], shown: string[][], figure: any, drill: string[], currency: string, as_of: string, truncated: boolean}} Answer */

export class MrChart extends LitElement {
  static properties = { answer: { attribute: false }, compact: { type: Boolean }, label: {} };

  constructor() {
    super();
    /** @type {Answer | null} */
    this.answer = null;
    this.compact = false;
    /** What the chart is called, where several stand on a page. */
    this.label = "";
    this.redraw = () => this.draw();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.redraw);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.scheme?.removeEventListener("change", this.redraw);
    this.sizes?.disconnect();
  }

  render() {
    const answer = this.answer;
    if (!answer) return html`<div class="skeleton chart-wait" aria-hidden="true"></div>`;
    if (!answer.rows.length) return html`<p class="chart-empty">${icon("inbox")} ${gettext("No records match.")}</p>`;
    if (answer.chart.type === "number") return this.number(answer);
    if (answer.chart.type === "table") return this.table(answer);
    return html`
      <div class="chart-canvas" role="img" aria-label=${this.summary(answer)}></div>
      <details class="chart-data">
        <summary>${gettext("Show as table")}</summary>
        ${this.table(answer)}
      </details>`;
  }

  updated() {
    this.draw();
  }

  async draw() {
    const canvas = /** @type {any} */ (this.querySelector(".chart-canvas"));
    if (!canvas || !this.answer?.figure) return;
    // The page brings the chart library as a script of its own; it draws charts only.
    const plotly = /** @type {any} */ (globalThis).Plotly;
    if (!plotly) return;
    const { data, layout } = dressed(this.answer.figure);
    await plotly.react(canvas, data, layout, { displayModeBar: false, responsive: false });
    canvas.removeAllListeners?.("plotly_click");
    canvas.on("plotly_click", (/** @type {any} */ event) => this.open(clickedRow(event)));
  }

  fit() {
    const canvas = this.querySelector(".chart-canvas.js-plotly-plot");
    if (canvas) /** @type {any} */ (globalThis).Plotly?.Plots.resize(canvas);
  }

  /** @param {number | null} row */
  open(row) {
    const url = row === null ? "" : this.answer?.drill[row];
    if (url) location.assign(url);
  }

  /** @param {Answer} answer */
  number(answer) {
    const text = this.cell(answer, 0, 0);
    const url = answer.drill[0];
    return html`<p class="chart-number tnum">${url ? html`<a href=${url} aria-label=${fmt(gettext("%(value)s, show the records"), { value: text })}>${text}</a>` : text}</p>`;
  }

  /** @param {Answer} answer */
  table(answer) {
    return html`
      <div class="table-wrap chart-table" tabindex="0" role="region" aria-label=${this.label || gettext("Result")}>
        <table class="table">
          <thead>
            <tr>${answer.columns.map((column) => html`<th scope="col" class=${column.role === "measure" ? "num" : ""}>${column.label}</th>`)}</tr>
          </thead>
          <tbody>
            ${answer.rows.map((_, row) => html`<tr>${answer.columns.map((column, at) => this.td(answer, column, row, at))}</tr>`)}
          </tbody>
        </table>
        ${answer.truncated ? html`<p class="muted small">${gettext("There is more; only the first rows are shown.")}</p>` : nothing}
      </div>`;
  }

  /** @param {Answer} answer @param {Column} column @param {number} row @param {number} at */
  td(answer, column, row, at) {
    const text = this.cell(answer, row, at);
    if (column.role !== "measure") return html`<td>${text}</td>`;
    const url = answer.drill[row];
    return html`<td class="num">${url ? html`<a href=${url}>${text}</a>` : text}</td>`;
  }

  /** @param {Answer} answer @param {number} row @param {number} at */
  cell(answer, row, at) {
    const column = answer.columns[at];
    const value = answer.rows[row][at];
    if (column.role !== "measure") return answer.shown[row][at] || gettext("(blank)");
    if (value === null) return "–";
    if (column.kind !== "number") return answer.shown[row][at];
    if (column.format === "money") return formatMoney(value, answer.currency);
    return formatNumber(value, { percent: column.format === "percent" });
  }

  /** What a screen reader says instead of the picture. @param {Answer} answer */
  summary(answer) {
    const names = answer.columns.map((column) => column.label).join(", ");
    return fmt(gettext("Chart of %(names)s with %(count)s rows. The table below has the numbers."), { names, count: answer.rows.length });
  }
}

customElements.define("mr-chart", MrChart);
