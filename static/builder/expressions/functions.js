// @ts-check
/** What the functions do in the browser; `strict` ones are blank (a condition: false) when an argument is blank. */
import {
  addMonths, DAY, dayInRange, dayOf, daysInMonth, fromDays, fromWall, momentInRange, monthsBetween, toDays, toWall, weekday,
  weekNumber, workdays, writeDay,
} from "./moments.js";
import {
  ceiling, divideFloor, divideRounded, floor, fromCount, magnitude, ONE, readNumber, round, roundDown, roundUp, toCount, writeFixed,
  writeNumber,
} from "./numbers.js";
import { compare } from "./order.js";

/** @typedef {import("./values.js").Surroundings} Surroundings */
/** @typedef {(env: Surroundings, ...values: any[]) => any} Run */

const LONGEST_TEXT = 100000;
/** @param {string} text */
const characters = (text) => Array.from(text);
/** @param {string} text */
const lengthOf = (text) => characters(text).length;
/** @param {any[]} values */
const known = (values) => values.filter((value) => value !== null);
/** @param {(moment: bigint) => bigint} read @returns {Run} */
const onClock = (read) => (env, moment) => read(toWall(moment, env.zone)) * ONE;
/** @param {bigint} unit @returns {Run} */
const inUnits = (unit) => (_env, duration) => divideRounded(duration * ONE, unit);
/** @param {(days: number) => number} read @returns {Run} */
const onCalendar = (read) => (_env, days) => fromCount(read(days));

/** @param {bigint[]} values */
export const sum = (values) => values.reduce((total, value) => total + value, 0n);
/** @param {bigint[]} values */
export const mean = (values) => (values.length ? divideRounded(sum(values), BigInt(values.length)) : null);
/** @param {any[]} values */
export const least = (values) => (values.length ? values.reduce((best, value) => (compare(value, best) < 0 ? value : best)) : null);
/** @param {any[]} values */
export const greatest = (values) => (values.length ? values.reduce((best, value) => (compare(value, best) > 0 ? value : best)) : null);

/** @param {number} months */
const tooManyMonths = (months) => Math.abs(months) > 12000;

/** @type {Run} */
function substitute(_env, text, part, replacement) {
  if (part === "") return text;
  const pieces = text.split(part);
  const longer = lengthOf(replacement) - lengthOf(part);
  if (longer > 0 && lengthOf(text) + (pieces.length - 1) * longer > LONGEST_TEXT) return null;
  return pieces.join(replacement);
}

/** @type {Run} */
function makeDate(_env, year, month, day) {
  if (year < 1900n * ONE || year >= 9001n * ONE || magnitude(month) >= 1201n * ONE || magnitude(day) >= 36601n * ONE) return null;
  const first = addMonths(toDays(toCount(year), 1, 1), toCount(month) - 1);
  return first === null ? null : dayInRange(first + toCount(day) - 1);
}

/** @type {Run} */
function monthsLater(env, date, months) {
  const count = toCount(months);
  if (tooManyMonths(count)) return null;
  if (typeof date === "number") return addMonths(date, count);
  const wall = toWall(date, env.zone);
  const day = divideFloor(wall, DAY);
  const later = addMonths(Number(day), count);
  return later === null ? null : momentInRange(fromWall(BigInt(later) * DAY + wall - day * DAY, env.zone));
}

/** @type {Run} */
function endOfMonth(_env, days, months) {
  const count = toCount(months);
  const { year, month } = fromDays(days);
  const first = tooManyMonths(count) ? null : addMonths(toDays(year, month, 1), count);
  if (first === null) return null;
  const later = fromDays(first);
  return first + daysInMonth(later.year, later.month) - 1;
}

/** @type {Run} */
function addDays(_env, date, days) {
  if (magnitude(days) > 366000n * ONE) return null;
  if (typeof date === "number") return dayInRange(date + toCount(days));
  return momentInRange(date + divideRounded(days * DAY, ONE));
}

/** @type {Run} */
function dateDifference(_env, start, end, unit) {
  if (unit === "d") return fromCount(end - start);
  const months = monthsBetween(start, end);
  return fromCount(unit === "m" ? months : Math.trunc(months / 12));
}

/** @type {Record<string, Run>} */
export const strict = {
  LEN: (_env, text) => fromCount(lengthOf(text)),
  UPPER: (_env, text) => text.toUpperCase(),
  LOWER: (_env, text) => text.toLowerCase(),
  TRIM: (_env, text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""),
  LEFT: (_env, text, count) => characters(text).slice(0, Math.max(0, toCount(count))).join(""),
  RIGHT: (_env, text, count) => (toCount(count) > 0 ? characters(text).slice(-toCount(count)).join("") : ""),
  MID: (_env, text, start, count) => (start < ONE ? null : characters(text).slice(toCount(start) - 1, toCount(start) - 1 + Math.max(0, toCount(count))).join("")),
  CONTAINS: (_env, text, part) => text.includes(part),
  STARTSWITH: (_env, text, part) => text.startsWith(part),
  ENDSWITH: (_env, text, part) => text.endsWith(part),
  FIND: (_env, part, text) => (text.includes(part) ? fromCount(lengthOf(text.slice(0, text.indexOf(part))) + 1) : null),
  SUBSTITUTE: substitute,
  REPT: (_env, text, times) => (lengthOf(text) * Math.max(0, toCount(times)) <= LONGEST_TEXT ? text.repeat(text ? Math.max(0, toCount(times)) : 0) : null),
  TEXT: (_env, value, places) => (typeof value === "number" ? writeDay(value) : places === undefined ? writeNumber(value) : writeFixed(value, toCount(places))),
  VALUE: (_env, text) => (/^-?[0-9]{1,20}(?:\.[0-9]{1,10})?$/.test(text) ? readNumber(text) : null),
  ABS: (_env, number) => magnitude(number),
  SIGN: (_env, number) => (number > 0n ? ONE : number < 0n ? -ONE : 0n),
  FLOOR: (_env, number) => floor(number),
  CEILING: (_env, number) => ceiling(number),
  ROUND: (_env, number, places) => round(number, toCount(places)),
  ROUNDUP: (_env, number, places) => roundUp(number, toCount(places)),
  ROUNDDOWN: (_env, number, places) => roundDown(number, toCount(places)),
  DATEVALUE: (env, moment) => dayOf(moment, env.zone),
  YEAR: onCalendar((days) => fromDays(days).year),
  QUARTER: onCalendar((days) => Math.floor((fromDays(days).month + 2) / 3)),
  MONTH: onCalendar((days) => fromDays(days).month),
  WEEKNUM: onCalendar(weekNumber),
  DAY: onCalendar((days) => fromDays(days).day),
  WEEKDAY: onCalendar(weekday),
  HOUR: onClock((wall) => (wall - divideFloor(wall, DAY) * DAY) / 3600000000n),
  MINUTE: onClock((wall) => ((wall - divideFloor(wall, DAY) * DAY) / 60000000n) % 60n),
  DATE: makeDate,
  EDATE: monthsLater,
  EOMONTH: endOfMonth,
  ADDDAYS: addDays,
  DAYS: (_env, end, start) => fromCount(end - start),
  DATEDIF: dateDifference,
  NETWORKDAYS: (_env, start, end) => fromCount(workdays(start, end)),
  INDAYS: inUnits(86400000000n),
  INHOURS: inUnits(3600000000n),
  INMINUTES: inUnits(60000000n),
  INSECONDS: inUnits(1000000n),
};

/** @type {Record<string, Run>} */
export const lenient = {
  ISBLANK: (_env, value) => value === null || value === "" || (Array.isArray(value) && value.length === 0),
  CONCAT: (_env, ...texts) => known(texts).join(""),
  SUM: (_env, ...values) => sum(known(values)),
  AVERAGE: (_env, ...values) => mean(known(values)),
  COUNT: (_env, ...values) => fromCount(known(values).length),
  COUNTLIST: (_env, list) => fromCount(list?.length ?? 0),
  MIN: (_env, ...values) => least(known(values)),
  MAX: (_env, ...values) => greatest(known(values)),
};

/** Functions over rows, given the values that are not blank. @type {Record<string, (values: any[]) => any>} */
export const overRows = {
  SUM: sum,
  AVERAGE: mean,
  COUNT: (values) => fromCount(values.length),
  MIN: least,
  MAX: greatest,
  FIRST: (values) => values[0] ?? null,
  LAST: (values) => values.at(-1) ?? null,
  JOIN: (values) => (values.length ? values.join(", ") : null),
};
