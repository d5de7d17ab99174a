// @ts-check
/** Widgets in which people pick from options that the form names: one, several, yes or no. */
import { html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import "../../../builder/ui/mr-combobox.js";
import { gettext, localized } from "../../../builder/core/i18n.js";
import { registerWidget } from "../widgets.js";
/** @typedef {import("../widgets.js").Control} Control */
/** @typedef {{key: string, label?: string | Record<string, string>, color?: string}} Option */

const MANY = 8;

/** The options, and a stored value that is no option any more. @param {Control} c @returns {Option[]} */
function optionsOf(c) {
  const options = /** @type {Option[]} */ (c.field.settings.options ?? []);
  const stored = Array.isArray(c.value) ? c.value : c.value ? [c.value] : [];
  return [...options, ...stored.filter((v) => !options.some((o) => o.key === v)).map((v) => ({ key: v, label: v }))];
}
/** @param {Option} option */
const text = (option) => localized(option.label) || option.key;

/** @param {Control} c */
const select = (c) => html`<select class="select" id=${c.id} name=${c.path} aria-label=${ifDefined(c.name || undefined)} aria-invalid=${c.invalid ? "true" : "false"} aria-required=${c.required ? "true" : "false"} aria-describedby=${ifDefined(c.describedBy || undefined)}
    @change=${(/** @type {Event} */ e) => c.choose(/** @type {HTMLSelectElement} */ (e.target).value || null)} @focus=${c.focus} @blur=${c.leave}>
    <option value="" ?selected=${!c.value}>${c.compact ? "" : localized(c.field.placeholder) || gettext("Select…")}</option>
    ${optionsOf(c).map((o) => html`<option value=${o.key} ?selected=${live(c.value === o.key)}>${text(o)}</option>`)}
  </select>${c.text === undefined ? nothing : html`<span class="help">${c.text}</span>`}`;

/** @param {Control} c */
const radios = (c) => html`<div class="checks" role="radiogroup" id=${c.id} tabindex="-1" aria-labelledby=${`${c.id}-label`} aria-invalid=${c.invalid ? "true" : "false"} aria-required=${c.required ? "true" : "false"} aria-describedby=${ifDefined(c.describedBy || undefined)}>
  ${optionsOf(c).map((o) => html`<label class="check"><input type="radio" name=${c.id} value=${o.key} .checked=${live(c.value === o.key)} @change=${() => c.choose(o.key)} @blur=${c.leave}>${text(o)}</label>`)}
  ${c.value && !c.required ? html`<button type="button" class="btn ghost sm" @click=${() => c.choose(null)}>${gettext("Clear")}</button>` : nothing}</div>`;

/** @param {Control} c @param {string} key @param {boolean} on */
const toggled = (c, key, on) => {
  const now = new Set(c.value ?? []);
  if (on) now.add(key);
  else now.delete(key);
  return optionsOf(c).map((o) => o.key).filter((k) => now.has(k));
};

/** @param {Control} c */
const boxes = (c) => html`<div class="checks" role="group" id=${c.id} tabindex="-1" aria-labelledby=${`${c.id}-label`} aria-describedby=${ifDefined(c.describedBy || undefined)}>
  ${optionsOf(c).map((o) => html`<label class="check"><input type="checkbox" name=${c.path} value=${o.key} .checked=${live((c.value ?? []).includes(o.key))}
    @change=${(/** @type {Event} */ e) => c.choose(toggled(c, o.key, /** @type {HTMLInputElement} */ (e.target).checked))} @blur=${c.leave}>${text(o)}</label>`)}</div>`;

/** @param {Control} c */
const manyBoxes = (c) => html`<mr-combobox multiple input-id=${c.id} label=${c.name || nothing} placeholder=${c.compact ? " " : gettext("Select…")} .options=${optionsOf(c).map((o) => ({ value: o.key, label: text(o) }))}
  .value=${c.value ?? []} ?invalid=${c.invalid} ?required=${c.required} describedby=${c.describedBy || nothing} @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); c.choose(e.detail.value); }} @focusout=${c.leave}></mr-combobox>`;

registerWidget("choice", { render: (c) => (c.field.settings.display === "radio" && !c.compact ? radios(c) : select(c)) });
registerWidget("choices", { render: (c) => (c.compact || optionsOf(c).length > MANY ? manyBoxes(c) : boxes(c)) });
registerWidget("checkbox", {
  ownLabel: true,
  render: (c) => {
    const box = html`<input type="checkbox" id=${c.id} name=${c.path} aria-label=${ifDefined(c.name || undefined)} aria-invalid=${c.invalid ? "true" : "false"} aria-required=${c.required ? "true" : "false"} aria-describedby=${ifDefined(c.describedBy || undefined)}
      .checked=${live(c.value === true)} @change=${(/** @type {Event} */ e) => c.choose(/** @type {HTMLInputElement} */ (e.target).checked)} @focus=${c.focus} @blur=${c.leave}>`;
    return c.compact ? html`<label class="check solo">${box}</label>` : html`<label class="check">${box}<span>${localized(c.field.label)}${c.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</span></label>`;
  },
});

/** Whether several controls share one legend. @param {import("../spec.js").FieldSpec} field */
export const isGroup = (field) => (field.type === "choice" && field.settings.display === "radio") || (field.type === "choices" && (field.settings.options ?? []).length <= MANY);
