// @ts-check
/** Walks the tree the server compiled: `[operation, kind, value, argument, …]`. No code is ever made from text. */
import { lenient, overRows, strict } from "./functions.js";
import { dayInRange, durationInRange, midnight, momentInRange, readMoment } from "./moments.js";
import { divideRounded, fromCount, ONE, power, toCount } from "./numbers.js";
import { compare } from "./order.js";
import { matches } from "./patterns.js";
import { constant, load } from "./values.js";

/** @typedef {any[]} Tree */
/** @typedef {import("./values.js").Surroundings} Surroundings */
/** @typedef {(tree: Tree, context: any, env: Surroundings) => any} Step */

/** What stands at the end of a path; never anything inherited. @param {any} value @param {string[]} path */
function walk(value, path) {
  let at = value;
  for (const name of path) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, name)) return null;
    at = at[name];
  }
  return at;
}

/** @type {Record<string, (a: any, b: any, env: Surroundings) => any>} */
const binary = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => divideRounded(a * b, ONE),
  div: (a, b) => (b === 0n ? null : divideRounded(a * ONE, b)),
  fdiv: (a, b) => (b === 0n ? null : (a / b) * ONE),
  mod: (a, b) => (b === 0n ? null : a % b),
  concat: (a, b) => a + b,
  date_add: (a, b) => shifted(a, b, 1),
  date_sub: (a, b) => shifted(a, b, -1),
  date_diff: (a, b) => fromCount(a - b),
  moment_add: (a, b) => momentInRange(a + b),
  moment_sub: (a, b) => momentInRange(a - b),
  moment_diff: (a, b) => a - b,
  duration_add: (a, b) => durationInRange(a + b),
  duration_sub: (a, b) => durationInRange(a - b),
};

/** @param {number} day @param {bigint} days @param {number} sign */
const shifted = (day, days, sign) => dayInRange(day + sign * toCount(days));

/** @type {Record<string, (order: number) => boolean>} */
const ordered = { lt: (order) => order < 0, le: (order) => order <= 0, gt: (order) => order > 0, ge: (order) => order >= 0 };

/** @type {Step} */
function rows([, , [name, path], element, test], context, env) {
  const outside = env.row;
  const values = [];
  const found = walk(context, path);
  for (const row of Array.isArray(found) ? found : []) {
    env.row = row;
    if (test && run(test, context, env) !== true) continue;
    const value = run(element, context, env);
    if (value !== null) values.push(value);
  }
  env.row = outside;
  return overRows[name](values);
}

/** @type {Step} */
function call([, kind, name, ...args], context, env) {
  if (Object.hasOwn(lenient, name)) return lenient[name](env, ...args.map((arg) => run(arg, context, env)));
  if (!Object.hasOwn(strict, name)) throw new Error(`No function ${name}.`);
  const values = [];
  for (const arg of args) {
    const value = run(arg, context, env);
    if (value === null) return kind === "boolean" ? false : null;
    values.push(value);
  }
  return strict[name](env, ...values);
}

/** @type {Step} */
function truthy(tree, context, env) {
  const value = run(tree[3], context, env);
  if (value === null || value === "") return false;
  return !(value === 0n && (tree[3][1] === "number" || tree[3][1] === "duration"));
}

/** @type {Step} */
function has([, , , container, member], context, env) {
  const wanted = run(member, context, env);
  const values = run(container, context, env);
  return wanted !== null && Array.isArray(values) && values.includes(wanted);
}

/** @type {Record<string, Step>} */
const steps = {
  lit: ([, kind, value]) => constant(value, kind),
  field: ([, kind, path], context, env) => load(walk(context, path), kind, env),
  row: ([, kind, path], _context, env) => load(walk(env.row, path), kind, env),
  wall: ([, , value], _context, env) => readMoment(value, env.zone),
  moment: (tree, context, env) => { const day = run(tree[3], context, env); return day === null ? null : midnight(day, env.zone); },
  now: (_tree, _context, env) => env.now,
  today: (_tree, _context, env) => env.today,
  truthy,
  and: (tree, context, env) => { for (let i = 3; i < tree.length; i += 1) if (run(tree[i], context, env) !== true) return false; return true; },
  or: (tree, context, env) => { for (let i = 3; i < tree.length; i += 1) if (run(tree[i], context, env) === true) return true; return false; },
  not: (tree, context, env) => run(tree[3], context, env) !== true,
  eq: (tree, context, env) => run(tree[3], context, env) === run(tree[4], context, env),
  ne: (tree, context, env) => run(tree[3], context, env) !== run(tree[4], context, env),
  if: (tree, context, env) => run(run(tree[3], context, env) === true ? tree[4] : tree[5], context, env),
  coalesce: (tree, context, env) => run(tree[3], context, env) ?? run(tree[4], context, env),
  in: (tree, context, env) => {
    const value = run(tree[3], context, env);
    return tree[2].some((/** @type {any} */ one) => constant(one, tree[3][1]) === value);
  },
  has,
  match: (tree, context, env) => { const text = run(tree[3], context, env); return text !== null && matches(tree[2][2], tree[2][1], text); },
  pow: (tree, context, env) => { const base = run(tree[3], context, env); return base === null ? null : power(base, tree[2]); },
  neg: (tree, context, env) => { const value = run(tree[3], context, env); return value === null ? null : -value; },
  fn: call,
  agg: rows,
};

/** The value of a tree. @type {Step} */
export function run(tree, context, env) {
  env.fuel -= 1;
  if (env.fuel < 0) throw new Error("The expression takes too long.");
  const step = steps[tree[0]];
  if (step) return step(tree, context, env);
  const a = run(tree[3], context, env);
  if (a === null) return ordered[tree[0]] ? false : null;
  const b = run(tree[4], context, env);
  if (ordered[tree[0]]) return b !== null && ordered[tree[0]](compare(a, b));
  return b === null ? null : binary[tree[0]](a, b, env);
}

