// @ts-check
/** The field types the server offers, as the palette and the canvas use them. */
import { gettext } from "../../builder/core/i18n.js";
/**
 * @typedef {{
 *   key: string, label: string, icon: string, group: string, settings_schema: any, in_lines: boolean, computed: boolean,
 *   operators: string[], unique_allowed?: boolean, settings?: Record<string, any>,
 * }} Kind
 */

const GROUPS = ["text", "number", "choice", "time", "people", "reference", "table", "media", "system"];

/** The usual ones first; types that are not named here come after them. */
const USUAL = ["text", "longtext", "number", "money", "date", "datetime", "choice", "choices", "checkbox", "member", "department", "link", "lines", "file", "formula", "autonumber"];
/** Symbols that the sprite has under another name. */
const ICONS = /** @type {Record<string, string>} */ ({ coins: "banknote", building: "building-2", function: "sigma" });

/** @returns {Record<string, string>} */
const titles = () => ({
  text: gettext("Text"), number: gettext("Numbers"), choice: gettext("Choices"), time: gettext("Dates"), people: gettext("People"),
  reference: gettext("Other records"), table: gettext("Tables"), media: gettext("Files"), system: gettext("Computed"),
});
/** Small groups share a heading, so that the palette stays short. */
const SHARED = /** @type {Record<string, string>} */ ({ number: "text", time: "text", table: "reference", people: "reference", media: "reference" });

/** @returns {Record<string, string>} */
const sharedTitles = () => ({ ...titles(), text: gettext("Basic"), reference: gettext("People, records, tables"), choice: gettext("Choice") });

/** @returns {Record<string, any>} */
const firstSettings = () => ({
  options: [1, 2, 3].map((n) => ({ key: `option_${n}`, label: `${gettext("Option")} ${n}` })),
});

/** The catalogue with what a new field of each type begins with. @param {any[]} given @returns {Record<string, Kind>} */
export function readKinds(given) {
  return Object.fromEntries(given.map((kind) => {
    const properties = kind.settings_schema?.properties ?? {};
    /** @type {Record<string, any>} */ const settings = {};
    if (properties.options) settings.options = firstSettings().options;
    if (kind.key === "formula") settings.expression = "";
    return [kind.key, { in_lines: true, ...kind, icon: ICONS[kind.icon] ?? kind.icon, settings }];
  }));
}

/** Groups of the palette that match the search, in order. @param {Record<string, Kind>} kinds @param {string} query @returns {{title: string, kinds: Kind[]}[]} */
export function palette(kinds, query) {
  const words = query.trim().toLowerCase();
  const shown = Object.values(kinds).filter((k) => !words || k.label.toLowerCase().includes(words) || k.key.includes(words));
  /** @type {Map<string, Kind[]>} */ const groups = new Map();
  const rank = (/** @type {string} */ group) => (GROUPS.includes(group) ? GROUPS.indexOf(group) : GROUPS.length);
  const usual = (/** @type {string} */ key) => (USUAL.includes(key) ? USUAL.indexOf(key) : USUAL.length);
  for (const kind of shown.sort((a, b) => usual(a.key) - usual(b.key))) {
    const group = SHARED[kind.group] ?? kind.group;
    groups.set(group, [...(groups.get(group) ?? []), kind]);
  }
  return [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([group, list]) => ({ title: sharedTitles()[group] ?? group, kinds: list }));
}
