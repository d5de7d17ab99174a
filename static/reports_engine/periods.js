// @ts-check
/** Periods that a date filter offers, and the days they stand for. */
import { gettext } from "../builder/core/i18n.js";

/** @type {[string, () => string][]} */
export const PERIODS = [
  ["", () => gettext("Any time")],
  ["last_30_days", () => gettext("Last 30 days")],
  ["this_month", () => gettext("This month")],
  ["last_month", () => gettext("Last month")],
  ["this_quarter", () => gettext("This quarter")],
  ["this_year", () => gettext("This year")],
  ["last_year", () => gettext("Last year")],
  ["custom", () => gettext("Chosen days")],
];

/** @param {number} year @param {number} month @param {number} day */
const iso = (year, month, day) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/**
 * First and last day of a period, both included; empty strings where it is open.
 * @param {string} period @param {Date} [today]
 * @returns {{from: string, to: string}}
 */
export function periodRange(period, today = new Date()) {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const quarter = month - (month % 3);
  /** @type {Record<string, [string, string]>} */
  const ranges = {
    last_30_days: [iso(year, month, day - 29), iso(year, month, day)],
    this_month: [iso(year, month, 1), iso(year, month + 1, 0)],
    last_month: [iso(year, month - 1, 1), iso(year, month, 0)],
    this_quarter: [iso(year, quarter, 1), iso(year, quarter + 3, 0)],
    this_year: [iso(year, 0, 1), iso(year, 11, 31)],
    last_year: [iso(year - 1, 0, 1), iso(year - 1, 11, 31)],
  };
  const [from, to] = ranges[period] ?? ["", ""];
  return { from, to };
}
