// @ts-check
/** What the formula editor knows without a page: completions, places of problems, colouring. */

/** @typedef {{name: string, label?: string, type?: string}} FieldInfo */
/** @typedef {{name: string, signature?: string, help?: string, example?: string, group?: string}} FunctionInfo */
/** @typedef {{fields: FieldInfo[], functions: FunctionInfo[]}} FormulaData */
/** @typedef {{message: string, span?: [number, number] | null, hint?: string}} FormulaProblem */

/** A server offset counts characters, the editor counts UTF-16 units. @param {string} text @param {number} offset */
export function toUnits(text, offset) {
  let units = 0;
  let seen = 0;
  for (const character of text) {
    if (seen >= offset) break;
    units += character.length;
    seen += 1;
  }
  return units;
}

/**
 * Where the editor underlines problems; one without a place marks the whole text.
 * @param {string} text @param {FormulaProblem[]} problems
 */
export function marks(text, problems) {
  return problems.map(({ message, hint, span }) => {
    const from = span ? toUnits(text, span[0]) : 0;
    const end = span ? toUnits(text, span[1]) : text.length;
    const to = Math.min(text.length, Math.max(end, from + 1));
    return { from: Math.min(from, Math.max(0, to - 1)), to, severity: /** @type {const} */ ("error"), message: hint ? `${message} ${hint}` : message };
  });
}

/**
 * The word before the cursor: letters of any script, digits, _, and dots between them.
 * @param {string} before @returns {{from: number, text: string} | null}
 */
export function wordBefore(before) {
  const found = /[\p{L}_$][\p{L}\p{N}_.]*$/u.exec(before);
  return found ? { from: found.index, text: found[0] } : null;
}

/** Whether the cursor stands inside a text literal. @param {string} before */
export function inString(before) {
  let quote = "";
  for (let index = 0; index < before.length; index += 1) {
    const character = before[index];
    if (quote && character === "\\") index += 1;
    else if (quote) quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return quote !== "";
}

/** Entries of the completion list. @param {FormulaData} data */
export function completions({ fields, functions }) {
  return [
    ...fields.map((field) => ({ label: field.name, displayLabel: field.label && field.label !== field.name ? `${field.label} · ${field.name}` : field.name, detail: field.type ?? "", type: "variable", apply: field.name, boost: 1 })),
    ...functions.map((one) => ({ label: one.name, displayLabel: one.name, detail: one.signature ?? "", info: [one.help, one.example].filter(Boolean).join("\n"), type: "function", apply: `${one.name}(` })),
  ];
}

/**
 * The kind of the next token, for colouring; answers how long it is.
 * @param {string} rest @param {(name: string) => boolean} isFunction @returns {{length: number, kind: string | null}}
 */
export function token(rest, isFunction) {
  const rules = /** @type {[RegExp, string | null][]} */ ([
    [/^\s+/, null], [/^"(?:[^"\\]|\\.)*"?/, "string"], [/^'(?:[^'\\]|\\.)*'?/, "string"], [/^\d+(?:\.\d+)?/, "number"],
    [/^(?:and|or|not|in|true|false|null|AND|OR|NOT|TRUE|FALSE|NULL)\b/, "keyword"],
  ]);
  for (const [pattern, kind] of rules) {
    const found = pattern.exec(rest);
    if (found) return { length: found[0].length, kind };
  }
  const name = /^[\p{L}_$][\p{L}\p{N}_.]*/u.exec(rest);
  if (name) return { length: name[0].length, kind: isFunction(name[0]) ? "function" : "variable" };
  return { length: [...rest][0]?.length ?? 1, kind: "operator" };
}
