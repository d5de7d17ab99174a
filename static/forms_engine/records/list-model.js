// @ts-check
/** What a record list shows and asks for; pure. */

/** @typedef {{key: string, label: string, type: string, sortable: boolean, number?: boolean, system?: boolean}} Column */
/** @typedef {{filter: any, sort: string[], search: string, columns: string[]}} ListState */

/** The question to the server that a state stands for. @param {ListState} state @param {{cursor?: string, limit?: number, count?: string}} [page] */
export function questionOf({ filter, sort, search }, { cursor = "", limit = 50, count = "none" } = {}) {
  const text = filter && typeof filter === "object" ? (typeof filter.text === "string" ? filter.text : JSON.stringify(filter)) : filter;
  return { filter: text || "", sort: sort.join(","), search, cursor, limit, count };
}

/** Sort by a column: first ascending, then descending, then not at all; `more` keeps the other columns. @param {string[]} sort @param {string} key @param {boolean} [more] @returns {string[]} */
export function toggleSort(sort, key, more = false) {
  const others = more ? sort.filter((one) => one.replace(/^-/, "") !== key) : [];
  if (sort.includes(key)) return [...others, `-${key}`];
  if (sort.includes(`-${key}`)) return others;
  return [...others, key];
}

/** @param {string[]} sort @param {string} key @returns {"ascending" | "descending" | "none"} */
export const sortOf = (sort, key) => (sort.includes(key) ? "ascending" : sort.includes(`-${key}`) ? "descending" : "none");

/** Show or hide a column; at least one stays. @param {string[]} shown @param {string} key @param {string[]} order @returns {string[]} */
export function toggleColumn(shown, key, order) {
  const next = shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key];
  if (!next.length) return shown;
  return [...next].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Move a column one place. @param {string[]} shown @param {string} key @param {-1 | 1} by @returns {string[]} */
export function moveColumn(shown, key, by) {
  const at = shown.indexOf(key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= shown.length) return shown;
  const next = [...shown];
  [next[at], next[to]] = [next[to], next[at]];
  return next;
}

const MOST_AT_FIRST = 7;
const TOO_LONG = ["longtext", "file", "lines"];

/** Columns at first: what people fill in and the title does not say already, not too many. @param {Column[]} columns @param {string[]} [inTitle] */
export function usualColumns(columns, inTitle = []) {
  const fields = columns.filter((column) => !column.system && !TOO_LONG.includes(column.type) && !inTitle.includes(column.key));
  const usual = fields.slice(0, MOST_AT_FIRST);
  return (usual.length ? usual : columns.filter((column) => column.key === "created_at" || !column.system)).map((column) => column.key);
}

/** The approval before the other columns, where records have one. @param {string[]} columns @param {{flow_status?: string | null}[]} records @returns {string[]} */
export const withApproval = (columns, records) => (!columns.includes("flow_status") && records.some((record) => record.flow_status) ? ["flow_status", ...columns] : columns);

/** Whether the state differs from a saved view. @param {ListState} state @param {{document: Partial<ListState>} | null} view */
export function differs(state, view) {
  const saved = { filter: null, sort: [], search: "", ...(view?.document ?? {}) };
  const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  return !same(state.filter || null, saved.filter || null) || !same(state.sort, saved.sort) || (saved.columns ? !same(state.columns, saved.columns) : false);
}

/** Put one changed record in the place of the old one. @template {{id: number}} T @param {T[]} records @param {T} changed @returns {T[]} */
export const replaced = (records, changed) => records.map((record) => (record.id === changed.id ? changed : record));

/**
 * The cell beside this one; the title, which is no column, has the key "".
 * @param {{rows: number[], columns: string[]}} table @param {{id: number, key: string}} at @param {[number, number]} by rows down, columns right
 */
export function neighbour({ rows, columns }, { id, key }, [down, right]) {
  const keys = ["", ...columns];
  const within = (/** @type {number} */ index, /** @type {unknown[]} */ list) => Math.min(Math.max(index, 0), list.length - 1);
  return { id: rows[within(rows.indexOf(id) + down, rows)], key: keys[within(keys.indexOf(key) + right, keys)] };
}
