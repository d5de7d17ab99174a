// @ts-check
/** `<mr-record-list>`: the records of a form as a table: views, search, filter, order, columns, editing in place, more on demand. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../builder/core/announce.js";
import { ProblemError, api, withQuery } from "../../builder/core/api.js";
import { formatDateTime, formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { readForm } from "../runtime/spec.js";
import { displayText } from "../runtime/values.js";
import { makeUrls } from "../runtime/widgets.js";
import "../runtime/widgets/choices.js";
import "../runtime/widgets/entry.js";
import "../runtime/widgets/pick.js";
import { cellEditor, editable } from "./cell-editor.js";
import { questionOf, replaced, sortOf, toggleSort, usualColumns } from "./list-model.js";
import { toolbar } from "./list-toolbar.js";

const SEARCH_MS = 250;

/** @typedef {import("./list-model.js").ListState} ListState */
/** @typedef {{id: number, number: string, title: string, revision: number, created_at: string, flow_status: string, values: Record<string, any>, labels: Record<string, any>, [name: string]: any}} Row */
/** @typedef {{id: number, name: string, shared: boolean, document: Partial<ListState>}} View */

export class MrRecordList extends LitElement {
  static properties = { data: { type: String }, records: { state: true }, state: { state: true }, view: { state: true }, busy: { state: true }, count: { state: true }, editing: { state: true }, problem: { state: true }, views: { state: true } };

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
    this.columns = [...this.form.fields.filter((field) => field.type !== "lines").map((field) => ({ key: field.key, label: String(field.label), type: field.type, sortable: !["choices", "file", "longtext"].includes(field.type) })), ...given.system];
    this.places = makeUrls({ app: given.app, urls: given.urls });
    this.views = given.views;
    /** @type {ListState} */
    this.state = { filter: given.filter ? { text: given.filter } : null, sort: [], search: "", columns: usualColumns(this.columns) };
    const first = given.filter ? null : this.views.find((view) => view.id === given.view);
    if (first) this.show(first);
    else this.ask();
  }

  /** @param {Partial<ListState>} change */
  change(change) {
    this.state = { .../** @type {ListState} */ (this.state), ...change };
    this.ask();
  }

  /** @param {View | null} view */
  show(view) {
    this.view = view?.id ?? 0;
    this.change({ filter: null, sort: [], search: "", columns: usualColumns(this.columns ?? []), ...(view?.document ?? {}) });
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
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector("td.editing input, td.editing select, td.editing textarea, td.editing button"))?.focus());
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
      if (!(error instanceof ProblemError)) throw error;
      this.refused(error, editing);
    }
  }

  /** @param {ProblemError} error @param {NonNullable<MrRecordList["editing"]>} editing */
  async refused(error, editing) {
    if (error.status === 409) {
      toast(gettext("Somebody else changed this record in the meantime; the list shows their version. Your value is still in the cell."), { tone: "danger", stay: true });
      const theirs = await api.get(`${this.given.urls.records_api}${editing.id}/`).catch(() => null);
      if (theirs) this.records = replaced(this.records, theirs);
      return;
    }
    this.editing = { ...editing, problem: error.problems[0]?.message ?? error.message };
  }

  leave() {
    const { id, key } = this.editing ?? {};
    this.editing = null;
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(`[data-cell="${id}:${key}"]`))?.focus());
  }

  /** @param {KeyboardEvent} event @param {Row} row @param {string} key */
  cellKeys(event, row, key) {
    if (this.editing) {
      if (event.key === "Escape") this.leave();
      else if (event.key === "Enter" && !event.shiftKey && !(/** @type {HTMLElement} */ (event.target)).closest("mr-combobox[open], mr-people-picker[open]")) this.save();
      else return;
      event.preventDefault();
      return;
    }
    const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] });
    if (moves[event.key]) this.focusCell(row, key, moves[event.key]);
    else if (event.key === "F2" || event.key === "Enter") this.edit(row, key);
    else return;
    event.preventDefault();
  }

  /** @param {Row} row @param {string} key @param {[number, number]} by */
  focusCell(row, key, [down, right]) {
    const rows = this.records.map((one) => one.id);
    const columns = /** @type {ListState} */ (this.state).columns;
    const id = rows[Math.min(Math.max(rows.indexOf(row.id) + down, 0), rows.length - 1)];
    const column = columns[Math.min(Math.max(columns.indexOf(key) + right, 0), columns.length - 1)];
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-cell="${id}:${column}"]`))?.focus();
  }

  // ---- drawing ---------------------------------------------------------------------------------
  render() {
    const state = /** @type {ListState} */ (this.state);
    return html`
      ${toolbar({ list: this, given: this.given, state, views: this.views, view: this.view, columns: this.columns ?? [], fields: this.form?.fields ?? [] })}
      ${this.problem ? html`<p class="banner danger" role="alert">${this.problem} <button class="btn compact" type="button" @click=${() => this.change({ filter: null, search: "" })}>${gettext("Clear filters")}</button></p>` : nothing}
      ${this.records.length ? this.table(state) : this.empty(state)}
      <div class="rl-foot">
        <span class="text-2" role="status">${this.total()}</span>
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
        <table class="table">
          <thead><tr>
            <th scope="col" class="rl-title">${gettext("Record")}</th>
            ${shown.map((column) => this.heading(state, column))}
          </tr></thead>
          <tbody>${repeat(this.records, (row) => row.id, (row) => html`<tr>
            <th scope="row" class="rl-title"><a href="${this.given.urls.records}${row.id}/">${row.title || row.number || `#${row.id}`}</a></th>
            ${shown.map((column) => this.cell(row, column))}
          </tr>`)}</tbody>
        </table>
      </div>`;
  }

  /** @param {ListState} state @param {import("./list-model.js").Column} column */
  heading(state, column) {
    if (!column.sortable) return html`<th scope="col">${column.label}</th>`;
    const order = sortOf(state.sort, column.key);
    const sign = order === "none" ? nothing : icon(order === "ascending" ? "arrow-up" : "arrow-down");
    return html`<th scope="col" aria-sort=${order}><button type="button" @click=${(/** @type {MouseEvent} */ event) => this.change({ sort: toggleSort(state.sort, column.key, event.shiftKey) })}>${column.label} ${sign}</button></th>`;
  }

  /** @param {Row} row @param {import("./list-model.js").Column} column */
  cell(row, column) {
    const field = this.form?.byKey[column.key];
    const editing = this.editing?.id === row.id && this.editing.key === column.key ? this.editing : null;
    const number = ["number", "money"].includes(field?.type ?? "") || (field?.type === "formula" && ["number", "money"].includes(field.settings.result ?? "number"));
    if (editing && field) {
      return html`<td class="editing" @keydown=${(/** @type {KeyboardEvent} */ event) => this.cellKeys(event, row, column.key)}>
        ${cellEditor({ field, editing, urls: /** @type {any} */ (this.places), change: (change) => { this.editing = { ...editing, ...change, problem: "" }; } })}
        ${editing.problem ? html`<p class="error" role="alert">${editing.problem}</p>` : nothing}
        <span class="row gap-1"><button class="btn compact primary" type="button" @click=${() => this.save()}>${gettext("Save")}</button><button class="btn compact" type="button" @click=${() => this.leave()}>${gettext("Cancel")}</button></span>
      </td>`;
    }
    return html`<td class=${number ? "num" : ""} tabindex="-1" data-cell="${row.id}:${column.key}" @dblclick=${() => this.edit(row, column.key)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.cellKeys(event, row, column.key)}>${this.text(row, column)}</td>`;
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
