// @ts-check
/** What people type against what the API speaks: parse and print one value of each field type. */
import { formatDate, formatDateTime, formatMoney, formatNumber } from "../../builder/core/format.js";
import { gettext, localized } from "../../builder/core/i18n.js";
import { fromLocal, toLocal } from "./instants.js";
/** @typedef {import("./spec.js").FieldSpec} FieldSpec */
/** @typedef {{value: unknown} | {problem: string}} Parsed */

const FULL_WIDTH = /[０-９．，－＋：／]/g;
const YES = new Set(["true", "yes", "y", "1", "x", "✓", "√", "是", "对"]);
const NO = new Set(["false", "no", "n", "0", "", "否", "-"]);

/** Digits and signs of a Chinese keyboard as plain ones. @param {string} text */
export const halfWidth = (text) => text.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** "1 234,000.50" without its grouping, or null when it is no number. @param {string} text @returns {string | null} */
export function plainNumber(text) {
  const bare = halfWidth(text).replace(/[\s\u00a0\u202f]/g, "").replace(/^[¥￥$€£]/, "").replace(/,(?=\d{3}(\D|$))/g, "");
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(bare) ? bare.replace(/^\+/, "").replace(/\.$/, "") : null;
}

/** @param {string} text @returns {Parsed} */
function parseNumber(text) {
  const bare = plainNumber(text);
  if (bare === null) return { problem: gettext("Enter a number.") };
  if (bare.replace(/\D/g, "").replace(/^0+/, "").length > 15) return { problem: gettext("Enter a number of at most 15 digits.") };
  return { value: Number(bare) };
}

/** @param {string} text @returns {Parsed} */
function parseMoney(text) {
  const bare = plainNumber(text);
  if (bare === null) return { problem: gettext("Enter an amount.") };
  const negative = bare.startsWith("-");
  const [whole, cents = ""] = bare.replace("-", "").split(".");
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  return { value: `${negative ? "-" : ""}${digits}${cents ? `.${cents}` : ""}` };
}

/** @param {string} text @returns {Parsed} */
function parseDate(text) {
  const plain = halfWidth(text).trim();
  const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const iso = m ? `${m[1]}-${m[2].padStart(2, "0")}-${m[3].padStart(2, "0")}` : "";
  const at = iso ? new Date(`${iso}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? { value: iso } : { problem: gettext("Enter a date, for example 2026-12-05.") };
}

/** @param {string} text @returns {Parsed} */
function parseDatetime(text) {
  const [day, time = "00:00"] = halfWidth(text).trim().split(/[ T]+/);
  const date = parseDate(day);
  const clock = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(time);
  if ("problem" in date || !clock) return { problem: gettext("Enter a date and a time, for example 2026-12-05 14:30.") };
  return { value: fromLocal(`${date.value}T${clock[1].padStart(2, "0")}:${clock[2]}`) };
}

/** @param {FieldSpec} field @param {string} text @returns {Parsed} */
function parseChoice(field, text) {
  const wanted = text.trim().toLowerCase();
  const options = /** @type {import("./spec.js").Option[]} */ (field.settings.options ?? []);
  const names = (/** @type {import("./spec.js").Option} */ o) => [o.key, ...(typeof o.label === "string" ? [o.label] : Object.values(o.label ?? {}))];
  const hit = options.find((o) => names(o).some((name) => name.toLowerCase() === wanted));
  return hit ? { value: hit.key } : { problem: gettext("Choose one of the options.") };
}

/** @param {FieldSpec} field @param {string} text @returns {Parsed} */
function parseChoices(field, text) {
  const found = text.split(/[,;，；、\n]/).filter((t) => t.trim()).map((t) => parseChoice(field, t));
  const bad = found.find((f) => "problem" in f);
  return bad ?? { value: found.map((f) => ("value" in f ? f.value : null)) };
}

/** Read text that somebody typed or pasted. Empty text is null for every type. @param {FieldSpec} field @param {string} text @returns {Parsed} */
export function parseText(field, text) {
  if (field.type === "checkbox") {
    const word = text.trim().toLowerCase();
    if (YES.has(word)) return { value: true };
    return NO.has(word) ? { value: false } : { problem: gettext("Enter yes or no.") };
  }
  if (text.trim() === "") return { value: null };
  switch (field.type) {
    case "number": return parseNumber(text);
    case "money": return parseMoney(text);
    case "date": return parseDate(text);
    case "datetime": return parseDatetime(text);
    case "choice": return parseChoice(field, text);
    case "choices": return parseChoices(field, text);
    case "text": return { value: text.replace(/\s*\n\s*/g, " ") };
    case "longtext": return { value: text };
    default: return { problem: gettext("Choose a value from the list.") };
  }
}

/** @param {unknown} value */
export const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** @param {FieldSpec} field @param {unknown} value */
const optionLabel = (field, value) => {
  const hit = (field.settings.options ?? []).find((/** @type {any} */ o) => o.key === value);
  return hit ? localized(hit.label) || hit.key : String(value);
};

/** @param {FieldSpec} field @param {any} value */
function numberText(field, value) {
  const { decimals, places = decimals, currency, percent } = field.settings;
  const kept = (String(value).split(".")[1] ?? "").length;
  const digits = isEmpty(places) ? undefined : Math.max(Number(places), kept);
  const isMoney = field.type === "money" || field.settings.result === "money";
  return isMoney ? formatMoney(value, currency ?? "", digits) : formatNumber(value, { digits, percent });
}

/** Print one value for a reader. `label` is the server's text for a reference or file. @param {FieldSpec} field @param {any} value @param {any} [label] @returns {string} */
export function displayText(field, value, label) {
  if (isEmpty(value)) return "";
  if (label !== null && label !== undefined && typeof label !== "object") return String(label);
  if (Array.isArray(label) && label.length) return label.map((l) => (typeof l === "object" ? (l.label ?? l.name ?? "") : String(l))).join(", ");
  const type = field.type === "formula" ? String(field.settings.result ?? "text") : field.type;
  switch (type) {
    case "number":
    case "money": return numberText(field, value);
    case "date": return formatDate(value);
    case "datetime": return formatDateTime(value);
    case "checkbox":
    case "boolean": return value ? gettext("Yes") : gettext("No");
    case "choice": return optionLabel(field, value);
    case "choices": return Array.isArray(value) ? value.map((v) => optionLabel(field, v)).join(", ") : String(value);
    default: return Array.isArray(value) ? value.join(", ") : String(value);
  }
}

/** What a spreadsheet cell or input shows while it is edited. @param {FieldSpec} field @param {unknown} value */
export function editText(field, value) {
  if (isEmpty(value)) return "";
  return field.type === "datetime" ? toLocal(value) : String(value);
}
