// @ts-check
/** Dates are whole days since 1970, moments and durations BigInt microseconds; the calendar is that of a time zone. */
import { divideFloor } from "./numbers.js";

export const DAY = 86400000000n;
const SECOND = 1000000n;
const FIRST_DAY = -719162;
const LAST_DAY = 2932896;
const FIRST_MOMENT = -62135596800n * SECOND;
const LAST_MOMENT = 253402300800n * SECOND;
const LONGEST = 999999999n * DAY;

/** @typedef {{year: number, month: number, day: number}} Day */

/** @param {number} year @param {number} month @param {number} day */
export function toDays(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** @param {number} days @returns {Day} */
export function fromDays(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const leap = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leap) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** A day within the calendar, or null. @param {number} days */
export const dayInRange = (days) => (days >= FIRST_DAY && days <= LAST_DAY ? days : null);
/** A moment within the calendar, or null. @param {bigint} moment */
export const momentInRange = (moment) => (moment >= FIRST_MOMENT && moment < LAST_MOMENT ? moment : null);
/** A duration that can be told, or null. @param {bigint} duration */
export const durationInRange = (duration) => (duration >= -LONGEST && duration < LONGEST + DAY ? duration : null);

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/** @param {string} zone */
function clock(zone) {
  let found = clocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric",
      hour: "numeric", minute: "numeric", second: "numeric",
    });
    clocks.set(zone, found);
  }
  return found;
}

/** How far the zone's clocks are from UTC at a moment. @param {bigint} moment @param {string} zone */
function offset(moment, zone) {
  const seconds = divideFloor(moment, SECOND);
  /** @type {Record<string, string>} */
  const shown = {};
  for (const part of clock(zone).formatToParts(new Date(Number(seconds) * 1000))) shown[part.type] = part.value;
  const year = shown.era === "BC" ? 1 - Number(shown.year) : Number(shown.year);
  const days = toDays(year, Number(shown.month), Number(shown.day));
  const wall = BigInt(days) * 86400n + BigInt(Number(shown.hour) * 3600 + Number(shown.minute) * 60 + Number(shown.second));
  return (wall - seconds) * SECOND;
}

/** What the clock shows, as microseconds of its own. @param {bigint} moment @param {string} zone */
export const toWall = (moment, zone) => moment + offset(moment, zone);

/** The moment a clock shows this; the later one if there are two or none. @param {bigint} wall @param {string} zone */
export function fromWall(wall, zone) {
  const [before, after] = [offset(wall - DAY, zone), offset(wall + DAY, zone)];
  if (before === after) return wall - before;
  const [a, b] = [wall - before, wall - after];
  const [fitsBefore, fitsAfter] = [offset(a, zone) === before, offset(b, zone) === after];
  if (fitsBefore !== fitsAfter) return fitsBefore ? a : b;
  return a > b ? a : b;
}

/** The day of a moment. @param {bigint} moment @param {string} zone */
export const dayOf = (moment, zone) => Number(divideFloor(toWall(moment, zone), DAY));
/** The moment a day begins. @param {number} days @param {string} zone */
export const midnight = (days, zone) => fromWall(BigInt(days) * DAY, zone);

/** @param {number} year @param {number} month */
export const daysInMonth = (year, month) => (month === 12 ? 31 : toDays(year, month + 1, 1) - toDays(year, month, 1));

/** A day so many months later, kept within its month; null beyond the calendar. @param {number} days @param {number} months */
export function addMonths(days, months) {
  const { year, month, day } = fromDays(days);
  const count = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  if (newYear < 1 || newYear > 9999) return null;
  return toDays(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** Whole months between two days. @param {number} start @param {number} end @returns {number} */
export function monthsBetween(start, end) {
  if (end < start) return -monthsBetween(end, start);
  const [a, b] = [fromDays(start), fromDays(end)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const later = addMonths(start, months);
  return months && (later === null || later > end) ? months - 1 : months;
}

/** From 1 for Monday to 7 for Sunday. @param {number} days */
export const weekday = (days) => ((((days + 3) % 7) + 7) % 7) + 1;

/** The number of the week. @param {number} days */
export function weekNumber(days) {
  const thursday = days - weekday(days) + 4;
  return Math.floor((thursday - toDays(fromDays(thursday).year, 1, 1)) / 7) + 1;
}

/** Days from Monday to Friday, both ends counted. @param {number} start @param {number} end @returns {number} */
export function workdays(start, end) {
  if (end < start) return -workdays(end, start);
  const count = end - start + 1;
  const [whole, rest] = [Math.floor(count / 7), count % 7];
  let found = whole * 5;
  for (let index = 0; index < rest; index += 1) if ((weekday(start) + index - 1) % 7 < 5) found += 1;
  return found;
}

/** @param {string} text @returns {number | null} */
export function readDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1, 4).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return toDays(year, month, day);
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Read a moment; without an offset it is taken in the zone. @param {string} text @param {string} zone */
export function readMoment(text, zone) {
  const found = MOMENT.exec(text);
  const days = found && readDay(found[1]);
  if (!found || days === null) return null;
  const [hours, minutes, seconds] = [found[2], found[3], found[4]].map((part) => Number(part ?? 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const fraction = BigInt((found[5] ?? "0").padEnd(6, "0").slice(0, 6));
  const wall = BigInt(days) * DAY + BigInt(hours * 3600 + minutes * 60 + seconds) * SECOND + fraction;
  if (!found[6]) return fromWall(wall, zone);
  if (found[6] === "Z") return wall;
  const digits = found[6].replace(":", "");
  const away = BigInt((Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))) * 60) * SECOND;
  return digits[0] === "-" ? wall + away : wall - away;
}

/** @param {number} count @param {number} width */
const padded = (count, width) => String(count).padStart(width, "0");

/** @param {number} days */
export function writeDay(days) {
  const { year, month, day } = fromDays(days);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** @param {bigint} moment */
export function writeMoment(moment) {
  const days = divideFloor(moment, DAY);
  const rest = moment - days * DAY;
  const seconds = Number(rest / SECOND);
  const fraction = rest % SECOND ? `.${String(rest % SECOND).padStart(6, "0")}` : "";
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => padded(part, 2)).join(":");
  return `${writeDay(Number(days))}T${time}${fraction}Z`;
}
