// @ts-check
/** `<mr-dashboard-designer>`: reports become tiles; move and size them by pointer or by arrow keys. */
import { LitElement, html, nothing, render } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../builder/core/announce.js";
import { api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { fmt, gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { Store } from "../../builder/core/store.js";
import { styles } from "../../builder/core/styles.js";
import { toast } from "../../builder/core/toast.js";
import { askPublish } from "../../forms_engine/designer/publishing.js";
import "../mr-chart.js";
import { PERIODS } from "../periods.js";
import { addTile, nudge, place, removeTile, resize } from "./layout.js";

const ROW_PX = 80;
const PHONE = "(max-width: 47.99rem)";

/** @typedef {import("./layout.js").Tile} Tile */
/** @typedef {{key: string, label: string, form: string, chart: string}} ReportChoice */

/** @type {[string, () => string, number, number][]} */
const STEPS = [
  ["arrow-left", () => gettext("Move left"), -1, 0],
  ["arrow-right", () => gettext("Move right"), 1, 0],
  ["arrow-up", () => gettext("Move up"), 0, -1],
  ["arrow-down", () => gettext("Move down"), 0, 1],
];

export class MrDashboardDesigner extends LitElement {
  static properties = { data: { type: String }, doc: { state: true }, selected: { state: true }, answers: { state: true }, ghost: { state: true }, sheet: { state: true } };

  constructor() {
    super();
    this.data = "";
    this.selected = "";
    /** @type {Record<string, any>} */
    this.answers = {};
    /** @type {Tile[] | null} */
    this.ghost = null;
    /** Whether a phone shows the settings. */
    this.sheet = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.given = given;
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
      if (!this.doc.tiles.some((/** @type {Tile} */ tile) => tile.key === this.selected)) this.selected = "";
      this.fetchAnswers();
    });
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

  updated() {
    const bar = document.getElementById("design-actions");
    if (!bar) return;
    render(html`
      ${this.given.version ? html`<a class="btn ghost icon not-phone" href=${this.urls.view} aria-label=${gettext("See the dashboard")} title=${gettext("See the dashboard")}>${icon("eye")}</a>` : nothing}
      <button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Settings")} aria-expanded=${String(this.sheet)} @click=${() => { this.sheet = !this.sheet; }}>${icon("sliders-horizontal")}</button>
      ${this.given.may_publish ? html`<button class="btn primary" type="button" id="publish" aria-label=${gettext("Publish")} @click=${() => this.publish()}>${icon("upload")}<span class="not-phone">${gettext("Publish")}</span></button>` : nothing}`, bar);
  }

  async publish() {
    await this.draft?.save();
    const version = await askPublish({
      urls: this.urls, revision: this.draft?.revision ?? 0, version: this.given.version,
      words: { first: gettext("Publish the dashboard"), blocked: gettext("The dashboard cannot be published yet.") },
      jump: ({ path }) => { const at = /^tiles\.(\d+)/.exec(path)?.[1]; if (at) this.focusTile(this.doc.tiles[Number(at)]?.key ?? ""); },
    });
    if (version === null) return;
    this.given = { ...this.given, version };
    this.requestUpdate();
    toast(gettext("Published. Everybody with access sees this version now."));
  }

  render() {
    const tiles = this.ghost ?? this.doc.tiles;
    return html`
      <div class="d-panes" data-sheet=${this.sheet ? "open" : "closed"} @keydown=${(/** @type {KeyboardEvent} */ event) => this.escape(event)}>
        <section class="d-left" aria-label=${gettext("Reports")}>
          <h2>${gettext("Add a report")}</h2>
          <ul class="report-fields">
            ${this.reports?.map((report) => html`<li><button class="palette-item" type="button" @click=${() => this.add(report)}>${icon("plus")} ${report.label}</button></li>`)}
          </ul>
          ${this.reports?.length ? nothing : html`<p class="help">${gettext("Publish a report first; then it can be put on a dashboard.")}</p>`}
        </section>
        <section class="d-canvas" aria-label=${gettext("Dashboard")}>
          ${tiles.length ? nothing : html`<div class="empty">${icon("layout-dashboard")}<h2>${gettext("No tiles yet")}</h2><p>${gettext("Add a report: it becomes a tile, to be moved and sized as you like.")}</p></div>`}
          <div class="dash-grid" @keydown=${(/** @type {KeyboardEvent} */ event) => this.keys(event)}>
            ${repeat(tiles, (tile) => tile.key, (tile) => this.tile(tile))}
          </div>
          <p class="hint-bar" ?hidden=${!tiles.length}><span><kbd>↑↓←→</kbd> ${gettext("move")}</span><span><kbd>Shift</kbd>+<kbd>↑↓←→</kbd> ${gettext("resize")}</span><span><kbd>Del</kbd> ${gettext("remove")}</span></p>
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
        @focus=${() => { this.selected = tile.key; }} @click=${(/** @type {MouseEvent} */ event) => this.open(event, tile.key)} @pointerdown=${(/** @type {PointerEvent} */ event) => this.grab(event, tile)}>
        <header class="tile-head"><h2>${title}</h2>
          <button class="btn ghost sm icon only-phone" type="button" aria-label=${fmt(gettext("Settings of %(title)s"), { title })} @click=${() => { this.selected = tile.key; this.sheet = true; }}>${icon("settings-2")}</button></header>
        <mr-chart inert .answer=${this.answers[tile.report] ?? null}></mr-chart>
        <span class="tile-corner" data-corner aria-hidden="true"></span>
      </div>`;
  }

  /** @param {ReportChoice} report */
  add(report) {
    const kind = this.answers[report.key]?.chart?.type ?? report.chart;
    const tiles = addTile(this.doc.tiles, report.key, kind === "number" ? { w: 3, h: 3 } : {});
    this.commit(tiles, gettext("Add tile"));
    this.selected = tiles[tiles.length - 1].key;
    announce(fmt(gettext("Added %(title)s"), { title: report.label }));
    this.focusTile(this.selected);
  }

  /** @param {string} key */
  async focusTile(key) {
    await this.updateComplete;
    const tile = /** @type {HTMLElement | null} */ (this.querySelector(`[data-tile="${key}"]`) ?? this.querySelector("[data-tile]") ?? this.querySelector(".d-left button"));
    tile?.focus();
    tile?.scrollIntoView({ block: "nearest" });
  }

  /** A phone shows the settings of the tile that was tapped a second time. @param {MouseEvent} event @param {string} key */
  open(event, key) {
    if (matchMedia(PHONE).matches && event.detail === 2) [this.selected, this.sheet] = [key, true];
  }

  /** Escape closes the settings of a phone, or goes from a tile to the whole dashboard. @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (this.sheet) /** @type {HTMLElement | null} */ (document.querySelector("#design-actions > .only-phone"))?.focus();
    else this.selected = "";
    this.sheet = false;
  }

  /** @param {string} key */
  drop(key) {
    const at = this.doc.tiles.findIndex((/** @type {Tile} */ tile) => tile.key === key);
    const tiles = removeTile(this.doc.tiles, key);
    this.sheet = false;
    this.commit(tiles, gettext("Remove tile"));
    toast(gettext("Tile removed"), { action: { label: gettext("Undo"), run: () => this.store?.undo() } });
    this.focusTile(tiles[Math.min(at, tiles.length - 1)]?.key ?? "");
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    const key = /** @type {HTMLElement} */ (event.target).closest("[data-tile]")?.getAttribute("data-tile");
    /** @type {Record<string, [number, number]>} */
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!key || (!step && event.key !== "Delete")) return;
    event.preventDefault();
    if (!step) return this.drop(key);
    const change = event.shiftKey ? resize : nudge;
    this.commit(change(this.doc.tiles, key, step[0], step[1]), gettext("Move tile"), `move-${key}`);
    const { x, y, w, h } = this.doc.tiles.find((/** @type {Tile} */ tile) => tile.key === key);
    announce(fmt(gettext("Column %(x)s, row %(y)s, %(w)s wide, %(h)s high"), { x: x + 1, y: y + 1, w, h }));
    this.focusTile(key);
  }

  /** Follow the pointer; the grid shows where the tile will lie. @param {PointerEvent} event @param {Tile} tile */
  grab(event, tile) {
    if (event.button !== 0 || event.pointerType === "touch" || /** @type {HTMLElement} */ (event.target).closest("button") || matchMedia(PHONE).matches) return;
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
      <div class="props-head">${icon("layout-dashboard")}<h2>${tile ? gettext("Tile") : gettext("Dashboard")}</h2><button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Close")} @click=${() => { this.sheet = false; }}>${icon("x")}</button></div>
      <div class="props-body">${tile ? this.tilePanel(tile) : nothing} ${this.filterPanel()}</div>`;
  }

  /** @param {Tile} tile */
  tilePanel(tile) {
    const change = (/** @type {Partial<Tile>} */ part, /** @type {string} */ coalesce) => this.commit(place(this.doc.tiles, { ...tile, ...part }), gettext("Change tile"), coalesce);
    return html`
      <div class="field">
        <label class="label" for="tile-title">${gettext("Title")}</label>
        <input class="input" id="tile-title" placeholder=${this.reports?.find((one) => one.key === tile.report)?.label ?? ""} .value=${live(localized(tile.title))} @input=${(/** @type {any} */ event) => change({ title: relabel(tile.title, event.target.value) }, `title-${tile.key}`)}>
      </div>
      <div class="pair">
        ${[["w", gettext("Width"), 12], ["h", gettext("Height"), 20]].map(([name, label, most]) => html`
          <div class="field">
            <label class="label" for="tile-${name}">${label}</label>
            <input class="input" id="tile-${name}" type="number" min="1" max=${most} .value=${live(String(tile[/** @type {"w" | "h"} */ (name)]))} @change=${(/** @type {any} */ event) => change({ [/** @type {string} */ (name)]: Number(event.target.value) }, "")}>
          </div>`)}
      </div>
      <div class="field"><span class="label" id="tile-move">${gettext("Place")}</span>
        <div class="row gap-1" role="group" aria-labelledby="tile-move">
          ${STEPS.map(([sign, name, dx, dy]) => html`<button class="btn icon" type="button" aria-label=${name()} title=${name()} @click=${() => this.commit(nudge(this.doc.tiles, tile.key, dx, dy), gettext("Move tile"), `move-${tile.key}`)}>${icon(sign)}</button>`)}
        </div>
      </div>
      <button class="btn danger" type="button" @click=${() => this.drop(tile.key)}>${icon("trash-2")} ${gettext("Remove tile")}</button>`;
  }

  /** Whether a tile asks about the records of this form. @param {string} form */
  asked(form) {
    return this.doc.tiles.some((/** @type {Tile} */ tile) => this.reports?.find((one) => one.key === tile.report)?.form === form);
  }

  filterPanel() {
    const filter = this.doc.filters?.[0];
    const keep = (/** @type {any} */ one) => this.store?.commit({ ...this.doc, filters: one ? [one] : [] }, { label: gettext("Date filter") });
    const fields = () => Object.fromEntries((this.forms ?? []).map((form) => [form.key, form.dates[0]?.path ?? "created_at"]));
    return html`
      <section class="stack">
        <h3>${gettext("Date filter")}</h3>
        <label class="check"><input type="checkbox" .checked=${live(!!filter)} @change=${(/** @type {any} */ event) => keep(event.target.checked ? { key: "period", type: "date", fields: fields(), default: "" } : null)}> ${gettext("All tiles obey one period")}</label>
        ${filter ? html`
          ${this.forms?.filter((form) => this.asked(form.key)).map((form) => html`
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
