// @ts-check
/** The control for the value of a condition row, by the field's type and by what the operator takes. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext, localized, pgettext } from "../core/i18n.js";
import { icon } from "../core/icon.js";
import { periods, units } from "./condition-operators.js";
/** @typedef {import("./condition-model.js").Row} Row */
/** @typedef {import("./mr-condition-builder.js").Field} Field */
/** @typedef {{disabled: boolean, fieldValues: boolean, fields: Field[], labels: Record<string, string>, setValue: (path: number[], value: any, chosen?: any[]) => void}} Host */

const INPUTS = /** @type {Record<string, string>} */ ({ number: "number", money: "number", date: "date", datetime: "datetime-local" });
const REFERENCES = new Set(["choice", "choices", "member", "department", "link"]);

/** An instant as the browser's control wants it, in local time. @param {any} value */
export function toLocal(value) {
  if (!value) return "";
  const date = new Date(value);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What a control's text means on the wire. @param {string} type @param {string} text */
export function fromText(type, text) {
  if (text === "") return null;
  if (type === "number") return Number(text);
  return type === "datetime" ? new Date(text).toISOString() : text;
}

/** @param {Host} host @param {Field | undefined} field @param {any} value @param {string} label @param {(value: any) => void} set */
function single(host, field, value, label, set) {
  const type = field?.type ?? "text";
  const shown = type === "datetime" ? toLocal(value) : (value ?? "");
  return html`<input class="input" type=${INPUTS[type] ?? "text"} step=${type === "number" || type === "money" ? "any" : nothing} aria-label=${label} ?disabled=${host.disabled}
    .value=${live(String(shown))} @input=${(/** @type {InputEvent} */ event) => set(fromText(type, /** @type {HTMLInputElement} */ (event.target).value))}>`;
}

/** @param {Host} host @param {Field} field @param {any} value @param {boolean} multiple @param {(value: any, chosen: any[]) => void} set */
function reference(host, field, value, multiple, set) {
  const values = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  const named = values.map((one) => ({ value: one, label: host.labels[`${field.key}:${one}`] ?? String(one) }));
  const options = field.options?.map((option) => ({ ...option, label: localized(option.label) })) ?? named;
  const change = (/** @type {CustomEvent} */ event) => { event.stopPropagation(); set(event.detail.value, event.detail.options); };
  const label = gettext("Value");
  if (field.type === "member" || field.type === "department") {
    return html`<mr-people-picker kind=${field.type === "member" ? "people" : "departments"} src=${field.src ?? ""} label=${label} ?multiple=${multiple} ?disabled=${host.disabled} .options=${options} .value=${values} @mr-change=${change}></mr-people-picker>`;
  }
  return html`<mr-combobox src=${field.src ?? ""} label=${label} ?multiple=${multiple} ?disabled=${host.disabled} .options=${options} .value=${values} @mr-change=${change}></mr-combobox>`;
}

/** @param {Host} host @param {any} value @param {(value: any) => void} set */
function relative(host, value, set) {
  const kind = value?.period ? value.period : "next" in (value ?? {}) ? "next" : "last";
  const pick = (/** @type {Event} */ event) => {
    const chosen = /** @type {HTMLSelectElement} */ (event.target).value;
    set(chosen === "last" || chosen === "next" ? { [chosen]: value?.last ?? value?.next ?? 30, unit: value?.unit ?? "day" } : { period: chosen });
  };
  const count = value?.last ?? value?.next ?? 30;
  return html`<div class="stack gap-1">
    <select class="select" aria-label=${gettext("Period")} ?disabled=${host.disabled} @change=${pick}>
      <option value="last" ?selected=${kind === "last"}>${gettext("the last …")}</option><option value="next" ?selected=${kind === "next"}>${gettext("the next …")}</option>
      ${periods().map(([key, text]) => html`<option value=${key} ?selected=${kind === key}>${text}</option>`)}
    </select>
    ${value?.period ? nothing : html`<div class="row gap-1"><input class="input" type="number" min="1" aria-label=${gettext("How many")} .value=${live(String(count))} ?disabled=${host.disabled}
        @input=${(/** @type {InputEvent} */ event) => set({ [kind]: Math.max(1, Number(/** @type {HTMLInputElement} */ (event.target).value) || 1), unit: value?.unit ?? "day" })}>
      <select class="select" aria-label=${gettext("Unit")} ?disabled=${host.disabled} @change=${(/** @type {Event} */ event) => set({ [kind]: count, unit: /** @type {HTMLSelectElement} */ (event.target).value })}>
        ${units().map(([key, text]) => html`<option value=${key} ?selected=${(value?.unit ?? "day") === key}>${text}</option>`)}</select></div>`}
  </div>`;
}

/** @param {Host} host @param {Field} field @param {any} value @param {(value: any) => void} set */
function otherField(host, field, value, set) {
  const others = host.fields.filter((one) => one.key !== field.key && one.type === field.type);
  return html`<select class="select" aria-label=${gettext("Other field")} ?disabled=${host.disabled} @change=${(/** @type {Event} */ event) => set({ field: /** @type {HTMLSelectElement} */ (event.target).value })}>
    ${others.map((one) => html`<option value=${one.key} ?selected=${one.key === value.field}>${localized(one.label)}</option>`)}</select>`;
}

/**
 * @param {Host} host @param {Field | undefined} field @param {Row} row @param {string} input @param {number[]} path
 * @returns {unknown}
 */
export function valueControl(host, field, row, input, path) {
  const set = (/** @type {any} */ value, /** @type {any[]} */ chosen = []) => host.setValue(path, value, chosen);
  if (input === "none") return html`<span class="novalue"></span>`;
  if (input === "relative") return relative(host, row.value, set);
  if (input === "range") {
    const [from, to] = Array.isArray(row.value) ? row.value : [null, null];
    return html`<div class="between">${single(host, field, from, gettext("From"), (value) => set([value, to]))}<span class="muted">${gettext("and")}</span>${single(host, field, to, pgettext("range", "To"), (value) => set([from, value]))}</div>`;
  }
  if (field && REFERENCES.has(field.type)) return reference(host, field, row.value, input === "many", set);
  if (input === "many") {
    return html`<mr-combobox multiple creatable label=${pgettext("condition", "Values")} placeholder=${gettext("Type a value, then Enter")} ?disabled=${host.disabled} .value=${row.value ?? []}
      @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); set(field?.type === "number" ? event.detail.value.map(Number) : event.detail.value); }}></mr-combobox>`;
  }
  const other = field && host.fieldValues && host.fields.some((one) => one.key !== field.key && one.type === field.type);
  if (!field || !other) return single(host, field, row.value, gettext("Value"), set);
  const isField = !!row.value?.field;
  const first = host.fields.find((one) => one.key !== field.key && one.type === field.type);
  return html`<div class="row gap-1"><div class="grow">${isField ? otherField(host, field, row.value, set) : single(host, field, row.value, gettext("Value"), set)}</div>
    <button type="button" class="btn ghost icon" aria-pressed=${String(isField)} ?disabled=${host.disabled} aria-label=${gettext("Compare with another field")} data-tip=${gettext("Compare with another field")} @click=${() => set(isField ? null : { field: first?.key })}>${icon("variable")}</button></div>`;
}
