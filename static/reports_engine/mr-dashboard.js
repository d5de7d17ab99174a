// @ts-check
/** `<mr-dashboard>`: tiles on a grid of twelve columns; a date filter for all of them; each tile loads by itself. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ProblemError, api } from "../builder/core/api.js";
import { formatDate, formatDateTime } from "../builder/core/format.js";
import { fmt, gettext, localized } from "../builder/core/i18n.js";
import { icon } from "../builder/core/icon.js";
import { styles } from "../builder/core/styles.js";
import { PERIODS, periodRange } from "./periods.js";
import "./mr-chart.js";

/** @typedef {{key: string, report: string, title: any, x: number, y: number, w: number, h: number, name?: string, locked?: boolean}} Tile */
/** @typedef {{key: string, type: string, label?: any, default?: string}} Filter */
/** @typedef {{tiles: Tile[], filters?: Filter[]}} DashboardDocument */
/** @typedef {{answer?: any, error?: string}} TileState */

export class MrDashboard extends LitElement {
  static properties = { data: { type: String }, src: { type: String }, tiles: { state: true }, ranges: { state: true } };

  constructor() {
    super();
    this.data = "";
    this.src = "";
    /** @type {DashboardDocument} */
    this.document = { tiles: [] };
    /** @type {Record<string, TileState>} */
    this.tiles = {};
    /** @type {Record<string, {period: string, from: string, to: string}>} */
    this.ranges = {};
    this.asked = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.document = JSON.parse(globalThis.document.getElementById(this.data)?.textContent ?? "{}");
    for (const filter of this.document.filters ?? []) this.ranges[filter.key] = { period: filter.default ?? "", ...periodRange(filter.default ?? "") };
    this.load();
  }

  /** Ask for every tile at once; an answer that a newer question has overtaken is dropped. */
  load() {
    const asked = ++this.asked;
    for (const tile of this.document.tiles) if (!tile.locked) this.ask(tile, asked);
  }

  /** @param {Tile} tile @param {number} asked */
  async ask(tile, asked) {
    const filters = Object.fromEntries(Object.entries(this.ranges).map(([key, { from, to }]) => [key, { from, to }]));
    /** @type {TileState} */
    let state;
    try {
      state = { answer: await api.post(`${this.src}tiles/${tile.key}/`, { filters }) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      state = { error: error.message };
    }
    if (asked === this.asked) this.tiles = { ...this.tiles, [tile.key]: state };
  }

  render() {
    if (!this.document.tiles.length) {
      return html`<div class="empty">${icon("layout-dashboard")}<h2>${gettext("This dashboard has no tiles yet.")}</h2></div>`;
    }
    const filters = this.document.filters ?? [];
    return html`
      <div class="dash-filters">${filters.map((filter) => this.filter(filter))}
        <span class="row push muted small">${this.asOf()} <button class="btn ghost sm icon" type="button" aria-label=${gettext("Refresh")} title=${gettext("Refresh")} @click=${() => this.load()}>${icon("refresh-cw")}</button></span>
      </div>
      <div class="dash-grid">${repeat(this.document.tiles, (tile) => tile.key, (tile) => this.tile(tile))}</div>`;
  }

  /** @param {Filter} filter */
  filter(filter) {
    const range = this.ranges[filter.key];
    const label = localized(filter.label) || gettext("Period");
    return html`
      <div class="dash-filter">
        <label class="label" for="filter-${filter.key}">${label}</label>
        <select class="select" id="filter-${filter.key}" @change=${(/** @type {any} */ event) => this.choose(filter.key, event.target.value)}>
          ${PERIODS.map(([key, name]) => html`<option value=${key} ?selected=${range.period === key}>${name()}</option>`)}
        </select>
        ${range.period === "custom" ? this.days(filter.key, range) : html`<span class="muted small">${this.span(range)}</span>`}
      </div>`;
  }

  /** @param {string} key @param {{from: string, to: string}} range */
  days(key, range) {
    return html`
      <span class="row gap-1">
        <input class="input" type="date" aria-label=${gettext("From")} .value=${range.from} @change=${(/** @type {any} */ event) => this.narrow(key, { from: event.target.value })}>
        <span aria-hidden="true">–</span>
        <input class="input" type="date" aria-label=${gettext("Until")} .value=${range.to} @change=${(/** @type {any} */ event) => this.narrow(key, { to: event.target.value })}>
      </span>`;
  }

  /** @param {{from: string, to: string}} range */
  span({ from, to }) {
    return from && to ? `${formatDate(from)} – ${formatDate(to)}` : "";
  }

  /** When the oldest of the numbers on show was worked out. */
  asOf() {
    const [oldest] = Object.values(this.tiles).map((tile) => tile.answer?.as_of ?? "").filter(Boolean).sort();
    return oldest ? html`<time datetime=${oldest}>${fmt(gettext("As of %(time)s"), { time: formatDateTime(oldest) })}</time>` : nothing;
  }

  /** @param {string} key @param {string} period */
  choose(key, period) {
    // Chosen days begin with those of the period that was shown.
    this.ranges = { ...this.ranges, [key]: period === "custom" ? { ...this.ranges[key], period } : { period, ...periodRange(period) } };
    if (period === "custom") return;
    this.load();
  }

  /** @param {string} key @param {{from?: string, to?: string}} change */
  narrow(key, change) {
    this.ranges = { ...this.ranges, [key]: { ...this.ranges[key], ...change, period: "custom" } };
    this.load();
  }

  /** @param {Tile} tile */
  tile(tile) {
    const state = this.tiles[tile.key];
    const title = localized(tile.title) || tile.name || tile.report;
    const place = { "--x": String(tile.x + 1), "--y": String(tile.y + 1), "--w": String(tile.w), "--h": String(tile.h) };
    return html`
      <section class="tile" ${styles(place)} aria-label=${title} data-tile=${tile.key}>
        <header class="tile-head">
          <h2 title=${title}>${title}</h2>
        </header>
        ${tile.locked ? html`<p class="chart-empty">${icon("lock")} ${gettext("Your role does not show you these records.")}</p>` : state?.error ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<p class="body">${state.error}</p></div>` : html`<mr-chart label="${gettext("Result")}: ${title}" .answer=${state?.answer ?? null}></mr-chart>`}
      </section>`;
  }
}

customElements.define("mr-dashboard", MrDashboard);
