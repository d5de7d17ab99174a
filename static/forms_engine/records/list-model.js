// @ts-check
/** What a record list shows and asks for; pure. */

/** @typedef {{key: string, label: string, type: string, sortable: boolean}} Column */
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

/** Columns at first: what people fill in, not too many. @param {Column[]} columns */
export const usualColumns = (columns) => columns.filter((column) => !["longtext", "file", "lines"].includes(column.type)).slice(0, 8).map((column) => column.key);

/** Whether the state differs from a saved view. @param {ListState} state @param {{document: Partial<ListState>} | null} view */
export function differs(state, view) {
  const saved = { filter: null, sort: [], search: "", ...(view?.document ?? {}) };
  const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  return !same(state.filter || null, saved.filter || null) || !same(state.sort, saved.sort) || (saved.columns ? !same(state.columns, saved.columns) : false);
}

/** Put one changed record in the place of the old one. @template {{id: number}} T @param {T[]} records @param {T} changed @returns {T[]} */
export const replaced = (records, changed) => records.map((record) => (record.id === changed.id ? changed : record));
