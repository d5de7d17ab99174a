// @ts-check
/** Conditions of the visual builder as expressions, and back where an expression has such a shape. */
/** @typedef {{key: string, type: string}} FieldInfo */
/** @typedef {{field: string, op: string, value?: any}} Row */

const COMPARE = /** @type {Record<string, string>} */ ({ eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" });
const CALLS = /** @type {Record<string, string>} */ ({ contains: "CONTAINS", starts_with: "STARTSWITH" });
const REFERENCES = new Set(["member", "department", "link"]);

/** Operators that have an expression; the builder offers no others here. */
export const WRITABLE = new Set([...Object.keys(COMPARE), "contains", "not_contains", "starts_with", "in", "not_in", "has", "has_not", "between", "is_empty", "is_not_empty", "is_true", "is_not_true", "is_me", "is_mine"]);

/** @param {unknown} text */
const quoted = (text) => `"${String(text).replace(/[\\"]/g, "\\$&")}"`;

/** @param {FieldInfo | undefined} field @param {any} value */
function literal(field, value) {
  if (value && typeof value === "object" && value.field) return value.field;
  const type = field?.type ?? "text";
  if (type === "number" || type === "money" || REFERENCES.has(type)) return String(Number(value));
  return type === "date" || type === "datetime" ? `d${quoted(value)}` : quoted(value);
}

/** @param {FieldInfo | undefined} field */
const nameOf = (field) => (field && REFERENCES.has(field.type) ? `${field.key}.id` : (field?.key ?? ""));

/** One row as an expression; null when it is not finished or has no such form. @param {Row} row @param {FieldInfo[]} fields @returns {string | null} */
function rowText(row, fields) {
  const field = fields.find((f) => f.key === row.field);
  if (!field) return null;
  const { op, value } = row;
  const name = nameOf(field);
  const list = Array.isArray(value) ? value : [value];
  if (op === "is_empty") return `ISBLANK(${field.key})`;
  if (op === "is_not_empty") return `not ISBLANK(${field.key})`;
  if (op === "is_true") return field.key;
  if (op === "is_not_true") return `not ${field.key}`;
  if (op === "is_me") return `${name} == me.id`;
  if (op === "is_mine") return `${name} == me.department.id`;
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return null;
  if (COMPARE[op]) return `${name} ${COMPARE[op]} ${literal(field, value)}`;
  if (CALLS[op]) return `${CALLS[op]}(${name}, ${literal(field, value)})`;
  if (op === "not_contains") return `not CONTAINS(${name}, ${literal(field, value)})`;
  if (op === "in" || op === "not_in") return `${name}${op === "in" ? "" : " not"} in [${list.map((v) => literal(field, v)).join(", ")}]`;
  if (op === "has" || op === "has_not") return `${quoted(value)}${op === "has" ? "" : " not"} in ${name}`;
  if (op === "between") return `${name} >= ${literal(field, list[0])} and ${name} <= ${literal(field, list[1])}`;
  return null;
}

/** A condition as an expression; "" for none, null when a row cannot be written so. @param {any} condition @param {FieldInfo[]} fields @returns {string | null} */
export function toText(condition, fields) {
  if (!condition) return "";
  if (typeof condition.text === "string") return condition.text;
  const any = Array.isArray(condition.any);
  const rows = /** @type {any[]} */ (condition.any ?? condition.all ?? []);
  const parts = rows.map((row) => {
    if (!row.all && !row.any) return row.op === "between" && any ? wrapped(rowText(row, fields)) : rowText(row, fields);
    return wrapped(toText(row, fields));
  });
  if (parts.some((p) => p === null)) return null;
  return parts.filter(Boolean).join(any ? " or " : " and ");
}
/** @param {string | null} text */
const wrapped = (text) => (text ? `(${text})` : text);

/** The rows behind an expression, or {text} when it has another shape. @param {string} text @param {FieldInfo[]} fields @returns {any} */
export function fromText(text, fields) {
  if (!text.trim()) return null;
  const condition = readGroup(text.trim(), fields);
  return condition && toText(condition, fields) === text.trim() ? condition : { text };
}

/** Split at a separator outside quotes and brackets. @param {string} text @param {string} separator @returns {string[]} */
function split(text, separator) {
  const parts = [];
  let depth = 0, quote = "", from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote) { if (c === "\\") i++; else if (c === quote) quote = ""; continue; }
    if (c === '"' || c === "'") quote = c;
    else if (c === "(" || c === "[") depth++;
    else if (c === ")" || c === "]") depth--;
    else if (!depth && text.startsWith(separator, i)) { parts.push(text.slice(from, i)); i += separator.length - 1; from = i + 1; }
  }
  return [...parts, text.slice(from)];
}

/** @param {string} text @param {FieldInfo[]} fields @returns {any} */
function readGroup(text, fields) {
  const any = split(text, " or ");
  const parts = any.length > 1 ? any : joinBetween(split(text, " and "));
  const rows = parts.map((part) => readNode(part.trim(), fields));
  if (rows.some((r) => !r)) return null;
  return any.length > 1 ? { any: rows } : { all: rows };
}
/** "a >= 1 and a <= 2" is one row. @param {string[]} parts */
function joinBetween(parts) {
  /** @type {string[]} */ const out = [];
  for (const part of parts) {
    const low = /^(\S+) >= /.exec(out.at(-1) ?? ""), high = /^(\S+) <= /.exec(part);
    if (low && high && low[1] === high[1] && !out.at(-1)?.includes(" and ")) out.push(`${out.pop()} and ${part}`);
    else out.push(part);
  }
  return out;
}

/** @param {string} text @param {FieldInfo[]} fields @returns {any} */
function readNode(text, fields) {
  if (text.startsWith("(") && text.endsWith(")")) {
    const inner = readGroup(text.slice(1, -1), fields);
    return inner?.all?.length === 1 && inner.all[0].op === "between" ? inner.all[0] : inner;
  }
  return readRow(text, fields);
}

/** @param {string} token @param {FieldInfo} field @param {FieldInfo[]} fields @returns {any} undefined when it is no value */
function readLiteral(token, field, fields) {
  const date = /^d(".*")$/s.exec(token);
  const string = date ? date[1] : token;
  if (/^"(?:[^"\\]|\\.)*"$/s.test(string)) return string.slice(1, -1).replace(/\\(.)/gs, "$1");
  if (/^-?\d+(\.\d+)?$/.test(token)) return field.type === "money" ? token : Number(token);
  return fields.some((f) => f.key === token) ? { field: token } : undefined;
}

/** @param {string} text @param {FieldInfo[]} fields @returns {Row | null} */
function readRow(text, fields) {
  const byName = (/** @type {string} */ name) => fields.find((f) => nameOf(f) === name || f.key === name);
  const row = (/** @type {string} */ name, /** @type {string} */ op, /** @type {any} */ value = null) => { const f = byName(name); return f && value !== undefined ? { field: f.key, op, value } : null; };
  const value = (/** @type {string} */ name, /** @type {string} */ token) => { const f = byName(name); return f ? readLiteral(token, f, fields) : undefined; };
  /** @type {RegExpExecArray | null} */ let m;
  if ((m = /^(not )?ISBLANK\(([\p{L}\p{N}_]+)\)$/u.exec(text))) return row(m[2], m[1] ? "is_not_empty" : "is_empty");
  if ((m = /^(not )?([\p{L}\p{N}_]+)$/u.exec(text))) return row(m[2], m[1] ? "is_not_true" : "is_true");
  if ((m = /^(\S+) == me\.id$/.exec(text))) return row(m[1], "is_me");
  if ((m = /^(\S+) == me\.department\.id$/.exec(text))) return row(m[1], "is_mine");
  if ((m = /^(\S+) >= (.+) and \1 <= (.+)$/s.exec(text))) { const a = value(m[1], m[2]), b = value(m[1], m[3]); return row(m[1], "between", a === undefined || b === undefined ? undefined : [a, b]); }
  if ((m = /^([\p{L}\p{N}_.]+) (==|!=|<=|>=|<|>) (.+)$/su.exec(text))) { const sign = m[2]; return row(m[1], Object.keys(COMPARE).find((k) => COMPARE[k] === sign) ?? "eq", value(m[1], m[3])); }
  if ((m = /^(not )?(CONTAINS|STARTSWITH)\(([\p{L}\p{N}_]+), (.+)\)$/su.exec(text))) { const op = m[2] === "CONTAINS" ? (m[1] ? "not_contains" : "contains") : "starts_with"; return m[1] && m[2] !== "CONTAINS" ? null : row(m[3], op, value(m[3], m[4])); }
  if ((m = /^([\p{L}\p{N}_.]+) (not )?in \[(.*)\]$/su.exec(text))) { const name = m[1]; const list = split(m[3], ", ").map((t) => value(name, t)); return row(name, m[2] ? "not_in" : "in", list.includes(undefined) ? undefined : list); }
  if ((m = /^("(?:[^"\\]|\\.)*") (not )?in ([\p{L}\p{N}_]+)$/su.exec(text))) return row(m[3], m[2] ? "has_not" : "has", value(m[3], m[1]));
  return null;
}
