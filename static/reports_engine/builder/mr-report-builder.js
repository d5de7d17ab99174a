// @ts-check
/** `<mr-report-builder>`: pick fields, see the picture change; every step can be undone and is saved by itself. */
import { LitElement, html, nothing, render } from "lit";
import { ProblemError, api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { Store } from "../../builder/core/store.js";
import { toast } from "../../builder/core/toast.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import { askPublish } from "../../forms_engine/designer/publishing.js";
import "../mr-chart.js";
import { columnsPanel } from "./columns-panel.js";
import { addDimension, addFitting, addMeasure, fits, isNumber, withChart, withForm, withSettings } from "./model.js";

const ASK_MS = 350;

/** @typedef {import("./model.js").Report} Report */
/** @typedef {{key: string, label: string, fields: import("./model.js").Source[], conditions: any[]}} SourceForm */
/** @typedef {{key: string, label: string, icon: string, settings_schema: any}} ChartType */

export class MrReportBuilder extends LitElement {
  static properties = { data: { type: String }, answer: { state: true }, problems: { state: true }, search: { state: true }, report: { state: true }, sheet: { state: true } };

  constructor() {
    super();
    this.data = "";
    this.answer = null;
    /** @type {{path: string, message: string}[]} */
    this.problems = [];
    this.search = "";
    /** Whether a phone shows the settings. */
    this.sheet = false;
    /** @type {{form: SourceForm | undefined, fields: any[]} | null} */
    this.known = null;
    this.asked = 0;
    this.timer = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.given = given;
    this.urls = given.urls;
    /** @type {SourceForm[]} */
    this.forms = given.forms;
    /** @type {ChartType[]} */
    this.charts = given.charts;
    /** @type {Store<Report>} */
    this.store = new Store(given.draft);
    /** @type {Report} */
    this.report = given.draft;
    this.draft = new Draft(this.store, { url: given.urls.draft, revision: given.revision });
    attachDraftBar(this.draft);
    this.store.addEventListener("change", () => {
      this.report = /** @type {Report} */ (this.store?.doc);
      this.askSoon();
    });
    this.ask();
  }

  get source() {
    return this.forms?.find((form) => form.key === this.report.dataset.form);
  }

  /** @param {Report} report @param {string} label @param {string} [coalesce] */
  commit(report, label, coalesce = "") {
    this.store?.commit(report, { label, coalesce });
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), ASK_MS);
  }

  async ask() {
    const asked = ++this.asked;
    try {
      const answer = await api.post(this.urls.preview, { document: this.report });
      if (asked === this.asked) [this.answer, this.problems] = [answer, []];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (asked === this.asked) this.problems = error.problems.length ? error.problems : [{ path: "", message: error.message }];
    }
  }

  updated() {
    const bar = document.getElementById("design-actions");
    if (!bar) return;
    render(html`
      <button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Settings")} aria-expanded=${String(this.sheet)} @click=${() => { this.sheet = !this.sheet; }}>${icon("sliders-horizontal")}</button>
      ${this.given.may_publish ? html`<button class="btn primary" type="button" id="publish" aria-label=${gettext("Publish")} @click=${() => this.publish()}>${icon("upload")}<span class="not-phone">${gettext("Publish")}</span></button>` : nothing}`, bar);
  }

  async publish() {
    await this.draft?.save();
    const version = await askPublish({
      urls: this.urls, revision: this.draft?.revision ?? 0, version: this.given.version,
      words: { first: gettext("Publish the report"), blocked: gettext("The report cannot be published yet.") },
      jump: () => { this.sheet = true; },
    });
    if (version === null) return;
    this.given = { ...this.given, version };
    toast(gettext("Published. Everybody with access sees this version now."));
  }

  /** Escape closes the settings of a phone. @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.sheet) return;
    this.sheet = false;
    /** @type {HTMLElement | null} */ (document.querySelector("#design-actions > .only-phone"))?.focus();
  }

  /** The fields of the form as the condition builder takes them; kept while the form stays. */
  conditions() {
    if (this.known?.form !== this.source) {
      this.known = { form: this.source, fields: conditionFields(this.source?.conditions ?? [], (target) => `${this.urls.forms}${target}/records/pick/`) };
    }
    return this.known?.fields ?? [];
  }

  render() {
    return html`
      <div class="d-panes" data-sheet=${this.sheet ? "open" : "closed"} @keydown=${(/** @type {KeyboardEvent} */ event) => this.escape(event)}>
        <section class="d-left" aria-label=${gettext("Fields")}>${this.fields()}</section>
        <section class="d-canvas" aria-label=${gettext("Preview")} tabindex="0">
          <div class="card report-paper">
            <div class="seg report-charts" role="group" aria-label=${gettext("Chart")}>${this.charts?.map((chart) => this.chartButton(chart))}</div>
            ${this.problems.length ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<ul class="body">${this.problems.map((problem) => html`<li>${problem.message}</li>`)}</ul></div>` : nothing}
            <mr-chart .answer=${this.answer}></mr-chart>
          </div>
        </section>
        <section class="d-right" aria-label=${gettext("Settings")}>
          ${columnsPanel({ report: this.report, source: this.source, conditions: this.conditions(), close: () => { this.sheet = false; }, commit: (report, label, coalesce) => this.commit(report, label, coalesce) })}
          ${this.settings()}
        </section>
      </div>`;
  }

  fields() {
    const wanted = this.search.toLowerCase();
    const found = (this.source?.fields ?? []).filter((field) => field.label.toLowerCase().includes(wanted));
    return html`
      <div class="field">
        <label class="label" for="report-form">${gettext("Records of")}</label>
        <select class="select" id="report-form" @change=${(/** @type {any} */ event) => this.commit(withForm(this.report, event.target.value), gettext("Choose form"))}>
          ${this.forms?.map((form) => html`<option value=${form.key} ?selected=${form.key === this.report.dataset.form}>${form.label}</option>`)}
        </select>
      </div>
      <input class="input" type="search" placeholder=${gettext("Search fields")} aria-label=${gettext("Search fields")} @input=${(/** @type {any} */ event) => { this.search = event.target.value; }}>
      <ul class="report-fields">${found.map((field) => this.fieldRow(field))}</ul>`;
  }

  /** @param {import("./model.js").Source} field */
  fieldRow(field) {
    return html`
      <li>
        <button class="palette-item" type="button" @click=${() => this.commit(addFitting(this.report, field), gettext("Add field"))}>${icon(isNumber(field) ? "hash" : field.kind.startsWith("date") ? "calendar" : "type")} <span class="truncate">${field.label}</span></button>
        <button class="btn ghost sm icon" type="button" title=${gettext("Group by this")} aria-label="${gettext("Group by")}: ${field.label}" @click=${() => this.commit(addDimension(this.report, field), gettext("Group"))}>${icon("rows-3")}</button>
        <button class="btn ghost sm icon" type="button" title=${gettext("Work out this")} aria-label="${gettext("Value")}: ${field.label}" @click=${() => this.commit(addMeasure(this.report, field), gettext("Add value"))}>${icon("sigma")}</button>
      </li>`;
  }

  /** @param {ChartType} chart */
  chartButton(chart) {
    const current = chart.key === this.report.chart.type;
    return html`<button type="button" aria-pressed=${String(current)} ?disabled=${!fits(chart.key, this.report)} @click=${() => this.commit(withChart(this.report, chart.key), gettext("Choose chart"))}>${icon(chart.icon)} ${chart.label}</button>`;
  }

  /** The switches of the chosen chart; all of them are yes or no. */
  settings() {
    const chart = this.charts?.find((one) => one.key === this.report.chart.type);
    const properties = Object.entries(chart?.settings_schema.properties ?? {});
    if (!properties.length) return nothing;
    const settings = this.report.chart.settings ?? {};
    return html`
      <div class="props-body">
        ${properties.map(([key, schema]) => html`
          <label class="check"><input type="checkbox" .checked=${settings[key] ?? schema.default ?? false} @change=${(/** @type {any} */ event) => this.commit(withSettings(this.report, { ...settings, [key]: event.target.checked }), schema.title)}> ${schema.title}</label>`)}
      </div>`;
  }
}

customElements.define("mr-report-builder", MrReportBuilder);
