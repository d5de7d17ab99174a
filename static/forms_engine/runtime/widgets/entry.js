// @ts-check
/** Widgets into which people type: text, numbers, amounts, dates. */
import { html } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { formatNumber } from "../../../builder/core/format.js";
import { localized } from "../../../builder/core/i18n.js";
import { editText, isEmpty } from "../values.js";
import { toLocal } from "../instants.js";
import { registerWidget } from "../widgets.js";
/** @typedef {import("../widgets.js").Control} Control */

const INPUT_MODES = /** @type {Record<string, "email" | "tel" | "url" | "numeric">} */ ({ email: "email", phone: "tel", url: "url", digits: "numeric" });
const AUTOCOMPLETE = "off";

/** @param {Event} event */
const textOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** A grouped number turns plain when the cursor comes, and all of it is selected, so that typing replaces it. @param {Control} c */
const plainOnFocus = (c) => (/** @type {FocusEvent} */ event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (c.text === undefined) input.value = editText(c.field, c.value);
  input.select();
  c.focus();
};

/** @param {Control} c @param {string} type @param {string} shown @param {string} [cls] */
const input = (c, type, shown, cls = "") => html`<input class="input ${cls}" id=${c.id} type=${type} name=${c.path} autocomplete=${AUTOCOMPLETE}
  inputmode=${ifDefined(cls === "num" ? "decimal" : INPUT_MODES[c.field.settings.format])} placeholder=${ifDefined(c.compact ? undefined : localized(c.field.placeholder) || undefined)}
  maxlength=${ifDefined(type === "text" && cls === "" ? (c.field.settings.max_length ?? 500) : undefined)}
  aria-label=${ifDefined(c.name || undefined)} aria-invalid=${c.invalid ? "true" : "false"} aria-required=${c.required ? "true" : "false"} aria-describedby=${ifDefined(c.describedBy || undefined)}
  .value=${live(shown)} @input=${(/** @type {InputEvent} */ e) => c.enter(textOf(e))} @focus=${cls === "num" ? plainOnFocus(c) : c.focus} @blur=${c.leave}>`;

/** While it is edited a number is plain; at rest it is grouped. @param {Control} c */
function numberText(c) {
  if (c.text !== undefined) return c.text;
  if (c.editing || isEmpty(c.value)) return editText(c.field, c.value);
  const { decimals, grouping = true } = c.field.settings;
  const kept = (String(c.value).split(".")[1] ?? "").length;
  const digits = c.field.type === "money" ? Math.max(decimals ?? 2, kept) : decimals === undefined ? undefined : Math.max(decimals, kept);
  return formatNumber(c.value, { digits, grouping });
}

/** @param {Control} c @param {string} before @param {string} after */
const number = (c, before, after) => (c.compact || !(before || after)
  ? input(c, "text", numberText(c), "num")
  : html`<div class="affix" aria-invalid=${c.invalid ? "true" : "false"}>${before ? html`<span class="sign" aria-hidden="true">${before}</span>` : ""}${input(c, "text", numberText(c), "num")}${after ? html`<span class="unit" aria-hidden="true">${after}</span>` : ""}</div>`);

/** @param {string | undefined} currency */
function sign(currency) {
  if (!currency) return "";
  return new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0).find((p) => p.type === "currency")?.value ?? currency;
}

registerWidget("text", { render: (c) => input(c, "text", c.text ?? c.value ?? "") });
registerWidget("longtext", {
  wide: true,
  render: (c) => html`<textarea class="input" id=${c.id} name=${c.path} rows=${c.compact ? 1 : (c.field.settings.rows ?? 4)} placeholder=${ifDefined(c.compact ? undefined : localized(c.field.placeholder) || undefined)}
    maxlength=${c.field.settings.max_length ?? 20000} aria-label=${ifDefined(c.name || undefined)} aria-invalid=${c.invalid ? "true" : "false"} aria-required=${c.required ? "true" : "false"} aria-describedby=${ifDefined(c.describedBy || undefined)}
    .value=${live(c.value ?? "")} @input=${(/** @type {InputEvent} */ e) => c.enter(textOf(e))} @focus=${c.focus} @blur=${c.leave}></textarea>`,
});
registerWidget("number", { render: (c) => number(c, "", c.field.settings.unit ?? "") });
registerWidget("money", { render: (c) => number(c, sign(c.field.settings.currency ?? "CNY"), "") });
registerWidget("date", { render: (c) => input(c, "date", c.text ?? c.value ?? "", "day") });
registerWidget("datetime", { render: (c) => input(c, "datetime-local", c.text ?? toLocal(c.value), "day") });
