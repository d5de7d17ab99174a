// @ts-check
/** `<mr-dashboard-designer>`: reports become tiles; move and size them by pointer or by arrow keys. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../builder/core/announce.js";
import { ProblemError, api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { fmt, gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { Store } from "../../builder/core/store.js";
import { styles } from "../../builder/core/styles.js";
import { toast, toastError } from "../../builder/core/toast.js";
import "../mr-chart.js";
import { PERIODS } from "../periods.js";
import { addTile, nudge, place, removeTile, resize } from "./layout.js";

const ROW_PX = 80;

/** @typedef {import("./layout.js").Tile} Tile */
/** @typedef {{key: string, label: string, form: string}} ReportChoice */

export class MrDashboardDesigner extends LitElement {
  static properties = { data: { type: String }, doc: { state: true }, selected: { state: true }, answers: { state: true }, ghost: { state: true } };

  constructor() {
    super();
    this.data = "";
    this.selected = "";
    /** @type {Record<string, any>} */
    this.answers = {};
    /** @type {Tile[] | null} */
    this.ghost = null;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.urls = given.urls;
    /** @type {ReportChoice[]} */
    this.reports = given.reports;
    /** @type {{key: string, label: string, dates: {path: string, label: string}[]}[]} */
    this.forms = given.forms;
    /** @type {Store<{format: 1, tiles: Tile[], filters?: any[]}>} */
    this.store = new Store(given.draft);
    this.doc = given.draft;
    this.draft = new Draft(this.store, { url: given.urls.draft, revision: given.revision });
    attachDraftBar(this.draft);
    this.store.addEventListener("change", () => {
      this.doc = this.store?.doc;
      this.fetchAnswers();
    });
    document.getElementById("publish")?.addEventListener("click", () => this.publish());
    this.fetchAnswers();
  }

  /** @param {Tile[]} tiles @param {string} label @param {string} [coalesce] */
  commit(tiles, label, coalesce = "") {
    this.store?.commit({ ...this.doc, tiles }, { label, coalesce });
  }

  async fetchAnswers() {
    for (const { report } of this.doc.tiles) {
      if (report in this.answers) continue;
      this.answers[report] = null;
      const answer = await api.post(`${this.urls.reports}${report}/query/`, {}).catch(() => null);
      this.answers = { ...this.answers, [report]: answer };
    }
  }

  async publish() {
    await this.draft?.save();
    try {
      await api.post(this.urls.publish, { base_revision: this.draft?.revision });
      toast(gettext("Published. Everybody with access sees this version now."));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toastError(error);
    }
  }

  render() {
    const tiles = this.ghost ?? this.doc.tiles;
    return html`
      <div class="d-panes">
        <section class="d-left" aria-label=${gettext("Reports")}>
          <h2>${gettext("Add a report")}</h2>
          <ul class="report-fields">
            ${this.reports?.map((report) => html`<li><button class="palette-item" type="button" @click=${() => this.add(report)}>${icon("plus")} ${report.label}</button></li>`)}
          </ul>
          ${this.reports?.length ? nothing : html`<p class="help">${gettext("Publish a report first; then it can be put on a dashboard.")}</p>`}
        </section>
        <section class="d-canvas" aria-label=${gettext("Dashboard")}>
          <div class="dash-grid" @keydown=${(/** @type {KeyboardEvent} */ event) => this.keys(event)}>
            ${repeat(tiles, (tile) => tile.key, (tile) => this.tile(tile))}
          </div>
          <p class="hint-bar"><span><kbd>↑↓←→</kbd> ${gettext("move")}</span><span><kbd>Shift</kbd>+<kbd>↑↓←→</kbd> ${gettext("resize")}</span><span><kbd>Del</kbd> ${gettext("remove")}</span></p>
        </section>
        <section class="d-right" aria-label=${gettext("Settings")}>${this.panel()}</section>
      </div>`;
  }

  /** @param {Tile} tile */
  tile(tile) {
    const where = { "--x": String(tile.x + 1), "--y": String(tile.y + 1), "--w": String(tile.w), "--h": String(tile.h) };
    const title = localized(tile.title) || this.reports?.find((one) => one.key === tile.report)?.label || tile.report;
    return html`
      <div class="tile designed ${tile.key === this.selected ? "selected" : ""}" ${styles(where)} tabindex="0" role="group" data-tile=${tile.key}
        aria-label=${fmt(gettext("%(title)s, column %(x)s, %(w)s wide"), { title, x: tile.x + 1, w: tile.w })}
        @focus=${() => { this.selected = tile.key; }} @pointerdown=${(/** @type {PointerEvent} */ event) => this.grab(event, tile)}>
        <header class="tile-head"><h2>${title}</h2></header>
        <mr-chart inert .answer=${this.answers[tile.report] ?? null}></mr-chart>
        <span class="tile-corner" data-corner aria-hidden="true"></span>
      </div>`;
  }

  /** @param {ReportChoice} report */
  add(report) {
    const tiles = addTile(this.doc.tiles, report.key);
    this.selected = tiles[tiles.length - 1].key;
    this.commit(tiles, gettext("Add tile"));
    announce(fmt(gettext("Added %(title)s"), { title: report.label }));
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    const key = /** @type {HTMLElement} */ (event.target).closest("[data-tile]")?.getAttribute("data-tile");
    /** @type {Record<string, [number, number]>} */
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!key || (!step && event.key !== "Delete")) return;
    event.preventDefault();
    if (!step) return this.commit(removeTile(this.doc.tiles, key), gettext("Remove tile"));
    const change = event.shiftKey ? resize : nudge;
    this.commit(change(this.doc.tiles, key, step[0], step[1]), gettext("Move tile"), `move-${key}`);
  }

  /** Follow the pointer; the grid shows where the tile will lie. @param {PointerEvent} event @param {Tile} tile */
  grab(event, tile) {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const sizing = !!(/** @type {HTMLElement} */ (event.target).closest("[data-corner]"));
    const column = (this.querySelector(".dash-grid")?.clientWidth ?? 1200) / 12;
    const from = { x: event.clientX, y: event.clientY };
    /** @param {PointerEvent} moved */
    const follow = (moved) => {
      const dx = Math.round((moved.clientX - from.x) / column);
      const dy = Math.round((moved.clientY - from.y) / ROW_PX);
      const wanted = sizing ? { ...tile, w: tile.w + dx, h: tile.h + dy } : { ...tile, x: tile.x + dx, y: tile.y + dy };
      this.ghost = dx || dy || this.ghost ? place(this.doc.tiles, wanted) : null;
    };
    const drop = () => {
      removeEventListener("pointermove", follow);
      if (this.ghost) this.commit(this.ghost, gettext("Move tile"));
      this.ghost = null;
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", drop, { once: true });
    addEventListener("pointercancel", drop, { once: true });
  }

  panel() {
    const tile = this.doc.tiles.find((/** @type {Tile} */ one) => one.key === this.selected);
    return html`
      <div class="props-head">${icon("layout-dashboard")}<h2>${tile ? gettext("Tile") : gettext("Dashboard")}</h2></div>
      <div class="props-body">${tile ? this.tilePanel(tile) : nothing} ${this.filterPanel()}</div>`;
  }

  /** @param {Tile} tile */
  tilePanel(tile) {
    const change = (/** @type {Partial<Tile>} */ part, /** @type {string} */ coalesce) => this.commit(place(this.doc.tiles, { ...tile, ...part }), gettext("Change tile"), coalesce);
    return html`
      <div class="field">
        <label class="label" for="tile-title">${gettext("Title")}</label>
        <input class="input" id="tile-title" .value=${live(localized(tile.title))} @input=${(/** @type {any} */ event) => change({ title: relabel(tile.title, event.target.value) }, `title-${tile.key}`)}>
      </div>
      <div class="pair">
        ${[["w", gettext("Width"), 12], ["h", gettext("Height"), 20]].map(([name, label, most]) => html`
          <div class="field">
            <label class="label" for="tile-${name}">${label}</label>
            <input class="input" id="tile-${name}" type="number" min="1" max=${most} .value=${live(String(tile[/** @type {"w" | "h"} */ (name)]))} @change=${(/** @type {any} */ event) => change({ [/** @type {string} */ (name)]: Number(event.target.value) }, "")}>
          </div>`)}
      </div>
      <button class="btn danger" type="button" @click=${() => this.commit(removeTile(this.doc.tiles, tile.key), gettext("Remove tile"))}>${icon("trash-2")} ${gettext("Remove tile")}</button>`;
  }

  filterPanel() {
    const filter = this.doc.filters?.[0];
    const keep = (/** @type {any} */ one) => this.store?.commit({ ...this.doc, filters: one ? [one] : [] }, { label: gettext("Date filter") });
    const fields = () => Object.fromEntries((this.forms ?? []).map((form) => [form.key, form.dates[0]?.path ?? "created_at"]));
    return html`
      <section>
        <h3>${gettext("Date filter")}</h3>
        <label class="check"><input type="checkbox" .checked=${live(!!filter)} @change=${(/** @type {any} */ event) => keep(event.target.checked ? { key: "period", type: "date", fields: fields(), default: "" } : null)}> ${gettext("All tiles obey one period")}</label>
        ${filter ? html`
          ${this.forms?.map((form) => html`
            <div class="field">
              <label class="label" for="filter-${form.key}">${fmt(gettext("Date of %(form)s"), { form: form.label })}</label>
              <select class="select" id="filter-${form.key}" @change=${(/** @type {any} */ event) => keep({ ...filter, fields: { ...filter.fields, [form.key]: event.target.value } })}>
                ${form.dates.map((date) => html`<option value=${date.path} ?selected=${filter.fields[form.key] === date.path}>${date.label}</option>`)}
              </select>
            </div>`)}
          <div class="field">
            <label class="label" for="filter-default">${gettext("At first")}</label>
            <select class="select" id="filter-default" @change=${(/** @type {any} */ event) => keep({ ...filter, default: event.target.value })}>
              ${PERIODS.filter(([key]) => key !== "custom").map(([key, name]) => html`<option value=${key} ?selected=${(filter.default ?? "") === key}>${name()}</option>`)}
            </select>
          </div>` : nothing}
      </section>`;
  }
}

customElements.define("mr-dashboard-designer", MrDashboardDesigner);
