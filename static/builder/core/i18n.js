// @ts-check
/** Thin wrapper over Django's JavaScriptCatalog, which the page loads as an external script before the modules. */
const catalog = () => /** @type {any} */ (globalThis).django ?? {};

/** Language of the page, for example "en" or "zh-hans". */
export const language = () => globalThis.document?.documentElement.lang || "en";

/** @param {string} text @returns {string} */
export const gettext = (text) => catalog().gettext?.(text) ?? text;

/** @param {string} one @param {string} many @param {number} count @returns {string} */
export const ngettext = (one, many, count) => catalog().ngettext?.(one, many, count) ?? (count === 1 ? one : many);

/** @param {string} context @param {string} text @returns {string} */
export const pgettext = (context, text) => catalog().pgettext?.(context, text) ?? text;

/** Fill named places: `fmt(gettext("Moved %(name)s"), { name })`. @param {string} text @param {Record<string, unknown>} values */
export const fmt = (text, values) => text.replace(/%\((\w+)\)[sd]/g, (_, key) => String(values[key] ?? ""));

/**
 * Text of a label made by a builder: a plain string, or one text per language.
 * @param {string | Record<string, string> | null | undefined} label @param {string} [lang]
 * @returns {string}
 */
export function localized(label, lang = language()) {
  if (!label) return "";
  if (typeof label === "string") return label;
  return label[lang] || label[lang.split("-")[0]] || label.en || Object.values(label).find(Boolean) || "";
}

/** Put one language's text into a label. @param {string | Record<string, string> | null | undefined} label @param {string} text @param {string} [lang] @returns {Record<string, string>} */
export function relabel(label, text, lang = language()) {
  const texts = typeof label === "string" ? { en: label } : { ...label };
  return { ...texts, [lang]: text };
}
