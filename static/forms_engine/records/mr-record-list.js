// @ts-check
/** `<mr-record-list>`: the records of a form as a table: views, search, filter, order, columns, editing in place, more on demand. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../builder/core/announce.js";
import { ProblemError, api, withQuery } from "../../builder/core/api.js";
import { formatDateTime, formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { toastError } from "../../builder/core/toast.js";
import { readForm } from "../runtime/spec.js";
import { displayText } from "../runtime/values.js";
import { makeUrls } from "../runtime/widgets.js";
import "../runtime/widgets/choices.js";
import "../runtime/widgets/entry.js";
import "../runtime/widgets/pick.js";
import { cellEditor, editable } from "./cell-editor.js";
import { neighbour, questionOf, replaced, sortOf, toggleSort, usualColumns, withApproval } from "./list-model.js";
import { toolbar } from "./list-toolbar.js";

const SEARCH_MS = 250;

/** @typedef {import("./list-model.js").ListState} ListState */
/** @typedef {{id: number, number: string, title: string, revision: number, created_at: string, flow_status: string, values: Record<string, any>, labels: Record<string, any>, [name: string]: any}} Row */
/** @typedef {{id: number, name: string, shared: boolean, document: Partial<ListState>}} View */

/** @param {import("../runtime/spec.js").FieldSpec} field */
const isNumber = (field) => ["number", "money"].includes(field.type === "formula" ? (field.settings.result ?? "number") : field.type);

export class MrRecordList extends LitElement {
  static properties = { data: { type: String }, records: { state: true }, state: { state: true }, view: { state: true }, busy: { state: true }, count: { state: true }, editing: { state: true }, problem: { state: true }, views: { state: true }, at: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** @type {Row[]} */
    this.records = [];
    /** @type {string | null} */
    this.next = null;
    this.busy = false;
    /** @type {{value: number, exact: boolean} | null} */
    this.count = null;
    /** @type {{id: number, key: string, value: any, label: any, text?: string, problem?: string} | null} */
    this.editing = null;
    this.problem = "";
    /** @type {View[]} */
    this.views = [];
    this.view = 0;
    /** The cell that the Tab key reaches. @type {{id: number, key: string} | null} */
    this.at = null;
    /** Whether the columns are still those that nobody chose. */
    this.usual = false;
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
    this.form = readForm(given.form);
    this.columns = [...this.form.fields.filter((field) => field.type !== "lines").map((field) => ({ key: field.key, label: String(field.label), type: field.type, sortable: !["choices", "file", "longtext"].includes(field.type), number: isNumber(field) })), ...given.system.map((/** @type {any} */ column) => ({ ...column, system: true }))];
    this.places = makeUrls({ app: given.app, urls: given.urls });
    this.views = given.views;
    /** @type {ListState} */
    this.state = { filter: given.filter ? { text: given.filter } : null, sort: [], search: "", columns: this.usualColumns() };
    const first = given.filter ? null : this.views.find((view) => view.id === given.view);
    this.usual = !first;
    if (first) this.show(first);
    else this.ask();
  }

  usualColumns() {
    return usualColumns(this.columns ?? [], this.given.title_fields);
  }

  /** @param {Partial<ListState>} change */
  change(change) {
    this.state = { .../** @type {ListState} */ (this.state), ...change };
    this.ask();
  }

  /** @param {View | null} view */
  show(view) {
    this.view = view?.id ?? 0;
    this.usual = !view?.document.columns;
    this.change({ filter: null, sort: [], search: "", columns: this.usualColumns(), ...(view?.document ?? {}) });
  }

  /** @param {string} text */
  search(text) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.change({ search: text }), SEARCH_MS);
  }

  async ask() {
    const asked = ++this.asked;
    this.busy = true;
    try {
      const answer = await api.get(withQuery(this.given.urls.records_api, questionOf(/** @type {ListState} */ (this.state), { count: "estimate" })));
      if (asked !== this.asked) return;
      this.records = answer.results;
      this.next = answer.next;
      this.count = answer.count ?? null;
      this.problem = "";
      if (this.usual && this.state) this.state = { ...this.state, columns: withApproval(this.state.columns, this.records) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (asked === this.asked) this.problem = error.problems[0]?.message ?? error.message;
    } finally {
      if (asked === this.asked) this.busy = false;
    }
  }

  async more() {
    if (!this.next || this.busy) return;
    const asked = this.asked;
    this.busy = true;
    try {
      const answer = await api.get(withQuery(this.given.urls.records_api, questionOf(/** @type {ListState} */ (this.state), { cursor: this.next })));
      if (asked !== this.asked) return;
      this.records = [...this.records, ...answer.results];
      this.next = answer.next;
      announce(fmt(ngettext("%(count)s more record", "%(count)s more records", answer.results.length), { count: answer.results.length }));
      this.at = { id: answer.results[0].id, key: "" };
      this.focusAt();
    } catch (error) {
      toastError(error);
    } finally {
      this.busy = false;
    }
  }

  // ---- editing in place ------------------------------------------------------------------------
  /** @param {Row} row @param {string} key */
  edit(row, key) {
    const field = this.form?.byKey[key];
    if (!field || !this.given.rights.amend || !editable(field, this.given.masks)) return;
    this.editing = { id: row.id, key, value: row.values[key] ?? null, label: row.labels[key] };
    this.updateComplete.then(() => this.focusEditor());
  }

  async save() {
    const editing = this.editing;
    const row = this.records.find((one) => one.id === editing?.id);
    if (!editing || !row) return;
    if (JSON.stringify(editing.value) === JSON.stringify(row.values[editing.key] ?? null)) return this.leave();
    try {
      const body = { values: { [editing.key]: editing.value }, revision: row.revision };
      const changed = await api.patch(`${this.given.urls.records_api}${row.id}/`, body, { headers: { Prefer: "return=representation" } });
      this.records = replaced(this.records, changed);
      announce(gettext("Saved"));
      this.leave();
    } catch (error) {
      if (!(error instanceof ProblemError)) return toastError(error);
      this.refused(error, editing);
    }
  }

  /** @param {ProblemError} error @param {NonNullable<MrRecordList["editing"]>} editing */
  async refused(error, editing) {
    if (error.status === 409) {
      const theirs = await api.get(`${this.given.urls.records_api}${editing.id}/`).catch(() => null);
      if (theirs) this.records = replaced(this.records, theirs);
      const field = this.form?.byKey[editing.key];
      const value = field && theirs ? displayText(field, theirs.values[field.key], theirs.labels[field.key]) : "";
      this.fault(editing, fmt(gettext("Somebody else changed this record in the meantime; here it now says “%(value)s”. Save again to keep yours."), { value: value || "–" }));
      return;
    }
    this.fault(editing, error.problems[0]?.message ?? error.message);
  }

  /** @param {NonNullable<MrRecordList["editing"]>} editing @param {string} problem */
  fault(editing, problem) {
    this.editing = { ...editing, problem };
    this.updateComplete.then(() => this.focusEditor());
  }

  focusEditor() {
    /** @type {HTMLElement | null} */ (this.querySelector("td.editing :is(input, select, textarea, button)"))?.focus();
  }

  leave() {
    if (this.editing) this.at = { id: this.editing.id, key: this.editing.key };
    this.editing = null;
    this.focusAt();
  }

  /** @param {KeyboardEvent} event @param {Row} row @param {string} key */
  cellKeys(event, row, key) {
    if (event.isComposing) return;
    if (this.editing) {
      const onButton = /** @type {HTMLElement} */ (event.target).closest(".rl-keep");
      const choosing = /** @type {HTMLElement} */ (event.target).matches('[aria-expanded="true"]');
      if (event.key === "Escape" && !choosing) this.leave();
      else if (event.key === "Enter" && !event.shiftKey && !choosing && !onButton) this.save();
      else return;
      event.preventDefault();
      return;
    }
    const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] });
    if (moves[event.key]) this.go(row, key, moves[event.key]);
    else if (key && (event.key === "F2" || event.key === "Enter")) this.edit(row, key);
    else return;
    event.preventDefault();
  }

  /** @param {Row} row @param {string} key @param {[number, number]} by */
  go(row, key, by) {
    const columns = /** @type {ListState} */ (this.state).columns;
    this.at = neighbour({ rows: this.records.map((one) => one.id), columns }, { id: row.id, key }, by);
    this.focusAt();
  }

  async focusAt() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-cell="${this.at?.id}:${this.at?.key}"]`))?.focus();
  }

  // ---- drawing ---------------------------------------------------------------------------------
  render() {
    const state = /** @type {ListState} */ (this.state);
    return html`
      ${toolbar({ list: this, given: this.given, state, views: this.views, view: this.view, columns: this.columns ?? [], fields: this.form?.fields ?? [] })}
      ${this.problem ? html`<p class="banner danger" role="alert">${this.problem} <button class="btn sm" type="button" @click=${() => this.change({ filter: null, search: "" })}>${gettext("Clear filters")}</button></p>` : nothing}
      ${this.records.length ? this.table(state) : this.empty(state)}
      <div class="rl-foot">
        <span class="muted" role="status">${this.total()}</span>
        ${this.next ? html`<button class="btn" type="button" ?disabled=${this.busy} @click=${() => this.more()}>${icon("chevron-down")} ${gettext("Show more")}</button>` : nothing}
      </div>`;
  }

  total() {
    if (!this.count) return this.busy ? gettext("Loading…") : "";
    const { value, exact } = this.count;
    return fmt(ngettext("%(count)s record", "%(count)s records", value), { count: `${formatNumber(value)}${exact ? "" : "+"}` });
  }

  /** @param {ListState} state */
  empty(state) {
    if (this.busy) return html`<div class="skeleton rl-wait" aria-hidden="true"></div>`;
    if (state.filter || state.search) {
      return html`<div class="empty">${icon("search")}<h2>${gettext("Nothing matches")}</h2><div class="actions"><button class="btn" type="button" @click=${() => this.change({ filter: null, search: "" })}>${gettext("Clear filters")}</button></div></div>`;
    }
    const { rights, urls } = this.given;
    return html`
      <div class="empty">${icon("inbox")}<h2>${gettext("No records yet")}</h2><p>${gettext("Fill in the first one, or bring them in from a spreadsheet.")}</p>
        <div class="actions">${rights.create ? html`<a class="btn primary" href=${urls.create}>${icon("plus")} ${gettext("New record")}</a>` : nothing} ${rights.import ? html`<a class="btn" href=${urls.import}>${gettext("Import from Excel")}</a>` : nothing}</div>
      </div>`;
  }

  /** @param {ListState} state */
  table(state) {
    const shown = state.columns.map((key) => this.columns?.find((column) => column.key === key)).filter((column) => !!column);
    return html`
      <div class="table-wrap rl-table" tabindex="0" role="region" aria-label=${gettext("Records")} aria-busy=${String(this.busy)}>
        <table class="table" role="grid" aria-label=${gettext("Records")}>
          <thead><tr>
            <th scope="col" class="rl-title">${gettext("Record")}</th>
            ${shown.map((column) => this.heading(state, column))}
          </tr></thead>
          <tbody>${repeat(this.records, (row) => row.id, (row, index) => html`<tr>
            <th scope="row" class="rl-title"><a href="${this.given.urls.records}${row.id}/" tabindex=${this.reached(row, "", index) ? "0" : "-1"} data-cell="${row.id}:" @focus=${() => this.reach(row, "")} @keydown=${(/** @type {KeyboardEvent} */ event) => this.cellKeys(event, row, "")}>${row.title || row.number || `#${row.id}`}</a></th>
            ${shown.map((column) => this.cell(row, column, index))}
          </tr>`)}</tbody>
        </table>
      </div>`;
  }

  /** Whether Tab stops here: one stop for the whole table. @param {Row} row @param {string} key @param {number} index */
  reached(row, key, index) {
    const columns = ["", .../** @type {ListState} */ (this.state).columns];
    const known = this.at && columns.includes(this.at.key) && this.records.some((one) => one.id === this.at?.id);
    return known ? this.at?.id === row.id && this.at.key === key : index === 0 && key === "";
  }

  /** @param {Row} row @param {string} key */
  reach(row, key) {
    if (this.at?.id !== row.id || this.at.key !== key) this.at = { id: row.id, key };
  }

  /** @param {ListState} state @param {import("./list-model.js").Column} column */
  heading(state, column) {
    const place = column.number ? "num" : "";
    if (!column.sortable) return html`<th scope="col" class=${place}>${column.label}</th>`;
    const order = sortOf(state.sort, column.key);
    const sign = order === "none" ? "chevrons-up-down" : order === "ascending" ? "arrow-up" : "arrow-down";
    return html`<th scope="col" class=${place} aria-sort=${order}><button type="button" @click=${(/** @type {MouseEvent} */ event) => this.change({ sort: toggleSort(state.sort, column.key, event.shiftKey) })}>${column.label} <span class="rl-sort">${icon(sign)}</span></button></th>`;
  }

  /** @param {Row} row @param {import("./list-model.js").Column} column @param {number} index */
  cell(row, column, index) {
    const field = this.form?.byKey[column.key];
    const editing = this.editing?.id === row.id && this.editing.key === column.key ? this.editing : null;
    const keys = (/** @type {KeyboardEvent} */ event) => this.cellKeys(event, row, column.key);
    if (editing && field) {
      return html`<td class="editing" @keydown=${keys}>
        ${cellEditor({ field, editing, urls: /** @type {any} */ (this.places), change: (change) => { this.editing = { ...editing, ...change, problem: "" }; } })}
        ${editing.problem ? html`<p class="error" id="cell-problem" role="alert">${editing.problem}</p>` : nothing}
        <span class="row gap-1 rl-keep"><button class="btn sm primary" type="button" @click=${() => this.save()}>${gettext("Save")}</button><button class="btn sm" type="button" @click=${() => this.leave()}>${gettext("Cancel")}</button></span>
      </td>`;
    }
    return html`<td class=${column.number ? "num" : ""} tabindex=${this.reached(row, column.key, index) ? "0" : "-1"} data-cell="${row.id}:${column.key}" @focus=${() => this.reach(row, column.key)} @dblclick=${() => this.edit(row, column.key)} @keydown=${keys}>${this.text(row, column)}</td>`;
  }

  /** @param {Row} row @param {import("./list-model.js").Column} column */
  text(row, column) {
    const field = this.form?.byKey[column.key];
    if (!field) return column.type === "datetime" ? formatDateTime(row[column.key]) : column.key === "flow_status" ? this.status(row.flow_status) : (row.labels?.[column.key] ?? row[column.key] ?? "");
    const option = field.type === "choice" ? field.settings.options?.find((/** @type {any} */ one) => one.key === row.values[field.key]) : null;
    if (option) return html`<span class="tag" data-colour=${option.color ?? ""}>${option.label}</span>`;
    return displayText(field, row.values[field.key], row.labels[field.key]);
  }

  /** @param {string | null} status */
  status(status) {
    const known = this.given.statuses[status ?? ""];
    return known ? html`<span class="badge ${known.tone}">${known.label}</span>` : "";
  }
}

customElements.define("mr-record-list", MrRecordList);
