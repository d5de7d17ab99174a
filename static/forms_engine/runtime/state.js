// @ts-check
/** The form while somebody fills it in: an immutable state and the functions that change it. */
import { isEmpty, parseText } from "./values.js";
/** @typedef {import("./spec.js").FormSpec} FormSpec */
/** @typedef {import("./spec.js").FieldSpec} FieldSpec */
/** @typedef {Record<string, any> & {_row: string}} Row a line of a sub-table; `_row` names it while its position changes */
/**
 * `texts` keeps what was typed where it could not be read; `problems` what the server said; both by path.
 * A path is "subject" for a field and "items/r1/amount" for a cell.
 * @typedef {{values: Record<string, any>, texts: Record<string, string>, problems: Record<string, string>}} FormState
 */

/** Lines of unsent work come back into another page load, where names begin anew. */
const load = Math.random().toString(36).slice(2, 7);
let serial = 0;
/** @param {Record<string, any>} [values] @returns {Row} */
const newRow = (values = {}) => ({ ...values, _row: `r${(serial += 1)}-${load}` });

/** @param {string} key @param {string} row @param {string} column */
export const cellPath = (key, row, column) => `${key}/${row}/${column}`;

/** @param {FieldSpec} field @param {(ir: unknown) => unknown} run */
function defaultOf(field, run) {
  const given = field.default;
  if (given !== null && typeof given === "object" && !Array.isArray(given) && "expression" in given) return run(given.expression);
  return given ?? null;
}

/** A blank line with its columns' defaults; `_blank` remembers them, so that an untouched line is known. @param {FieldSpec} field @param {(ir: unknown) => unknown} run @param {any} [me] */
export function blankRow(field, run, me = null) {
  const first = (/** @type {FieldSpec} */ c) => {
    if (c.settings.default_me) return me?.id ?? null;
    if (c.settings.default_mine) return me?.department?.id ?? null;
    return c.type === "checkbox" ? Boolean(defaultOf(c, run)) : defaultOf(c, run);
  };
  const values = Object.fromEntries(field.columns.map((c) => [c.key, first(c)]));
  return newRow({ ...values, _blank: values });
}

/**
 * Begin: with the values of a record, or with the defaults where `isNew`.
 * @param {FormSpec} spec @param {Record<string, any>} given @param {{isNew?: boolean, run?: (ir: unknown) => unknown, me?: any}} [options]
 * @returns {FormState}
 */
export function begin(spec, given, { isNew = false, run = () => null, me = null } = {}) {
  /** @type {Record<string, any>} */ const values = {};
  for (const field of spec.fields) {
    const has = given[field.key] !== undefined;
    if (field.type === "lines") {
      values[field.key] = (given[field.key] ?? []).map((/** @type {any} */ r) => newRow(r));
      const least = isNew && !has ? Math.max(1, Number(field.settings.min_rows ?? 1)) : 0;
      for (let i = 0; i < least; i++) values[field.key].push(blankRow(field, run, me));
    } else if (has) values[field.key] = given[field.key];
    else values[field.key] = isNew ? defaultOf(field, run) : null;
  }
  return { values, texts: {}, problems: {} };
}

/** @template T @param {Record<string, T>} map @param {(path: string) => boolean} drop */
const without = (map, drop) => (Object.keys(map).some(drop) ? Object.fromEntries(Object.entries(map).filter(([k]) => !drop(k))) : map);

/** @param {FormState} state @param {string} key @param {Row[]} rows @returns {FormState} */
const withRows = (state, key, rows) => ({ ...state, values: { ...state.values, [key]: rows } });

/** @param {FormState} state @param {string} path */
export function valueAt(state, path) {
  const [key, row, column] = path.split("/");
  if (!row) return state.values[key];
  return state.values[key]?.find((/** @type {Row} */ r) => r._row === row)?.[column];
}

/** @param {FormSpec} spec @param {string} path @returns {FieldSpec | undefined} */
export function fieldAt(spec, path) {
  const [key, , column] = path.split("/");
  return column ? spec.byKey[key]?.columns.find((c) => c.key === column) : spec.byKey[key];
}

/** Store a value; what was typed and what the server said there is settled by it. @param {FormState} state @param {string} path @param {unknown} value @returns {FormState} */
export function setValue(state, path, value) {
  const [key, row, column] = path.split("/");
  const here = (/** @type {string} */ p) => p === path;
  const next = { ...state, texts: without(state.texts, here), problems: without(state.problems, (p) => p === path || p === "") };
  if (!row) return { ...next, values: { ...state.values, [key]: value } };
  return withRows(next, key, state.values[key].map((/** @type {Row} */ r) => (r._row === row ? { ...r, [column]: value } : r)));
}

/** Store what somebody typed: its value where it can be read, and the text itself where it cannot. @param {FormSpec} spec @param {FormState} state @param {string} path @param {string} text @returns {FormState} */
export function setText(spec, state, path, text) {
  const field = fieldAt(spec, path);
  if (!field) return state;
  const parsed = parseText(field, text);
  if ("value" in parsed) return setValue(state, path, parsed.value);
  const next = setValue(state, path, null);
  return { ...next, texts: { ...next.texts, [path]: text } };
}

/** @param {FormState} state @param {string} key @param {number} at @param {Row} row @returns {FormState} */
export function insertRow(state, key, at, row) {
  const rows = state.values[key];
  return withRows(state, key, [...rows.slice(0, at), row, ...rows.slice(at)]);
}

/** Copy a line below itself; the copy is a new line, so it has no id. @param {FormState} state @param {string} key @param {string} name @returns {[FormState, string]} */
export function duplicateRow(state, key, name) {
  const rows = /** @type {Row[]} */ (state.values[key]);
  const at = rows.findIndex((r) => r._row === name);
  if (at < 0) return [state, name];
  const { id: _id, _blank, ...rest } = rows[at];
  const copy = newRow(rest);
  const texts = Object.fromEntries(Object.entries(state.texts).filter(([p]) => p.startsWith(`${key}/${name}/`)).map(([p, t]) => [cellPath(key, copy._row, p.split("/")[2]), t]));
  return [{ ...insertRow(state, key, at + 1, copy), texts: { ...state.texts, ...texts } }, copy._row];
}

/** @param {FormState} state @param {string} key @param {string} name @returns {FormState} */
export function removeRow(state, key, name) {
  const gone = (/** @type {string} */ p) => p.startsWith(`${key}/${name}/`);
  const rest = state.values[key].filter((/** @type {Row} */ r) => r._row !== name);
  return { ...withRows(state, key, rest), texts: without(state.texts, gone), problems: without(state.problems, gone) };
}

/** @param {FormState} state @param {string} key @param {string} name @param {number} to @returns {FormState} */
export function moveRow(state, key, name, to) {
  const rows = /** @type {Row[]} */ (state.values[key]);
  const from = rows.findIndex((r) => r._row === name);
  if (from < 0 || to < 0 || to >= rows.length || from === to) return state;
  const rest = rows.filter((r) => r._row !== name);
  return withRows(state, key, [...rest.slice(0, to), rows[from], ...rest.slice(to)]);
}

/**
 * Paste a table from a spreadsheet, beginning at a cell; lines are added as needed and columns beyond the last are left out.
 * @param {FormSpec} spec @param {FormState} state @param {{key: string, row: string, column: string}} at @param {string[][]} table
 * @param {{writable?: (column: FieldSpec) => boolean, blank?: () => Row, maxRows?: number}} [options]
 * @returns {{state: FormState, lookups: {path: string, text: string}[], cells: number, lost: number}} `lookups` are names of people and records to find on the server
 */
export function pasteTable(spec, state, at, table, { writable = () => true, blank, maxRows = 2000 } = {}) {
  const field = spec.byKey[at.key];
  const made = blank ?? (() => blankRow(field, () => null));
  const columns = field.columns.filter(writable);
  const first = Math.max(0, columns.findIndex((c) => c.key === at.column));
  let next = state, cells = 0, lost = 0;
  /** @type {{path: string, text: string}[]} */ const lookups = [];
  const start = Math.max(0, state.values[at.key].findIndex((/** @type {Row} */ r) => r._row === at.row));
  table.forEach((line, i) => {
    if (start + i >= maxRows) { lost += line.length; return; }
    if (start + i >= next.values[at.key].length) next = insertRow(next, at.key, start + i, made());
    const row = next.values[at.key][start + i]._row;
    line.forEach((text, j) => {
      const column = columns[first + j];
      if (!column) { lost += 1; return; }
      const path = cellPath(at.key, row, column.key);
      next = setText(spec, next, path, text.trim());
      if (REFERENCES.has(column.type) && text.trim()) lookups.push({ path, text: text.trim() });
      cells += 1;
    });
  });
  return { state: next, lookups, cells, lost };
}
const REFERENCES = new Set(["member", "department", "link"]);

/** Whether a line holds nothing that somebody entered. @param {FieldSpec} field @param {Row} row @param {Record<string, string>} texts */
export function isBlank(field, row, texts) {
  if (row.id) return false;
  return field.columns.every((c) => {
    if (texts[cellPath(field.key, row._row, c.key)]) return false;
    if (c.formula) return true;
    const value = row[c.key];
    return isEmpty(value) || value === false || (row._blank !== undefined && Object.is(row._blank[c.key], value));
  });
}

/** The server's problems, by path of this state. Those that name no field here stay under "". @param {FormSpec} spec @param {FormState} state @param {{path?: string, message: string}[]} problems @returns {FormState} */
export function withProblems(spec, state, problems) {
  /** @type {Record<string, string>} */ const byPath = {};
  for (const problem of problems) {
    const path = pathOf(spec, state, problem.path ?? "");
    byPath[path] = byPath[path] ? `${byPath[path]} ${problem.message}` : problem.message;
  }
  return { ...state, problems: byPath };
}

/** "values.items[2].amount" or "/items/2/amount" as a path of this state. @param {FormSpec} spec @param {FormState} state @param {string} path */
function pathOf(spec, state, path) {
  const parts = path.replace(/\[(\d+)\]/g, ".$1").split(/[./]/).filter(Boolean);
  if (parts[0] === "values") parts.shift();
  const [key, index, column] = parts;
  const field = spec.byKey[key];
  if (!field) return "";
  if (field.type !== "lines" || index === undefined) return key;
  const row = sentRows(field, state)[Number(index)];
  return row && column ? cellPath(key, row._row, column) : key;
}

/** The lines that are sent: all but the blank ones. @param {FieldSpec} field @param {FormState} state @returns {Row[]} */
export const sentRows = (field, state) => (state.values[field.key] ?? []).filter((/** @type {Row} */ row) => !isBlank(field, row, state.texts));
