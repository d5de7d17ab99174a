// @ts-check
/** The options of a choice as a list: keys stay with their option, whatever happens to its label or place. */
/** @typedef {{key: string, label: string | Record<string, string>, color?: string}} Option */

/** @param {string} label @param {Iterable<string>} taken */
export function optionKey(label, taken) {
  const used = new Set(taken);
  const plain = label.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40);
  const stem = /^[a-z0-9]/.test(plain) && !/[^\u0000-\u024f]/.test(label) ? plain : "option";
  if (stem !== "option" && !used.has(stem)) return stem;
  for (let n = stem === "option" ? used.size + 1 : 2; ; n++) if (!used.has(`${stem}_${n}`)) return `${stem}_${n}`;
}

/** @param {Option[]} options @param {string} label @param {string} language @returns {Option[]} */
export const addOption = (options, label, language) => [...options, { key: optionKey(label, options.map((o) => o.key)), label: { [language]: label } }];

/** @param {Option[]} options @param {number} from @param {number} to @returns {Option[]} */
export function moveOption(options, from, to) {
  if (to < 0 || to >= options.length) return options;
  const rest = options.filter((_, i) => i !== from);
  return [...rest.slice(0, to), options[from], ...rest.slice(to)];
}

/** @param {Option} option */
const names = (option) => (typeof option.label === "string" ? [option.label] : Object.values(option.label ?? {})).map((n) => n.toLowerCase());

/** Replace the list by pasted lines; an option that is still named keeps its key and colour. @param {Option[]} options @param {string} text @param {string} language @returns {Option[]} */
export function pasteOptions(options, text, language) {
  const labels = [...new Set(text.split(/[\n\t]/).map((t) => t.trim()).filter(Boolean))];
  /** @type {Option[]} */ const out = [];
  for (const label of labels) {
    const known = options.find((o) => names(o).includes(label.toLowerCase()) && !out.includes(o));
    if (known) out.push(known);
    else out.push({ key: optionKey(label, [...options, ...out].map((o) => o.key)), label: { [language]: label } });
  }
  return out;
}
