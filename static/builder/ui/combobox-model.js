// @ts-check
/** What a combobox knows without a page: options, matching, values. */

/**
 * @typedef {{value: string | number, label: string, hint?: string, icon?: string, group?: string, search?: string,
 *   avatar?: boolean, disabled?: boolean}} Option
 */

/** Accept plain texts, pairs and objects as options. @param {any} raw @returns {Option} */
export function toOption(raw) {
  if (Array.isArray(raw)) return { value: raw[0], label: String(raw[1] ?? raw[0]) };
  if (raw === null || typeof raw !== "object") return { value: raw, label: String(raw) };
  const value = raw.value ?? raw.id ?? raw.key;
  return { ...raw, value, label: String(raw.label ?? raw.name ?? raw.title ?? value) };
}

/** Accept a list, {results: […]}, {options: […]} or {items: […]} as an answer. @param {any} answer @returns {Option[]} */
export function toOptions(answer) {
  const list = Array.isArray(answer) ? answer : (answer?.results ?? answer?.options ?? answer?.items ?? []);
  return list.map(toOption);
}

const plain = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The options that contain every word of the query, those whose label begins with it first.
 * @param {Option[]} options @param {string} query @returns {Option[]}
 */
export function match(options, query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return options;
  const found = options.filter((option) => {
    const text = plain(`${option.label} ${option.hint ?? ""} ${option.search ?? ""}`);
    return words.every((word) => text.includes(word));
  });
  const first = (/** @type {Option} */ option) => (plain(option.label).startsWith(words[0]) ? 0 : 1);
  return [...found].sort((a, b) => first(a) - first(b));
}

/** The index of the next option that can be chosen. @param {Option[]} options @param {number} at @param {1 | -1} by */
export function step(options, at, by) {
  const count = options.length;
  for (let tries = 1; tries <= count; tries += 1) {
    const index = (at + by * tries + count * (tries + 1)) % count;
    if (!options[index].disabled) return index;
  }
  return -1;
}

/** Values from an attribute: JSON, or one plain text. @param {string | null} text @returns {(string | number)[]} */
export function parseValues(text) {
  if (text === null || text === "") return [];
  try {
    const value = JSON.parse(text);
    if (Array.isArray(value)) return value;
    return value === null ? [] : typeof value === "object" ? [text] : [value];
  } catch {
    return [text];
  }
}

/** Whether two values mean the same option; forms turn numbers into texts. @param {unknown} a @param {unknown} b */
export const same = (a, b) => String(a) === String(b);

/** Choose or give up an option. @param {(string | number)[]} values @param {string | number} value @param {boolean} multiple */
export function toggle(values, value, multiple) {
  if (!multiple) return [value];
  return values.some((other) => same(other, value)) ? values.filter((other) => !same(other, value)) : [...values, value];
}
