// @ts-check
/** Values at the border: from what forms and the server hold, and back. */
import { durationInRange, readDay, readMoment, writeDay, writeMoment } from "./moments.js";
import { ONE, readNumber, writeNumber } from "./numbers.js";

/** @typedef {{now: bigint, zone: string, today: number, fuel: number, row: any}} Surroundings */

/** @param {any} value @returns {string | null} */
function readReference(value) {
  if (value !== null && typeof value === "object") return value.id === undefined || value.id === null ? null : readReference(value.id);
  return /^-?\d+$/.test(String(value)) ? String(BigInt(value)) : null;
}

/** @param {any} value */
function readDuration(value) {
  const seconds = readNumber(value);
  return seconds === null ? null : durationInRange((seconds * 1000000n) / ONE);
}

/** Read a value as the kind it is. @param {any} value @param {string} kind @param {Surroundings} env @returns {any} */
export function load(value, kind, env) {
  if (value === undefined || value === null) return null;
  switch (kind) {
    case "text": return String(value);
    case "number": return readNumber(value);
    case "boolean": return Boolean(value);
    case "date": return readDay(String(value));
    case "datetime": return readMoment(String(value), env.zone);
    case "duration": return readDuration(value);
    case "reference": return readReference(value);
    default: return Array.isArray(value) ? value.map((item) => load(item, kind.slice(5), env)) : null;
  }
}

/** Read a constant of the tree. @param {any} value @param {string} kind */
export function constant(value, kind) {
  if (value === null) return null;
  if (kind === "number") return readNumber(value);
  if (kind === "date") return readDay(value);
  return kind === "datetime" || kind === "duration" ? BigInt(value) : value;
}

/** Give a value back as the server would: numbers as decimal text, dates and moments as ISO text, durations in seconds. @param {any} value @param {string} kind */
export function dump(value, kind) {
  if (value === null || value === undefined) return null;
  if (kind === "number") return writeNumber(value);
  if (kind === "date") return writeDay(value);
  if (kind === "datetime") return writeMoment(value);
  if (kind === "duration") return writeNumber(value * 10000n);
  return kind === "reference" ? Number(value) : value;
}
