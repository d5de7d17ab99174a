// @ts-check
/**
 * <mr-lines-field>: the lines of a sub-table, edited like a spreadsheet on a desk and as cards on a phone.
 *
 * It shows what its form gives it and asks for changes: `mr-lines` with {command, row, column, to, table}.
 * Keys: arrows and Enter between cells, Alt+arrows move the line, Mod+D copies it, Mod+Delete takes it away, paste fills cells.
 */
import { LitElement, html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import "../../builder/ui/mr-menu.js";
import { attachDnd } from "../../builder/core/dnd.js";
import { formatMoney, formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, localized, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { shortcut } from "../../builder/core/keys.js";
import { NIL } from "../../builder/core/nil.js";
import { total } from "./totals.js";
import { cellPath } from "./state.js";
import { parseTsv } from "./tsv.js";
import { displayText, isEmpty } from "./values.js";
import { widgetFor } from "./widgets.js";
/** @typedef {import("./spec.js").FieldSpec} FieldSpec */
/** @typedef {import("./view.js").RowView} RowView */
/** @typedef {(path: string, field: FieldSpec, options: {view: import("./view.js").FieldView, value: any, name: string, compact: true}) => import("./widgets.js").Control} MakeControl */

const NUMERIC = new Set(["number", "money"]);
const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0], "Shift+Enter": [-1, 0] });

/** @param {FieldSpec} column */
const isNumeric = (column) => NUMERIC.has(column.type === "formula" ? column.settings.result : column.type);

export class LinesField extends LitElement {
  static properties = {
    field: { attribute: false }, rows: { attribute: false }, make: { attribute: false }, marks: { attribute: false }, labels: { attribute: false },
    readOnly: { attribute: false }, columnViews: { attribute: false }, labelledBy: { attribute: "labelledby" }, describedBy: { attribute: "describedby" },
  };
  constructor() {
    super();
    /** @type {FieldSpec} */ this.field = NIL;
    /** @type {RowView[]} */ this.rows = [];
    /** @type {MakeControl} */ this.make = NIL;
    /** Problem, text and cursor marks of each line that has some. @type {Record<string, {key: string, problems: Record<string, string>}>} */ this.marks = {};
    /** @type {Record<string, any>} */ this.labels = {};
    this.readOnly = false;
    this.labelledBy = "";
    this.describedBy = "";
    /** @type {() => void} */ this.detach = () => {};
  }
  createRenderRoot() { return this; }
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
    this.addEventListener("paste", this.#paste);
    this.detach = attachDnd(this, {
      onDrop: ({ payload, index }) => this.ask("move", { row: payload, to: index }),
      label: (payload) => fmt(gettext("Line %(n)s"), { n: this.rows.findIndex((r) => r.row._row === payload) + 1 }),
      accepts: (payload, zone) => zone === this.field.id && this.rows.some((r) => r.row._row === payload),
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#key);
    this.removeEventListener("paste", this.#paste);
    this.detach();
  }
  /** Columns that somebody may see here. @returns {FieldSpec[]} */
  get columns() { return this.field.columns.filter((c) => !this.rows.length || this.rows.some(({ cells }) => cells[c.key].visible)); }

  /** @param {string} command @param {Record<string, unknown>} detail */
  ask(command, detail = {}) { this.dispatchEvent(new CustomEvent("mr-lines", { bubbles: true, detail: { command, key: this.field.key, ...detail } })); }
  /** Put the cursor into a cell. @param {string} row @param {string} [column] */
  async focusCell(row, column) {
    await this.updateComplete;
    const cells = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(`[data-row="${row}"] [data-column]`)]);
    const cell = cells.find((c) => c.dataset.column === column) ?? cells.find((c) => control(c));
    const target = cell && control(cell);
    target?.focus();
    if (target instanceof HTMLInputElement && target.type === "text") target.select();
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (event.isComposing || event.defaultPrevented || this.readOnly) return;
    const cell = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-column]"));
    const row = /** @type {HTMLElement | null} */ (cell?.closest("[data-row]"))?.dataset.row ?? "";
    if (!cell || !row) return;
    const name = shortcut(event);
    const at = this.rows.findIndex((r) => r.row._row === row);
    const column = cell.dataset.column;
    if (name === "Alt+ArrowUp" || name === "Alt+ArrowDown") this.ask("move", { row, to: at + (name === "Alt+ArrowUp" ? -1 : 1), column });
    else if (name === "Mod+D") this.ask("duplicate", { row, column });
    else if (name === "Mod+Delete" || name === "Mod+Backspace") this.ask("remove", { row, column });
    else if (!(name in MOVES) || !leaves(event, name)) return;
    else if (!this.#step(cell, at, MOVES[name], name)) return;
    event.preventDefault();
  };
  /** @param {HTMLElement} cell @param {number} at @param {[number, number]} by @param {string} name */
  #step(cell, at, [down, right], name) {
    const next = this.rows[at + down]?.row._row;
    if (down) {
      if (next) this.focusCell(next, cell.dataset.column);
      else if (name === "Enter") this.ask("add", { to: this.rows.length, column: cell.dataset.column });
      return Boolean(next) || name === "Enter";
    }
    const cells = /** @type {HTMLElement[]} */ ([...(cell.closest("[data-row]")?.querySelectorAll("[data-column]") ?? [])].filter((c) => control(/** @type {HTMLElement} */ (c))));
    const to = cells[cells.indexOf(cell) + right];
    if (to) this.focusCell(this.rows[at].row._row, to.dataset.column);
    return Boolean(to);
  }
  /** @param {ClipboardEvent} event */
  #paste = (event) => {
    const cell = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-column]"));
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || this.readOnly || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    const multiline = /** @type {HTMLElement} */ (event.target).matches("textarea") && !text.includes("\t");
    if (multiline) return;
    event.preventDefault();
    this.ask("paste", { row: /** @type {HTMLElement} */ (cell.closest("[data-row]")).dataset.row, column: cell.dataset.column, table: parseTsv(text) });
  };

  /** @param {RowView} view @param {FieldSpec} column @param {number} index */
  #cell(view, column, index) {
    const { row, cells } = view;
    const shown = cells[column.key];
    const path = cellPath(this.field.key, row._row, column.key);
    const label = localized(column.label);
    if (!shown.visible) return html`<td class="void" data-label=${label}></td>`;
    const numeric = isNumeric(column) ? "numeric" : "";
    if (this.readOnly || shown.readOnly) return html`<td class="fixed ${numeric}" data-label=${label}>${shown.masked ? "•••" : displayText(column, row[column.key], this.labels[path])}</td>`;
    const name = fmt(gettext("%(column)s, line %(n)s"), { column: label, n: index + 1 });
    const control = this.make(path, column, { view: shown, value: row[column.key], name, compact: true });
    const problem = this.marks[row._row]?.problems[path];
    return html`<td class="cell ${numeric} ${column.type} ${problem ? "has-error" : ""}" data-column=${column.key} data-label=${label}>${widgetFor(column.type).render(control)}${problem ? html`<p class="error" id=${`${control.id}-error`}>${problem}</p>` : nothing}</td>`;
  }
  /** @param {RowView} view @param {number} index */
  #row(view, index) {
    const name = view.row._row;
    const n = index + 1;
    const item = (/** @type {string} */ symbol, /** @type {string} */ text, /** @type {() => void} */ run, off = false) => html`<button type="button" role="menuitem" tabindex="-1" aria-disabled=${off ? "true" : "false"} @click=${off ? nothing : run}>${icon(symbol)}${text}</button>`;
    return html`<tr data-item=${name} data-row=${name}>
      <td class="fit line-no" data-drag=${this.readOnly ? nothing : name}>${n}</td>
      ${this.columns.map((c) => this.#cell(view, c, index))}
      ${this.readOnly ? nothing : html`<td class="fit line-tools"><mr-menu align="end"><button type="button" class="btn ghost icon sm" aria-label=${fmt(gettext("Line %(n)s: actions"), { n })}>${icon("ellipsis-vertical")}</button>
        <div class="menu" popover role="menu" aria-label=${fmt(gettext("Line %(n)s: actions"), { n })}>
          ${item("plus", gettext("Insert a line above"), () => this.ask("add", { to: index }))}
          ${item("copy", gettext("Duplicate"), () => this.ask("duplicate", { row: name }))}
          ${item("arrow-up", gettext("Move up"), () => this.ask("move", { row: name, to: index - 1 }), index === 0)}
          ${item("arrow-down", gettext("Move down"), () => this.ask("move", { row: name, to: index + 1 }), n === this.rows.length)}
          ${item("trash-2", gettext("Delete"), () => this.ask("remove", { row: name }))}
        </div></mr-menu></td>`}</tr>`;
  }
  #foot() {
    const wanted = new Set(this.field.settings.totals ?? []);
    if (!this.columns.some((c) => wanted.has(c.key)) || !this.rows.length) return nothing;
    const print = (/** @type {FieldSpec} */ c) => {
      const sum = total(this.rows.map(({ row }) => row[c.key]));
      return isEmpty(sum) ? "" : c.type === "money" || c.settings.result === "money" ? formatMoney(sum, c.settings.currency ?? "", c.settings.decimals) : formatNumber(sum);
    };
    return html`<tfoot><tr><td class="fit line-no"><span class="sr-only">${gettext("Total")}</span>Σ</td>${this.columns.map((c) => html`<td class=${isNumeric(c) ? "numeric" : ""} data-label=${wanted.has(c.key) ? localized(c.label) : nothing}>${wanted.has(c.key) ? print(c) : ""}</td>`)}${this.readOnly ? nothing : html`<td class="fit"></td>`}</tr></tfoot>`;
  }
  render() {
    const full = this.rows.length >= Number(this.field.settings.max_rows ?? 2000);
    return html`
      <div class="lines-wrap"><table class="lines lines-grid ${this.readOnly ? "is-read" : ""}" aria-labelledby=${this.labelledBy} aria-describedby=${this.describedBy || nothing}>
        <thead><tr><th class="fit" scope="col"><span class="sr-only">${gettext("Line")}</span>#</th>${this.columns.map((c) => html`<th scope="col" class=${isNumeric(c) ? "numeric" : ""}>${localized(c.label)}${c.required && !this.readOnly ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</th>`)}${this.readOnly ? nothing : html`<th class="fit"><span class="sr-only">${gettext("Actions")}</span></th>`}</tr></thead>
        <tbody data-drop=${this.field.id}>${repeat(this.rows, (r) => r.row._row, (r, i) => guard([r, i, this.marks[r.row._row]?.key, this.readOnly, this.columns.length, this.rows.length, this.labels], () => this.#row(r, i)))}</tbody>
        ${this.#foot()}</table></div>
      <div class="lines-foot">
        ${this.readOnly || full ? nothing : html`<button type="button" class="btn sm" @click=${() => this.ask("add", { to: this.rows.length })}>${icon("plus")}${gettext("Add line")}</button>`}
        <span class="faint tiny">${this.rows.length ? fmt(ngettext("%(n)s line", "%(n)s lines", this.rows.length), { n: this.rows.length }) : this.readOnly ? gettext("No lines") : gettext("Paste from a spreadsheet, or add the first line.")}</span></div>`;
  }
}

/** The control of a cell. @param {HTMLElement} cell */
const control = (cell) => /** @type {HTMLElement | null} */ (cell.querySelector("input:not([type=file]), select, textarea"));

/** Whether the key leaves the cell: at the end of its text, and not where the key has a meaning of its own. @param {KeyboardEvent} event @param {string} name */
function leaves(event, name) {
  const target = /** @type {HTMLInputElement} */ (event.target);
  if (target.getAttribute("role") === "combobox") return target.getAttribute("aria-expanded") !== "true" && (name === "ArrowLeft" || name === "ArrowRight" ? !target.value : name !== "Enter");
  if (target.matches("select, input[type=date], input[type=datetime-local]")) return name.endsWith("Enter");
  if (target.matches("textarea")) return false;
  if (!name.endsWith("Left") && !name.endsWith("Right")) return true;
  if (target.type === "checkbox") return true;
  if (target.selectionStart !== target.selectionEnd) return target.selectionEnd === target.value.length && target.selectionStart === 0;
  return name === "ArrowLeft" ? target.selectionStart === 0 : target.selectionEnd === target.value.length;
}
customElements.define("mr-lines-field", LinesField);
