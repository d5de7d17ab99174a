// @ts-check
/** Expressions in the browser: previews of what the server will work out when the form is sent. */
import { run } from "./interpreter.js";
import { dayOf, readMoment } from "./moments.js";
import { dump } from "./values.js";

/** @typedef {{version: number, tree: any[], fields: string[]}} Compiled */
/** @typedef {{now?: Date | number | string, timeZone?: string}} Options */

const FUEL = 200000;

/** @param {Date | number | string | undefined} now @param {string} zone */
function moment(now, zone) {
  const text = typeof now === "string" ? readMoment(now, zone) : null;
  return text ?? BigInt(new Date(now ?? Date.now()).getTime()) * 1000n;
}

/**
 * The value of a compiled expression for the values of a form. Numbers come as decimal text, dates as "2026-01-31", moments
 * as ISO text in UTC, durations as seconds, records as ids; conditions are true or false. Blank is null.
 * @param {Compiled | null} compiled @param {Record<string, any>} context @param {Options} [options] @returns {any}
 */
export function evaluate(compiled, context, { now, timeZone } = {}) {
  if (!compiled) return null;
  const zone = timeZone || "UTC";
  const at = moment(now, zone);
  const env = { now: at, zone, fuel: FUEL, row: null, get today() { return dayOf(at, zone); } };
  const kind = compiled.tree[1];
  const value = run(compiled.tree, context, env);
  return kind === "boolean" ? value === true : dump(value, kind);
}

/** Whether the expression reads a field, so that a change of it matters. @param {Compiled | null} compiled @param {string} path */
export function reads(compiled, path) {
  return (compiled?.fields ?? []).some((field) => field === path || field.startsWith(`${path}.`) || path.startsWith(`${field}.`));
}
