// @ts-check
/** Which field gets which value: a field of the record, something fixed, or an expression. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import "../../builder/ui/mr-combobox.js";
import "../../builder/ui/mr-people-picker.js";

/** @typedef {import("./model.js").Field} Field */
/** @typedef {import("./model.js").Assignment} Assignment */

/**
 * @typedef {{caption: string, urls: any, targets: Field[], sources: Field[], prefix: string, mapping: Record<string, Assignment>,
 *   change: (field: string, assignment: Assignment | null) => void}} Context
 */

/** @param {Context} context */
export const mappingTable = (context) => html`
  <table class="table rule-mapping">
    <caption class="sr-only">${fmt(gettext("Values for %(name)s"), { name: context.caption })}</caption>
    <thead><tr><th scope="col">${gettext("Field")}</th><th scope="col">${gettext("gets")}</th></tr></thead>
    <tbody>${repeat(context.targets.filter((field) => !field.computed && field.type !== "lines"), (field) => field.key, (field) => row(context, field))}</tbody>
  </table>`;

/** How a field gets its value: "", "field", "fixed" or "expression". @param {Assignment | undefined} assignment @param {Field[]} sources */
export function modeOf(assignment, sources) {
  if (!assignment) return "";
  if (assignment.expression === undefined) return "fixed";
  return sources.some((source) => source.key === assignment.expression) ? "field" : "expression";
}

/** @param {Context} context @param {Field} field */
function row({ sources, mapping, urls, change }, field) {
  const assignment = mapping[field.key];
  const mode = modeOf(assignment, sources);
  const choose = (/** @type {any} */ event) => {
    const value = event.target.value;
    if (value === "") return change(field.key, null);
    if (value === "=fixed") return change(field.key, { value: field.type === "checkbox" ? false : null });
    change(field.key, { expression: value === "=expression" ? (assignment?.expression ?? " ") : value });
  };
  return html`
    <tr>
      <th scope="row">${field.label}${field.required ? html` <span class="req" aria-hidden="true">*</span>` : nothing}</th>
      <td>
        <select class="select" aria-label=${fmt(gettext("Value of %(name)s"), { name: field.label })} @change=${choose}>
          <option value="" ?selected=${mode === ""}>${gettext("Nothing")}</option>
          <optgroup label=${gettext("From the record")}>
            ${sources.filter((source) => source.type !== "lines").map((source) => html`<option value=${source.key} ?selected=${mode === "field" && assignment?.expression === source.key}>${source.label}</option>`)}
          </optgroup>
          <option value="=fixed" ?selected=${mode === "fixed"}>${gettext("Always the same")}</option>
          <option value="=expression" ?selected=${mode === "expression"}>${gettext("An expression")}</option>
        </select>
        ${mode === "fixed" ? fixed(field, assignment, urls, change) : nothing}
        ${mode === "expression" ? html`<input class="input" spellcheck="false" aria-label=${fmt(gettext("Expression for %(name)s"), { name: field.label })} .value=${live((assignment.expression ?? "").trim())} @input=${(/** @type {any} */ event) => change(field.key, { expression: event.target.value || " " })}>` : nothing}
      </td>
    </tr>`;
}

/** @param {Field} field @param {Assignment} assignment @param {any} urls @param {Context["change"]} change */
function fixed(field, assignment, urls, change) {
  const label = fmt(gettext("Fixed value of %(name)s"), { name: field.label });
  if (field.type === "checkbox") {
    return html`<label class="check"><input type="checkbox" .checked=${live(!!assignment.value)} @change=${(/** @type {any} */ event) => change(field.key, { value: event.target.checked })}> ${gettext("Yes")}</label>`;
  }
  const chosen = (/** @type {CustomEvent} */ event) => change(field.key, { value: event.detail.value === null ? null : Number(event.detail.value) });
  if (field.type === "member") return html`<mr-people-picker src=${urls.people} label=${label} .value=${assignment.value} @mr-change=${chosen}></mr-people-picker>`;
  if (field.type === "department") return html`<mr-people-picker kind="departments" label=${label} .value=${assignment.value} @mr-change=${chosen}></mr-people-picker>`;
  if (field.type === "link") return html`<mr-combobox src="${urls.forms}${field.target}/records/pick/" label=${label} .value=${assignment.value} @mr-change=${chosen}></mr-combobox>`;
  if (field.options) {
    return html`<select class="select" aria-label=${label} @change=${(/** @type {any} */ event) => change(field.key, { value: event.target.value || null })}><option value=""></option>${field.options.map((option) => html`<option value=${option.key} ?selected=${assignment.value === option.key}>${option.label}</option>`)}</select>`;
  }
  const types = { number: "number", date: "date", money: "text" };
  const type = types[/** @type {keyof typeof types} */ (field.type)] ?? "text";
  const read = (/** @type {string} */ text) => (text === "" ? null : field.type === "number" ? Number(text) : text);
  return html`<input class="input" type=${type} aria-label=${label} .value=${live(String(assignment.value ?? ""))} @change=${(/** @type {any} */ event) => change(field.key, { value: read(event.target.value) })}>`;
}
