// @ts-check
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { announce } from "../core/announce.js";
import { formatDate, formatDateTime, formatList, formatNumber } from "../core/format.js";
import { fmt, gettext, localized } from "../core/i18n.js";
import { icon } from "../core/icon.js";
import * as M from "./condition-model.js";
import { operatorsFor, periods, units } from "./condition-operators.js";
import { valueControl } from "./condition-values.js";
import "./mr-combobox.js";
import "./mr-people-picker.js";
/** @typedef {import("./combobox-model.js").Option} Option */
/**
 * @typedef {{key: string, label: string | Record<string, string>, type: string, group?: string, operators?: string[],
 *   options?: Option[], src?: string}} Field
 */
let counter = 0;

/**
 * <mr-condition-builder data="id-of-json" name="filter"> — sentence rows joined by all or any, in groups, with a summary.
 *
 * Attributes: name (hidden input with the JSON), value (JSON), data (id of a JSON script {fields, operators?, labels?}),
 * allow-text with check (address for <mr-formula-editor>) to write an expression instead, field-values to compare with
 * another field, disabled. Properties: fields, operators ({type: [keys]}), labels ({"field:value": text}), value.
 * Event: `mr-change` {value, complete}.
 */
export class ConditionBuilder extends LitElement {
  static properties = {
    name: {}, data: {}, check: {}, legend: {},
    allowText: { type: Boolean, attribute: "allow-text" }, fieldValues: { type: Boolean, attribute: "field-values" },
    disabled: { type: Boolean }, fields: { attribute: false }, operators: { attribute: false }, labels: { attribute: false },
    formulaData: { attribute: false }, condition: { state: true },
  };
  constructor() {
    super();
    this.name = ""; this.data = ""; this.check = ""; this.legend = "";
    this.allowText = false; this.fieldValues = false; this.disabled = false;
    /** @type {Field[]} */ this.fields = [];
    /** @type {Record<string, string[]>} */ this.operators = {};
    /** @type {Record<string, string>} */ this.labels = {};
    /** @type {any} */ this.formulaData = null;
    /** @type {M.Condition} */ this.condition = { all: [] };
    this.uid = `cond${(counter += 1)}`;
  }
  createRenderRoot() { return this; }
  get value() { return M.write(this.condition); }
  set value(value) { this.condition = M.read(value); }

  connectedCallback() {
    if (!this.hasUpdated) {
      if (this.data) Object.assign(this, JSON.parse(document.getElementById(this.data)?.textContent ?? "{}"));
      const given = this.getAttribute("value");
      if (given) this.condition = M.read(JSON.parse(given));
    }
    super.connectedCallback();
  }
  /** @param {string} key */
  field(key) { return this.fields.find((field) => field.key === key); }
  /** @param {M.Row} row */
  operator(row) {
    const known = operatorsFor(this.field(row.field), this.operators);
    return known.find((operator) => operator.key === row.op) ?? known[0];
  }
  /** Whether every row has its value. */
  get complete() {
    if (M.isText(this.condition)) return true;
    return M.walk(this.condition).every(([row]) => !M.isIncomplete(row, this.operator(row)?.input ?? "one"));
  }

  // ---- changes -------------------------------------------------------------------------------
  /** @param {M.Condition} condition @param {string} [focus] */
  #commit(condition, focus) {
    this.condition = condition;
    this.dispatchEvent(new CustomEvent("mr-change", { bubbles: true, detail: { value: this.value, complete: this.complete } }));
    if (focus) this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(focus))?.focus());
  }
  get #group() { return /** @type {M.Group} */ (this.condition); }
  /** @param {M.Path} path */
  #id(path) { return `${this.uid}-${path.join("-")}`; }
  #newRow() {
    const [field] = this.fields;
    return { field: field?.key ?? "", op: operatorsFor(field, this.operators)[0]?.key ?? "eq", value: null };
  }
  /** @param {M.Path} path @param {M.Node} node */
  #add(path, node) {
    const group = path.reduce((/** @type {M.Group} */ at, index) => /** @type {M.Group} */ (M.rowsOf(at)[index]), this.#group);
    const at = [...path, M.rowsOf(group).length, ...(M.isGroup(node) ? [0] : [])];
    this.#commit(M.add(this.#group, path, node), `[id="${this.#id(at)}-field"]`);
  }
  /** @param {M.Path} path */
  #remove(path) {
    this.#commit(M.remove(this.#group, path), ".cond-foot .btn");
    announce(gettext("Condition removed"));
  }
  /** @param {M.Path} path @param {string} key */
  #setField(path, key) {
    const [operator] = operatorsFor(this.field(key), this.operators);
    this.#commit(M.setRow(this.#group, path, { field: key, op: operator.key, value: M.convert(null, "one", operator.input) ?? null }));
  }
  /** @param {M.Path} path @param {M.Row} row @param {string} key */
  #setOperator(path, row, key) {
    const from = this.operator(row)?.input ?? "one";
    const to = operatorsFor(this.field(row.field), this.operators).find((operator) => operator.key === key)?.input ?? "one";
    this.#commit(M.setRow(this.#group, path, { op: key, value: M.convert(row.value, from, to) }));
  }
  /** @param {M.Path} path @param {any} value @param {Option[]} [chosen] */
  setValue(path, value, chosen = []) {
    const row = M.walk(this.#group).find(([, at]) => at.join() === path.join())?.[0];
    for (const option of chosen) this.labels = { ...this.labels, [`${row?.field}:${option.value}`]: option.label };
    this.#commit(M.setRow(this.#group, path, { value }));
  }

  // ---- words ---------------------------------------------------------------------------------
  /** @param {Field | undefined} field @param {any} value @returns {string} */
  #shown(field, value) {
    if (value === null || value === undefined || value === "") return "…";
    if (Array.isArray(value)) return value.map((one) => this.#shown(field, one)).join(", ");
    if (value.field) return localized(this.field(value.field)?.label);
    if (value.period) return periods().find(([key]) => key === value.period)?.[1] ?? value.period;
    if (value.unit) {
      const unit = units().find(([key]) => key === value.unit)?.[1] ?? value.unit;
      return "last" in value ? fmt(gettext("the last %(count)s %(unit)s"), { count: value.last, unit }) : fmt(gettext("the next %(count)s %(unit)s"), { count: value.next, unit });
    }
    const option = field?.options?.find((one) => String(one.value) === String(value));
    if (option) return localized(option.label);
    if (this.labels[`${field?.key}:${value}`]) return this.labels[`${field?.key}:${value}`];
    if (field?.type === "date") return formatDate(value);
    if (field?.type === "datetime") return formatDateTime(value);
    return typeof value === "number" || field?.type === "money" ? formatNumber(value) : `“${value}”`;
  }
  /** The condition in words. */
  get summary() {
    if (M.isText(this.condition)) return "";
    return M.summarise(this.#group, {
      row: (row) => {
        const field = this.field(row.field);
        const operator = this.operator(row);
        const subject = `${localized(field?.label) || row.field} ${operator?.label ?? row.op}`;
        if (operator?.input === "none") return subject;
        if (operator?.input === "range") return fmt(gettext("%(subject)s %(from)s and %(to)s"), { subject, from: this.#shown(field, row.value?.[0]), to: this.#shown(field, row.value?.[1]) });
        return `${subject} ${this.#shown(field, row.value)}`;
      },
      join: (parts, how) => formatList(parts, how === "all" ? "conjunction" : "disjunction"),
    });
  }

  // ---- drawing -------------------------------------------------------------------------------
  /** @param {M.Row} row @param {M.Path} path */
  #row(row, path) {
    const id = this.#id(path);
    const field = this.field(row.field);
    const operators = operatorsFor(field, this.operators);
    const groups = [...new Set(this.fields.map((one) => one.group ?? ""))];
    const options = (/** @type {string} */ group) => this.fields.filter((one) => (one.group ?? "") === group).map((one) => html`<option value=${one.key} ?selected=${one.key === row.field}>${localized(one.label)}</option>`);
    return html`<li class="cond-row">
      <select class="select" id="${id}-field" aria-label=${gettext("Field")} ?disabled=${this.disabled} @change=${(/** @type {Event} */ event) => this.#setField(path, /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${field ? nothing : html`<option value=${row.field} selected>${row.field || gettext("Choose a field")}</option>`}
        ${groups.map((group) => (group ? html`<optgroup label=${group}>${options(group)}</optgroup>` : options(group)))}
      </select>
      <select class="select" aria-label=${gettext("Operator")} ?disabled=${this.disabled} @change=${(/** @type {Event} */ event) => this.#setOperator(path, row, /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${operators.map((operator) => html`<option value=${operator.key} ?selected=${operator.key === row.op}>${operator.label}</option>`)}
      </select>
      ${valueControl(this, field, row, this.operator(row)?.input ?? "one", path)}
      <button type="button" class="btn ghost icon" ?disabled=${this.disabled} aria-label=${gettext("Remove condition")} @click=${() => this.#remove(path)}>${icon("x")}</button>
    </li>`;
  }
  /** @param {M.Group} group @param {M.Path} path @returns {unknown} */
  #groupView(group, path) {
    const rows = M.rowsOf(group);
    const join = M.joinOf(group);
    return html`<div class="cond-group ${join}" role="group" aria-label=${path.length ? gettext("Group of conditions") : this.legend || gettext("Conditions")}>
      ${rows.length > 1 || path.length ? html`<div class="cond-head"><span>${gettext("Match")}</span>
        <select class="select sm" aria-label=${gettext("How the conditions are joined")} ?disabled=${this.disabled} @change=${(/** @type {Event} */ event) => this.#commit(M.setJoin(this.#group, path, /** @type {any} */ (event.target).value))}>
          <option value="all" ?selected=${join === "all"}>${gettext("all of these")}</option><option value="any" ?selected=${join === "any"}>${gettext("any of these")}</option></select>
        ${path.length ? html`<button type="button" class="btn ghost sm icon push" ?disabled=${this.disabled} aria-label=${gettext("Remove group")} @click=${() => this.#remove(path)}>${icon("x")}</button>` : nothing}</div>` : nothing}
      ${rows.length ? html`<ul class="cond-rows" role="list">${rows.map((node, index) => (M.isGroup(node) ? html`<li>${this.#groupView(node, [...path, index])}</li>` : this.#row(node, [...path, index])))}</ul>` : nothing}
      <div class="cond-foot">
        <button type="button" class="btn ghost sm" ?disabled=${this.disabled || !this.fields.length} @click=${() => this.#add(path, this.#newRow())}>${icon("plus")}${gettext("Add condition")}</button>
        ${path.length < 2 && rows.length ? html`<button type="button" class="btn ghost sm" ?disabled=${this.disabled} @click=${() => this.#add(path, M.makeGroup(join === "all" ? "any" : "all", [this.#newRow()]))}>${icon("layers")}${gettext("Add group")}</button>` : nothing}
        ${this.allowText && !path.length ? html`<button type="button" class="btn ghost sm" ?disabled=${this.disabled} @click=${() => this.#toText()}>${icon("sigma")}${gettext("Write a formula")}</button>` : nothing}
      </div>
    </div>`;
  }
  async #toText() {
    await import("./mr-formula-editor.js");
    this.#commit({ text: "" }, "mr-formula-editor textarea");
  }
  #textView() {
    if (!customElements.get("mr-formula-editor")) import("./mr-formula-editor.js");
    const text = M.isText(this.condition) ? this.condition.text : "";
    return html`<mr-formula-editor label=${this.legend || gettext("Condition as a formula")} check=${this.check} expected="boolean" .formulaData=${this.formulaData} .context=${this.formulaData?.context ?? {}} .value=${live(text)} ?disabled=${this.disabled}
        @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); this.#commit({ text: event.detail.value }); }}></mr-formula-editor>
      <div class="cond-foot"><button type="button" class="btn ghost sm" ?disabled=${this.disabled} @click=${() => this.#commit({ all: [] }, ".cond-foot .btn")}>${icon("list-filter")}${gettext("Use conditions instead")}</button></div>`;
  }
  render() {
    const { summary } = this;
    return html`${this.name ? html`<input type="hidden" name=${this.name} .value=${this.value ? JSON.stringify(this.value) : ""}>` : nothing}
      <div class="cond">${M.isText(this.condition) ? this.#textView() : this.#groupView(this.condition, [])}
      ${summary ? html`<p class="cond-summary">${icon("message-square")}<span>${summary}</span></p>` : nothing}</div>`;
  }
}

if (!customElements.get("mr-condition-builder")) customElements.define("mr-condition-builder", ConditionBuilder);
