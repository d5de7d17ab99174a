// @ts-check
/** How operators read and what value they take; which ones a field offers is told by its type on the server. */
import { gettext } from "../core/i18n.js";

/** @typedef {{key: string, label: string, input: "none" | "one" | "many" | "range" | "relative"}} Operator */

/** @returns {Record<string, Operator>} */
export function catalogue() {
  const one = "one", many = "many", none = "none";
  /** @type {[string, string, Operator["input"]][]} */
  const rows = [
    ["eq", gettext("is"), one], ["ne", gettext("is not"), one],
    ["lt", gettext("is less than"), one], ["le", gettext("is at most"), one],
    ["gt", gettext("is more than"), one], ["ge", gettext("is at least"), one],
    ["between", gettext("is between"), "range"],
    ["contains", gettext("contains"), one], ["not_contains", gettext("does not contain"), one], ["starts_with", gettext("starts with"), one],
    ["in", gettext("is one of"), many], ["not_in", gettext("is none of"), many],
    ["has", gettext("includes"), one], ["has_not", gettext("does not include"), one],
    ["below", gettext("is within"), one],
    ["is_me", gettext("is the current user"), none], ["is_mine", gettext("is the current user's department"), none],
    ["is_true", gettext("is ticked"), none], ["is_not_true", gettext("is not ticked"), none],
    ["is_empty", gettext("is empty"), none], ["is_not_empty", gettext("is not empty"), none],
    ["relative", gettext("is in"), "relative"],
  ];
  return Object.fromEntries(rows.map(([key, label, input]) => [key, { key, label, input }]));
}

/** Dates read differently from numbers. @returns {Record<string, string>} */
export const dateWords = () => ({
  lt: gettext("is before"), le: gettext("is on or before"), gt: gettext("is after"), ge: gettext("is on or after"),
});

/** @type {Record<string, string[]>} */
const BY_TYPE = {
  text: ["contains", "not_contains", "eq", "ne", "starts_with", "is_empty", "is_not_empty"],
  longtext: ["contains", "not_contains", "is_empty", "is_not_empty"],
  number: ["eq", "ne", "lt", "le", "gt", "ge", "between", "is_empty", "is_not_empty"],
  money: ["eq", "ne", "lt", "le", "gt", "ge", "between", "is_empty", "is_not_empty"],
  date: ["eq", "lt", "le", "gt", "ge", "between", "relative", "is_empty", "is_not_empty"],
  datetime: ["lt", "le", "gt", "ge", "between", "relative", "is_empty", "is_not_empty"],
  choice: ["eq", "ne", "in", "not_in", "is_empty", "is_not_empty"],
  choices: ["has", "has_not", "is_empty", "is_not_empty"],
  checkbox: ["is_true", "is_not_true"],
  member: ["eq", "ne", "in", "is_me", "is_empty", "is_not_empty"],
  department: ["eq", "ne", "in", "below", "is_mine", "is_empty", "is_not_empty"],
  link: ["eq", "ne", "in", "is_empty", "is_not_empty"],
};

/**
 * The operators a field offers: those named by the field, by the given data for its type, or the usual ones.
 * @param {{type: string, operators?: string[]} | undefined} field @param {Record<string, string[]>} [given] @returns {Operator[]}
 */
export function operatorsFor(field, given = {}) {
  const all = catalogue();
  const keys = field?.operators ?? given[field?.type ?? ""] ?? BY_TYPE[field?.type ?? ""] ?? ["eq", "ne", "is_empty", "is_not_empty"];
  const words = field && /^date/.test(field.type) ? dateWords() : {};
  return keys.filter((key) => all[key]).map((key) => ({ ...all[key], label: words[key] ?? all[key].label }));
}

/** @typedef {{last: number, unit: string} | {next: number, unit: string} | {period: string}} Relative */

/** Named periods of a relative date. @returns {[string, string][]} */
export const periods = () => [
  ["today", gettext("today")], ["yesterday", gettext("yesterday")], ["tomorrow", gettext("tomorrow")],
  ["this_week", gettext("this week")], ["last_week", gettext("last week")], ["next_week", gettext("next week")],
  ["this_month", gettext("this month")], ["last_month", gettext("last month")], ["next_month", gettext("next month")],
  ["this_quarter", gettext("this quarter")], ["this_year", gettext("this year")], ["last_year", gettext("last year")],
];

/** Units of "the last 30 days". @returns {[string, string][]} */
export const units = () => [["day", gettext("days")], ["week", gettext("weeks")], ["month", gettext("months")]];
