// @ts-check
/** Keys of fields: making one from a label, and following a renamed one through every expression. */

export const KEY = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
/** Names that expressions keep for themselves; the server refuses them too. */
const RESERVED = new Set("id number created_at created_by updated_at updated_by owner flow_status revision form_version deleted_at me old parent initiator steps record this and or not in true false null for if is".split(" "));

/** A key from a label: lower case, words joined by "_"; the type's name where the label has no letters to use. @param {string} label @param {string} fallback */
export function keyFrom(label, fallback) {
  const plain = label.replaceAll("ß", "ss").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40).replace(/_+$/, "");
  const usable = /^[a-z]/.test(plain) && !/[\p{L}]/u.test(label.replace(/[\p{Script=Latin}]/gu, ""));
  return usable && !RESERVED.has(plain) ? plain : fallback;
}

/** The key, or the key with the first free number behind it. @param {string} key @param {Iterable<string>} taken */
export function freeKey(key, taken) {
  const used = new Set(taken);
  if (!used.has(key) && !RESERVED.has(key)) return key;
  for (let n = 2; ; n++) if (!used.has(`${key}_${n}`)) return `${key}_${n}`;
}

/**
 * Rewrite one dotted name in an expression: ["amount"] or ["items", "amount"]. Text in quotes and longer paths that begin
 * otherwise are left alone.
 * @param {string} text @param {string[]} path @param {string} to the new last part
 */
export function renameIn(text, path, to) {
  let out = "", i = 0;
  while (i < text.length) {
    const quoted = quotedAt(text, i);
    if (quoted) { out += quoted; i += quoted.length; continue; }
    const dotted = dottedAt(text, i);
    if (!dotted) { out += text[i]; i += 1; continue; }
    out += matches(dotted.parts, path) && !isCall(text, i + dotted.length) ? rewritten(dotted, path.length - 1, to) : text.slice(i, i + dotted.length);
    i += dotted.length;
  }
  return out;
}

/** @param {string} text @param {number} at */
function quotedAt(text, at) {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return "";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === quote) return text.slice(at, i + 1);
  }
  return text.slice(at);
}

/** A dotted name that begins here, with the gaps between its parts kept. @param {string} text @param {number} at @returns {{parts: string[], gaps: string[], length: number} | null} */
function dottedAt(text, at) {
  WORD.lastIndex = at;
  const first = WORD.exec(text);
  if (!first) return null;
  const parts = [first[0]], gaps = [];
  let end = at + first[0].length;
  for (;;) {
    const gap = /^\s*\.\s*/.exec(text.slice(end));
    WORD.lastIndex = end + (gap?.[0].length ?? 0);
    const word = gap ? WORD.exec(text) : null;
    if (!gap || !word) return { parts, gaps, length: end - at };
    gaps.push(gap[0]);
    parts.push(word[0]);
    end = WORD.lastIndex;
  }
}

/** @param {string[]} parts @param {string[]} path */
const matches = (parts, path) => path.every((p, i) => parts[i] === p);
/** @param {string} text @param {number} at */
const isCall = (text, at) => /^\s*\(/.test(text.slice(at));
/** @param {{parts: string[], gaps: string[]}} dotted @param {number} index @param {string} to */
const rewritten = ({ parts, gaps }, index, to) => parts.map((p, i) => (i === index ? to : p) + (gaps[i] ?? "")).join("");

/** Rewrite "{key}" in a record title. @param {string} template @param {string} from @param {string} to */
export const renameInTitle = (template, from, to) => template.replace(/\{(\w[^{}]*)\}/gu, (whole, inside) => (inside === from ? `{${to}}` : whole));
