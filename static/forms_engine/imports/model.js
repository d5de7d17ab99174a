// @ts-check
/** The import wizard's knowledge, without a page: which files it takes, where columns go, what is missing, how far it is. */
import { formatBytes, formatList } from "../../builder/core/format.js";
import { fmt, gettext } from "../../builder/core/i18n.js";

/** @typedef {"file" | "sheet" | "columns" | "check" | "run"} Step */
/** @type {Step[]} */
export const STEPS = ["file", "sheet", "columns", "check", "run"];

/** @typedef {{bytes: number, suffixes: string[]}} Limits */
/** @typedef {{key: string, label: string, type: string, required: boolean, unique: boolean, matches: string[], match_labels: Record<string, string>, table?: string}} Target */
/**
 * @typedef {{index: number, name: string, type: string, field?: string, samples: string[], filled: number, distinct: number}} Guess
 * @typedef {{sheets: string[], sheet: number, header_row: number, columns: Guess[], top: any[][], row_count: number, row_count_is_exact: boolean, fields: Target[], line_fields: Target[]}} Inspection
 */
/**
 * What becomes of one column. Into a form that is there: `field` (empty: left out) and `match`. Into a new form: `use` and the rest.
 * @typedef {{index: number, name: string, kind: string, samples: string[], filled: number, distinct: number, field: string, match: string, use: boolean, label: string, type: string, required: boolean, unique: boolean, more: Record<string, any>}} Column
 */
/** @typedef {"create" | "update" | "upsert" | "lines"} Mode */
/** @typedef {{sheet: number, headerRow: number, mode: Mode, key: string, title: string, columns: Column[]}} Draft */
/** @typedef {{sheet: number, header_row: number, mode?: Mode, key?: string, columns: Record<string, {field: string, match?: string, [more: string]: any}>}} Plan */
/** @typedef {{id: number, state: string, form: string | null, file: {name: string, size: number}, plan: Plan | {}, counts: {rows: number, done: number, failed: number}, total: number | null, problem: string, created_at: string, started_at: string | null, finished_at: string | null, job?: {state?: string, attempts?: number}}} Batch */

/** @param {string} name */
export const suffixOf = (name) => (/\.[^.]+$/.exec(name)?.[0] ?? "").toLowerCase();

/** Why a file is not even sent, or nothing. @param {{name: string, size: number}} file @param {Limits} limits */
export function refusalOf(file, limits) {
  if (!limits.suffixes.includes(suffixOf(file.name))) return fmt(gettext("%(name)s is no table. Choose a file that ends in %(endings)s."), { name: file.name, endings: formatList(limits.suffixes, "disjunction") });
  if (!file.size) return fmt(gettext("%(name)s is empty."), { name: file.name });
  if (file.size > limits.bytes) return fmt(gettext("%(name)s has %(size)s; a file may have up to %(most)s. Split it, or save it without pictures."), { name: file.name, size: formatBytes(file.size), most: formatBytes(limits.bytes) });
  return "";
}

/** What to do about a file that the server cannot read. @param {string} code */
export function adviceFor(code) {
  const advice = /** @type {Record<string, string>} */ ({
    unknown_kind: gettext("Save it as an Excel workbook or as CSV and choose it again."),
    not_a_workbook: gettext("It may be damaged, protected by a password, or another kind of file with this ending. Open it in Excel and save it again."),
    too_large: gettext("Save only the sheet that is needed, without pictures and formatting, or save it as CSV."),
    too_many_parts: gettext("Save only the sheet that is needed, or save it as CSV."),
    too_many_rows: gettext("Split it into several files."),
    too_many_columns: gettext("Remove the columns that are not needed."),
    not_text: gettext("Save it as CSV in UTF-8 and choose it again."),
  });
  return advice[code] ?? "";
}

/** Rows out of the clipboard as a text file; nothing when it is no table. @param {string} text */
export function pastedTable(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const mark = ["\t", ";", ","].find((one) => lines.length > 1 && lines.every((line) => line.includes(one)));
  return mark ? text : "";
}

/** The name of a form for a file: "order_lines (2).xlsx" is "Order lines". @param {string} file */
export function titleFor(file) {
  const stem = file.replace(/\.[^.]+$/, "").replace(/\s*\(\d+\)$/, "").replace(/[_\-.]+/g, " ").trim();
  return stem ? stem[0].toUpperCase() + stem.slice(1) : "";
}

/** @param {Inspection} found @param {string} file @returns {Draft} */
export function startFrom(found, file) {
  const targets = byKey(found.fields);
  return {
    sheet: found.sheet,
    headerRow: found.header_row,
    mode: "create",
    key: "",
    title: titleFor(file),
    columns: found.columns.map((one) => ({
      index: one.index, name: one.name, kind: one.type, samples: one.samples, filled: one.filled, distinct: one.distinct,
      field: one.field ?? "", match: targets[one.field ?? ""]?.matches[0] ?? "",
      use: one.filled > 0 || found.row_count === 0, label: one.name, type: one.type, required: false, unique: false, more: {},
    })),
  };
}

/** The same columns as a plan says. @param {Draft} draft @param {Plan} plan @param {Target[]} fields @returns {Draft} */
export function followPlan(draft, plan, fields) {
  const targets = byKey(fields);
  return {
    ...draft, mode: plan.mode ?? "create", key: plan.key ?? "",
    columns: draft.columns.map((column) => {
      const { field = "", match, ...more } = plan.columns[String(column.index)] ?? {};
      return { ...column, field, match: match ?? targets[field]?.matches[0] ?? "", more };
    }),
  };
}

/** @param {Draft} draft @param {number} index @param {Partial<Column>} change @returns {Draft} */
export const changeColumn = (draft, index, change) => ({ ...draft, columns: draft.columns.map((one) => (one.index === index ? { ...one, ...change } : one)) });

/** Send a column into a field; a column that went there before is left out. @param {Draft} draft @param {number} index @param {string} field @param {Target[]} fields @returns {Draft} */
export function sendColumn(draft, index, field, fields) {
  const columns = draft.columns.map((one) => {
    if (one.index === index) return { ...one, field, match: byKey(fields)[field]?.matches[0] ?? "", more: {} };
    return field && one.field === field ? { ...one, field: "", match: "", more: {} } : one;
  });
  if (draft.mode === "lines") return oneRecord({ ...draft, columns }, isColumn(field) ? "" : field);
  const mapped = columns.some((one) => one.field === draft.key);
  return { ...draft, columns, key: mapped ? draft.key : "" };
}

/** Whether a place is the column of a sub-table. @param {string} field */
const isColumn = (field) => field.includes(".");

/** For rows of a sub-table one field of the record is left, by which it is found. @param {Draft} draft @param {string} wanted @returns {Draft} */
function oneRecord(draft, wanted) {
  const key = wanted || (draft.columns.find((one) => one.field && !isColumn(one.field))?.field ?? "");
  const columns = draft.columns.map((one) => (one.field && !isColumn(one.field) && one.field !== key ? { ...one, field: "", match: "", more: {} } : one));
  return { ...draft, columns, key };
}

/** What columns may go into. @param {Inspection} found @param {Mode} mode @returns {Target[]} */
export const targetsOf = (found, mode) => (mode === "lines" ? [...found.fields, ...found.line_fields] : found.fields);

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** @param {Draft} draft @param {Mode} mode @param {Inspection} found @returns {Draft} */
export function changeMode(draft, mode, found) {
  if (mode === "lines") return intoLines({ ...draft, mode }, found);
  const columns = draft.mode === "lines" ? startFrom(found, "").columns : draft.columns;
  const next = { ...draft, mode, columns, key: draft.mode === "lines" ? "" : draft.key };
  const choices = keyChoices(next, found.fields);
  return { ...next, key: mode === "create" ? "" : next.key || (choices.find((one) => one.unique)?.key ?? "") };
}

/** Columns go into the sub-table that has the most of their names; one finds the record. @param {Draft} draft @param {Inspection} found @returns {Draft} */
function intoLines(draft, found) {
  const tables = [...new Set(found.line_fields.map((one) => one.key.split(".")[0]))];
  const named = (/** @type {Column} */ column, /** @type {string} */ table) => found.line_fields.find((one) => one.key.startsWith(`${table}.`) && [one.label, one.key.split(".")[1]].some((name) => plain(name) === plain(column.name)));
  const merit = (/** @type {string} */ table) => draft.columns.filter((column) => named(column, table)).length;
  const best = tables.sort((a, b) => merit(b) - merit(a))[0] ?? "";
  const key = keyChoices(draft, found.fields)[0]?.key ?? "";
  const columns = draft.columns.map((column) => {
    if (key && column.field === key) return column;
    const target = named(column, best);
    return { ...column, field: target?.key ?? "", match: target?.matches[0] ?? "", more: {} };
  });
  return { ...draft, columns, key };
}

const FINDS = new Set(["text", "number", "date", "link", "member", "department", "choice"]);

/** Fields by which records can be found again. @param {Draft} draft @param {Target[]} fields */
export function keyChoices(draft, fields) {
  const mapped = new Set(draft.columns.map((one) => one.field));
  return fields.filter((one) => mapped.has(one.key) && FINDS.has(one.type)).sort((a, b) => Number(b.unique) - Number(a.unique));
}

/** @param {Draft} draft @returns {Plan} */
export function planOf(draft) {
  const sent = draft.columns.filter((one) => one.field);
  return {
    sheet: draft.sheet, header_row: draft.headerRow, mode: draft.mode, ...(draft.mode === "create" ? {} : { key: draft.key }),
    columns: Object.fromEntries(sent.map((one) => [String(one.index), { ...one.more, field: one.field, ...(one.match ? { match: one.match } : {}) }])),
  };
}

/** @param {Draft} draft */
export const formOf = (draft) => ({
  name: draft.title.trim(), sheet: draft.sheet, header_row: draft.headerRow,
  columns: draft.columns.filter((one) => one.use).map((one) => ({ index: one.index, name: one.label.trim() || one.name, type: one.type, required: one.required, unique: one.unique })),
});

/** What must be settled before the columns can be tried. @param {Draft} draft @returns {string[]} */
export function gapsOf(draft) {
  const mapped = new Set(draft.columns.map((one) => one.field).filter(Boolean));
  if (!mapped.size) return [gettext("Choose a field for at least one column.")];
  if (draft.mode === "lines" && !mapped.has(draft.key)) return [gettext("Choose the column that says which record a row belongs to.")];
  return draft.mode !== "create" && !mapped.has(draft.key) ? [gettext("Choose the field by which records are found.")] : [];
}

/** Required fields without a column; the server knows whether they fill themselves. @param {Draft} draft @param {Target[]} fields */
export function unfilled(draft, fields) {
  const mapped = new Set(draft.columns.map((one) => one.field));
  return draft.mode === "update" || draft.mode === "lines" ? [] : fields.filter((one) => one.required && !mapped.has(one.key));
}

/** What must be settled before the form can be made. @param {Draft} draft @returns {string[]} */
export function formGapsOf(draft) {
  const found = draft.title.trim() ? [] : [gettext("Give the form a name.")];
  if (!draft.columns.some((one) => one.use)) found.push(gettext("Choose at least one column."));
  return found;
}

/** Where a column is found by; people and departments have names of their own. @param {Target} field @param {string} match */
export function matchLabel(field, match) {
  const known = /** @type {Record<string, string>} */ ({ username: gettext("User name"), email: gettext("E-mail"), name: gettext("Name"), number: gettext("Record number") });
  return field.match_labels[match] ?? known[match] ?? match;
}

/** The step at which somebody who comes back goes on. @param {Batch} batch @returns {Step} */
export const stepOf = (batch) => (batch.state === "uploaded" ? "sheet" : "run");

/** @param {Batch} batch */
export const isOver = (batch) => batch.state === "done" || batch.state === "failed";

/**
 * How far an import is: `share` from 0 to 1, nothing while nobody knows; `pace` in rows a second; `left` in seconds.
 * @param {Batch} batch @param {number} now @returns {{share: number | null, pace: number, left: number | null}}
 */
export function progressOf(batch, now) {
  const { rows } = batch.counts;
  const share = batch.state === "done" ? 1 : batch.total ? Math.min(1, rows / batch.total) : null;
  const end = batch.finished_at ? Date.parse(batch.finished_at) : now;
  const seconds = batch.started_at ? Math.max(0.001, (end - Date.parse(batch.started_at)) / 1000) : 0;
  const pace = seconds ? rows / seconds : 0;
  return { share, pace, left: batch.total && pace && !isOver(batch) ? (batch.total - rows) / pace : null };
}

/** Milliseconds until the next look: often at first, seldom later. @param {number} looks */
export const pauseAfter = (looks) => Math.min(2000, 300 + looks * 100);

/** @param {Target[]} fields @returns {Record<string, Target>} */
export const byKey = (fields) => Object.fromEntries(fields.map((one) => [one.key, one]));

/** A text file with one line of headings and one of samples. @param {{label: string, text: string}[]} sample */
export function sampleFile(sample) {
  const line = (/** @type {string[]} */ cells) => cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
  return `\ufeff${line(sample.map((one) => one.label))}\r\n${line(sample.map((one) => one.text))}\r\n`;
}
