// @ts-check
/**
 * Conditions as immutable documents: {"all": [row or group]}, {"any": […]}, or {"text": "an expression"}.
 * A row is {field, op, value}; its place is a path of indexes. Every function is pure.
 */

/** @typedef {{field: string, op: string, value?: any}} Row */
/** @typedef {{all: Node[]} | {any: Node[]}} Group */
/** @typedef {Row | Group} Node */
/** @typedef {{text: string}} Text */
/** @typedef {Group | Text} Condition */
/** @typedef {number[]} Path */

/** @param {any} node @returns {node is Group} */
export const isGroup = (node) => !!node && (Array.isArray(node.all) || Array.isArray(node.any));
/** @param {any} node @returns {node is Text} */
export const isText = (node) => !!node && typeof node.text === "string";
/** @param {Group} group @returns {"all" | "any"} */
export const joinOf = (group) => ("any" in group ? "any" : "all");
/** @param {Group} group @returns {Node[]} */
export const rowsOf = (group) => ("any" in group ? group.any : group.all);
/** @param {"all" | "any"} join @param {Node[]} rows @returns {Group} */
export const makeGroup = (join, rows) => (join === "any" ? { any: rows } : { all: rows });

/** Read a stored condition; nothing becomes an empty group, a lone row a group of one. @param {any} value @returns {Condition} */
export function read(value) {
  if (isText(value) || isGroup(value)) return value;
  if (value && typeof value === "object" && value.field) return { all: [value] };
  return { all: [] };
}

/** What to store: null when there is no condition. @param {Condition} condition @returns {Condition | null} */
export function write(condition) {
  if (isText(condition)) return condition.text.trim() ? condition : null;
  const kept = prune(condition);
  return rowsOf(kept).length ? kept : null;
}

/** Drop rows without a field and groups without rows. @param {Group} group @returns {Group} */
function prune(group) {
  const rows = rowsOf(group).map((node) => (isGroup(node) ? prune(node) : node));
  return makeGroup(joinOf(group), rows.filter((node) => (isGroup(node) ? rowsOf(node).length > 0 : node.field)));
}

/** @param {Group} group @param {Path} path @param {(node: Node) => Node[]} change what stands there instead @returns {Group} */
function replace(group, [index, ...rest], change) {
  const rows = rowsOf(group).flatMap((node, at) => {
    if (at !== index) return [node];
    return rest.length && isGroup(node) ? [replace(node, rest, change)] : change(node);
  });
  return makeGroup(joinOf(group), rows);
}

/** @param {Group} group @param {Path} path @param {(group: Group) => Group} change @returns {Group} */
function changeGroup(group, path, change) {
  if (!path.length) return change(group);
  return replace(group, path, (node) => [isGroup(node) ? change(node) : node]);
}

/** Add a row or group at the end of the group at `path`. @param {Group} group @param {Path} path @param {Node} node */
export const add = (group, path, node) => changeGroup(group, path, (at) => makeGroup(joinOf(at), [...rowsOf(at), node]));

/** Join the group's rows by "all" or "any". @param {Group} group @param {Path} path @param {"all" | "any"} join */
export const setJoin = (group, path, join) => changeGroup(group, path, (at) => makeGroup(join, rowsOf(at)));

/** Change a row. @param {Group} group @param {Path} path @param {Partial<Row>} patch */
export const setRow = (group, path, patch) => replace(group, path, (node) => [/** @type {Row} */ ({ ...node, ...patch })]);

/** Remove a row or group; a group that becomes empty goes too. @param {Group} group @param {Path} path @returns {Group} */
export function remove(group, path) {
  const without = replace(group, path, () => []);
  return dropEmpty(without);
}

/** @param {Group} group @returns {Group} */
function dropEmpty(group) {
  const rows = rowsOf(group).map((node) => (isGroup(node) ? dropEmpty(node) : node));
  return makeGroup(joinOf(group), rows.filter((node) => !isGroup(node) || rowsOf(node).length));
}

/** Whether a row lacks its value. @param {Row} row @param {string} input what its operator takes */
export function isIncomplete(row, input) {
  if (!row.field || !row.op) return true;
  const { value } = row;
  if (input === "none") return false;
  if (input === "range") return !Array.isArray(value) || value.length !== 2 || value.some((end) => end === null || end === "");
  if (input === "many") return !Array.isArray(value) || !value.length;
  return value === null || value === undefined || value === "";
}

/** Keep what still fits when the operator changes. @param {any} value @param {string} from @param {string} to */
export function convert(value, from, to) {
  if (from === to) return value;
  if (to === "none") return undefined;
  if (to === "many") return from === "one" && value !== null && value !== undefined && value !== "" ? [value] : [];
  if (to === "range") return [from === "one" ? (value ?? null) : null, null];
  if (to === "relative") return { last: 30, unit: "day" };
  return Array.isArray(value) ? (value[0] ?? null) : null;
}

/**
 * Read a condition aloud.
 * @param {Node} node @param {{row: (row: Row) => string, join: (parts: string[], how: "all" | "any") => string}} words
 * @returns {string}
 */
export function summarise(node, words) {
  if (!isGroup(node)) return words.row(node);
  const parts = rowsOf(node).map((child) => (isGroup(child) && rowsOf(child).length > 1 ? `(${summarise(child, words)})` : summarise(child, words)));
  return words.join(parts.filter(Boolean), joinOf(node));
}

/** Every row with its path. @param {Group} group @param {Path} [path] @returns {[Row, Path][]} */
export function walk(group, path = []) {
  return rowsOf(group).flatMap((node, index) => (isGroup(node) ? walk(node, [...path, index]) : [/** @type {[Row, Path]} */ ([node, [...path, index]])]));
}
