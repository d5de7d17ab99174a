// @ts-check
/** Dialogs in which a formula or a condition is written; both answer the expression as text, or null when nothing was decided. */
import { html } from "lit";
import "../../builder/ui/mr-condition-builder.js";
import "../../builder/ui/mr-formula-editor.js";
import { gettext, localized } from "../../builder/core/i18n.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
import { fromText, toText, WRITABLE } from "./condition-text.js";
/** @typedef {import("./model.js").Found} Found */
/**
 * @typedef {{
 *   title: string, text: string, expected: string, check: string, context: Record<string, any>,
 *   names: {name: string, label: string, type: string}[], functions: any[], fields: any[],
 * }} Question `names` are completed in formulas, `fields` offered in condition rows
 */

/** @param {() => void} accept @param {() => void} cancel */
const foot = (accept, cancel) => html`<button type="button" class="btn" @click=${cancel}>${gettext("Cancel")}</button><button type="button" class="btn primary" data-accept @click=${accept}>${gettext("Done")}</button>`;

/** @param {Question} question @returns {Promise<string | null>} */
export async function askFormula({ title, text, expected, check, context, names, functions }) {
  let value = text;
  const dialog = openDialog({
    title, size: "wide",
    content: html`<mr-formula-editor panel label=${title} placeholder=${gettext("for example SUM(items.amount)")} check=${check} expected=${expected} .value=${text} .context=${context} .formulaData=${{ fields: names, functions }}
      @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); value = e.detail.value; }}></mr-formula-editor>`,
    footer: foot(() => dialog.close("yes"), () => dialog.close()),
  });
  const editor = /** @type {any} */ (dialog.element.querySelector("mr-formula-editor"));
  editor.updateComplete.then(() => editor.focus());
  return (await dialog.closed) === "yes" ? value.trim() : null;
}

/** @param {Question} question @returns {Promise<string | null>} */
export async function askCondition({ title, text, check, context, names, functions, fields }) {
  /** @type {any} */ let value = fromText(text, fields);
  let problem = "";
  const accept = () => {
    const written = toText(value, fields);
    if (written !== null) { dialog.close("yes"); return; }
    problem = gettext("Finish every row, or take it away.");
    dialog.update();
  };
  const start = value;
  const dialog = openDialog(() => ({
    title, size: "wide",
    content: html`<mr-condition-builder allow-text field-values check=${check} .fields=${fields} .formulaData=${{ fields: names, functions, context }} .value=${start}
      @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); value = e.detail.value; }}></mr-condition-builder>${problem ? html`<p class="error" role="alert">${problem}</p>` : ""}`,
    footer: foot(accept, () => dialog.close()),
  }));
  return (await dialog.closed) === "yes" ? (toText(value, fields) ?? "") : null;
}

const COMPLEX = new Set(["lines", "file"]);
const BEHAVES = /** @type {Record<string, string>} */ ({ autonumber: "text", longtext: "text" });

/**
 * Fields as rows of a condition: those of the same scope.
 * @param {Found[]} fields @param {string} scope @param {Record<string, import("./kinds.js").Kind>} kinds @param {(field: Found) => string} src
 */
export const conditionFields = (fields, scope, kinds, src) => fields.filter((f) => f.scope === scope && !COMPLEX.has(f.field.type)).map((f) => {
  const type = f.field.type === "formula" ? (f.field.result ?? "number") : (BEHAVES[f.field.type] ?? f.field.type);
  const operators = (kinds[type]?.operators ?? ["eq", "ne", "is_empty", "is_not_empty"]).filter((op) => WRITABLE.has(op));
  return { key: f.key, label: localized(f.field.label) || f.key, type, operators, src: src(f), options: f.field.options?.map((/** @type {any} */ o) => ({ value: o.key, label: localized(o.label) || o.key })) };
});

/** Fields of a linked form as rows of a condition. @param {any[]} fields */
export const targetFields = (fields) => fields.map((f) => ({ ...f, label: localized(f.label), operators: f.operators.filter((/** @type {string} */ op) => WRITABLE.has(op)) }));

/**
 * Names that complete in formulas of a scope, those behind its links included.
 * @param {Found[]} fields @param {string} scope @param {(type: string) => string} typeLabel @param {any[]} forms
 */
export function formulaNames(fields, scope, typeLabel, forms) {
  const parents = Object.fromEntries(fields.filter((f) => f.field.type === "lines").map((f) => [f.id, f]));
  const behind = (/** @type {Found} */ f, /** @type {string} */ name, /** @type {string} */ label) => (forms.find((form) => f.field.type === "link" && form.key === f.field.form)?.fields ?? []).map((/** @type {any} */ one) => ({ name: `${name}.${one.key}`, label: `${label} / ${localized(one.label)}`, type: typeLabel(one.type) }));
  return fields.flatMap((f) => {
    const label = localized(f.field.label) || f.key;
    const type = typeLabel(f.field.type);
    if (scope && f.scope !== scope) return f.scope || f.field.type === "lines" ? [] : [{ name: `parent.${f.key}`, label, type }, ...behind(f, `parent.${f.key}`, label)];
    if (!scope && f.scope) return [{ name: `${parents[f.scope]?.key}.${f.key}`, label: `${localized(parents[f.scope]?.field.label)} / ${label}`, type }];
    return [{ name: f.key, label, type }, ...behind(f, f.key, label)];
  });
}
