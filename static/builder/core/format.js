// @ts-check
/** Numbers, money and dates as people write them: language of the page, time zone of the person. */
import { language } from "./i18n.js";

/** Browsers know "zh-Hans"; "zh-CN" gives the customary short dates. */
const locale = () => (language().startsWith("zh") ? "zh-CN" : language());
const zone = () => globalThis.document?.documentElement.dataset.timezone || undefined;

/** @type {Map<string, any>} */
const made = new Map();

/** @template T @param {string} key @param {() => T} make @returns {T} */
function once(key, make) {
  const full = `${locale()} ${zone()} ${key}`;
  if (!made.has(full)) made.set(full, make());
  return made.get(full);
}

/** @param {Intl.NumberFormatOptions} options */
const numbers = (options) => once(`n${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale(), options));
/** @param {Intl.DateTimeFormatOptions} options */
const dates = (options) => once(`d${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale(), options));

/** @param {unknown} value */
const missing = (value) => value === null || value === undefined || value === "";

/**
 * A number, or a decimal string of any length. @param {number | string | null | undefined} value
 * @param {{digits?: number, percent?: boolean, grouping?: boolean}} [options]
 */
export function formatNumber(value, { digits, percent = false, grouping = true } = {}) {
  if (missing(value)) return "";
  const places = digits === undefined ? { maximumFractionDigits: 15 } : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numbers({ ...places, useGrouping: grouping, ...(percent ? { style: "percent" } : {}) }).format(/** @type {any} */ (value));
}

/** An amount; the wire value is a decimal string, which is never turned into a binary number. @param {string | number | null | undefined} value @param {string} [currency] @param {number} [digits] */
export function formatMoney(value, currency = "", digits) {
  if (missing(value)) return "";
  if (!currency) return formatNumber(value, { digits: digits ?? 2 });
  const places = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numbers({ style: "currency", currency, currencyDisplay: "narrowSymbol", ...places }).format(/** @type {any} */ (value));
}

/** A calendar day such as "2026-12-05"; it has no time zone. @param {string | null | undefined} value */
export function formatDate(value) {
  if (missing(value)) return "";
  const [year, month, day] = String(value).slice(0, 10).split("-").map(Number);
  return dates({ year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

/** An instant, in the person's time zone. @param {string | number | Date | null | undefined} value */
export function formatDateTime(value) {
  if (missing(value)) return "";
  return dates({ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone() }).format(new Date(/** @type {any} */ (value)));
}

const UNITS = /** @type {const} */ ([["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]]);

/** "3 hours ago", "in 2 days". @param {string | number | Date | null | undefined} value @param {number} [now] */
export function formatRelative(value, now = Date.now()) {
  if (missing(value)) return "";
  const seconds = (new Date(/** @type {any} */ (value)).getTime() - now) / 1000;
  const words = once("r", () => new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }));
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return words.format(unit === "second" ? 0 : Math.round(seconds / size), unit);
}

/** Join words: "a, b and c". @param {string[]} words @param {"conjunction" | "disjunction"} [type] */
export const formatList = (words, type = "conjunction") => once(`l${type}`, () => new Intl.ListFormat(locale(), { type })).format(words);

/** Size of a file. @param {number} bytes */
export function formatBytes(bytes) {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  return `${formatNumber(bytes / 1024 ** step, { digits: step ? 1 : 0 })} ${["B", "KB", "MB", "GB"][step]}`;
}
