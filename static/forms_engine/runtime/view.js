// @ts-check
/** What the form shows for a state: formulas worked out, conditions answered, problems found. Pure. */
import { fmt, gettext, localized, ngettext } from "../../builder/core/i18n.js";
import { readNumber, writeFixed, writeNumber } from "../../builder/expressions/numbers.js";
import { isComputed } from "./spec.js";
import { cellPath, isBlank, sentRows } from "./state.js";
import { isEmpty, parseText } from "./values.js";
/** @typedef {import("./spec.js").FormSpec} FormSpec */
/** @typedef {import("./spec.js").FieldSpec} FieldSpec */
/** @typedef {import("./state.js").FormState} FormState */
/** @typedef {import("./state.js").Row} Row */
/** @typedef {"hidden" | "masked" | "read" | "edit" | "required"} Mask */
/** @typedef {{visible: boolean, required: boolean, readOnly: boolean, masked: boolean}} FieldView */
/** @typedef {{row: Row, cells: Record<string, FieldView>}} RowView */
/** @typedef {(ir: unknown, values: Record<string, any>, row?: Record<string, any>) => any} Run runs one expression on values as the API speaks them */
/**
 * @typedef {{
 *   values: Record<string, any>, fields: Record<string, FieldView>, sections: Record<string, boolean>,
 *   rows: Record<string, RowView[]>,
 * }} FormView
 */

/** @param {FieldSpec} field @param {Mask | undefined} mask @param {(ir: unknown) => any} run @param {boolean} locked @returns {FieldView} */
function fieldView(field, mask, run, locked) {
  const { visible, required_when: requiredWhen, read_only_when: readOnlyWhen } = field.conditions;
  const shown = mask !== "hidden" && (!visible || run(visible) === true);
  const readOnly = locked || isComputed(field) || mask === "read" || mask === "masked" || Boolean(readOnlyWhen && run(readOnlyWhen) === true);
  const required = shown && !readOnly && (field.required || mask === "required" || Boolean(requiredWhen && run(requiredWhen) === true));
  return { visible: shown, required, readOnly, masked: mask === "masked" };
}

/** @template {Record<string, any>} T @param {T | undefined} before @param {T} now @param {(a: any, b: any) => boolean} [same] */
const keep = (before, now, same = Object.is) => {
  if (!before) return now;
  const keys = Object.keys(now);
  return keys.length === Object.keys(before).length && keys.every((k) => same(before[k], now[k])) ? before : now;
};

/** A result as it will be stored: numbers have the formula's decimal places, half away from zero. @param {FieldSpec} field @param {any} value */
function settled(field, value) {
  const { result = "number", decimals } = field.settings;
  const exact = result === "number" || result === "money" ? readNumber(value) : null;
  if (exact === null) return value;
  const fixed = writeFixed(exact, decimals ?? (result === "money" ? 2 : 6));
  return result === "money" ? fixed : writeNumber(/** @type {bigint} */ (readNumber(fixed)));
}

/**
 * Work out every formula in the form's order; "items.amount" is a column, worked out in every line.
 * @param {FormSpec} spec @param {FormState} state @param {Run} run @param {FormView} [before]
 */
function worked(spec, state, run, before) {
  const values = { ...state.values };
  for (const path of spec.formulas) {
    const [key, columnKey] = path.split(".");
    const field = spec.byKey[key];
    const column = columnKey ? field?.columns.find((c) => c.key === columnKey) : null;
    if (column?.formula) values[key] = values[key].map((/** @type {Row} */ row) => ({ ...row, [column.key]: settled(column, run(column.formula, values, row)) }));
    else if (field?.formula) values[key] = settled(field, run(field.formula, values));
  }
  for (const field of spec.fields) {
    if (field.type !== "lines") continue;
    const old = new Map((before?.values[field.key] ?? []).map((/** @type {Row} */ r) => [r._row, r]));
    values[field.key] = values[field.key].map((/** @type {Row} */ row) => keep(old.get(row._row), row));
  }
  return values;
}

/**
 * Show a state. Rows that did not change are the same objects as in `before`, so that they need no drawing.
 * @param {FormSpec} spec @param {FormState} state
 * @param {{run: Run, masks?: Record<string, Mask>, readOnly?: boolean, before?: FormView}} options
 * @returns {FormView}
 */
export function show(spec, state, { run, masks = {}, readOnly = false, before }) {
  const values = worked(spec, state, run, before);
  /** @type {Record<string, FieldView>} */ const fields = {};
  /** @type {Record<string, RowView[]>} */ const rows = {};
  for (const field of spec.fields) {
    fields[field.key] = fieldView(field, masks[field.key], (ir) => run(ir, values), readOnly);
    if (field.type !== "lines") continue;
    const old = new Map((before?.rows[field.key] ?? []).map((r) => [r.row._row, r]));
    rows[field.key] = values[field.key].map((/** @type {Row} */ row) => {
      const cells = Object.fromEntries(field.columns.map((c) => [c.key, fieldView(c, masks[`${field.key}.${c.key}`], (ir) => run(ir, values, row), fields[field.key].readOnly)]));
      const previous = old.get(row._row);
      return keep(previous, { row, cells: keep(previous?.cells, cells, (a, b) => keep(a, b) === a) });
    });
  }
  const sections = Object.fromEntries(spec.sections.map((s) => [s.id, (!s.visible || run(s.visible, values) === true) && s.fields.some((k) => fields[k].visible)]));
  for (const section of spec.sections) if (!sections[section.id]) for (const key of section.fields) fields[key] = { ...fields[key], visible: false, required: false };
  return { values, fields, sections, rows };
}

const FORMATS = /** @type {Record<string, [RegExp, () => string]>} */ ({
  email: [/^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/, () => gettext("Enter an email address.")],
  phone: [/^\+?[0-9][0-9 ()./-]{2,30}$/, () => gettext("Enter a phone number.")],
  url: [/^https?:\/\/[^\s/$.?#][^\s]*$/i, () => gettext("Enter a web address that starts with http:// or https://.")],
  digits: [/^[0-9]+$/, () => gettext("Enter digits only.")],
});

/** @param {Record<string, any>} settings @param {any} value @returns {string | null} */
function numberRefused(settings, value) {
  const decimals = (String(value).split(".")[1] ?? "").length;
  if (!isEmpty(settings.decimals) && decimals > settings.decimals) return fmt(ngettext("Use at most %(places)s decimal place.", "Use at most %(places)s decimal places.", settings.decimals), { places: settings.decimals });
  if (!isEmpty(settings.min) && Number(value) < Number(settings.min)) return fmt(gettext("Enter %(limit)s or more."), { limit: settings.min });
  if (!isEmpty(settings.max) && Number(value) > Number(settings.max)) return fmt(gettext("Enter %(limit)s or less."), { limit: settings.max });
  return null;
}

/** @param {Record<string, any>} settings @param {string} value @returns {string | null} */
function textRefused(settings, value) {
  const length = [...value.trim()].length;
  if (settings.max_length && length > settings.max_length) return fmt(gettext("Use at most %(limit)s characters."), { limit: settings.max_length });
  if (settings.min_length && length < settings.min_length) return fmt(gettext("Use at least %(limit)s characters."), { limit: settings.min_length });
  const [pattern, message] = FORMATS[settings.format] ?? [];
  return pattern && message && !pattern.test(value.trim()) ? message() : null;
}

/** What the settings of a field refuse. @param {FieldSpec} field @param {any} value @returns {string | null} */
function refused(field, value) {
  switch (field.type) {
    case "number":
    case "money": return numberRefused(field.settings, value);
    case "text":
    case "longtext": return textRefused(field.settings, value);
    case "choices": return field.settings.max && value.length > field.settings.max ? fmt(gettext("Choose at most %(limit)s."), { limit: field.settings.max }) : null;
    default: return null;
  }
}

/** @param {FieldSpec} field @param {FieldView} view @param {any} value @param {string | undefined} text @returns {string | null} */
function problemOf(field, view, value, text) {
  if (!view.visible || view.readOnly) return null;
  if (text !== undefined) {
    const parsed = parseText(field, text);
    return "problem" in parsed ? parsed.problem : null;
  }
  const missing = field.type === "checkbox" ? value !== true : isEmpty(value);
  if (missing) return view.required ? gettext("Fill in this field.") : null;
  return refused(field, value);
}

/** @param {FieldSpec} field @param {FormState} state @param {FormView} view @returns {Record<string, string>} */
function lineProblems(field, state, view) {
  /** @type {Record<string, string>} */ const found = {};
  const filled = view.rows[field.key].filter(({ row }) => !isBlank(field, row, state.texts));
  const { required } = view.fields[field.key];
  const least = Math.max(Number(field.settings.min_rows ?? 0), required ? 1 : 0);
  const most = Number(field.settings.max_rows ?? 0);
  if (filled.length < least && (filled.length || required)) found[field.key] = fmt(ngettext("Enter at least %(limit)s line.", "Enter at least %(limit)s lines.", least), { limit: least });
  if (most && filled.length > most) found[field.key] = fmt(ngettext("Enter at most %(limit)s line.", "Enter at most %(limit)s lines.", most), { limit: most });
  for (const { row, cells } of filled) {
    for (const column of field.columns) {
      const path = cellPath(field.key, row._row, column.key);
      const problem = problemOf(column, cells[column.key], row[column.key], state.texts[path]);
      if (problem) found[path] = problem;
    }
  }
  return found;
}

/** What the browser can already tell; the server decides. @param {FormSpec} spec @param {FormState} state @param {FormView} view @param {Run} run @returns {Record<string, string>} */
export function check(spec, state, view, run) {
  /** @type {Record<string, string>} */ const found = {};
  for (const field of spec.fields) {
    if (!view.fields[field.key].visible || view.fields[field.key].readOnly) continue;
    if (field.type === "lines") Object.assign(found, lineProblems(field, state, view));
    else {
      const problem = problemOf(field, view.fields[field.key], view.values[field.key], state.texts[field.key]);
      if (problem) found[field.key] = problem;
    }
  }
  if (Object.keys(found).length) return found;
  for (const constraint of spec.constraints) {
    if (run(constraint.expression, view.values) !== false) continue;
    const at = constraint.fields?.find((k) => view.fields[k]?.visible) ?? "";
    found[at] = localized(constraint.message);
  }
  return found;
}

/** @param {FieldSpec} field @param {Row} row @param {(column: FieldSpec) => boolean} sent */
const wireRow = (field, row, sent) => ({
  ...(row.id ? { id: row.id } : {}),
  ...Object.fromEntries(field.columns.filter(sent).map((c) => [c.key, isEmpty(row[c.key]) ? null : row[c.key]])),
});

/** The values to send: what may be written here, blank lines left out. @param {FormSpec} spec @param {FormState} state @param {FormView} view @param {Record<string, Mask>} [masks] @returns {Record<string, any>} */
export function collect(spec, state, view, masks = {}) {
  /** @type {Record<string, any>} */ const values = {};
  const closed = (/** @type {Mask | undefined} */ mask) => mask === "hidden" || mask === "read" || mask === "masked";
  for (const field of spec.fields) {
    if (isComputed(field) || closed(masks[field.key]) || view.fields[field.key].readOnly) continue;
    if (field.type !== "lines") values[field.key] = isEmpty(state.values[field.key]) ? null : state.values[field.key];
    else {
      const sent = (/** @type {FieldSpec} */ c) => !isComputed(c) && !closed(masks[`${field.key}.${c.key}`]);
      values[field.key] = sentRows(field, state).map((row) => wireRow(field, row, sent));
    }
  }
  return values;
}

/** Only what differs from `before`. @param {Record<string, any>} now @param {Record<string, any>} before */
export const changed = (now, before) => Object.fromEntries(Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key] ?? null)));
