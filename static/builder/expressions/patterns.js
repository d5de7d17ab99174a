// @ts-check
/** Patterns as steps of a machine that reads each character once; no pattern can make it slow. */

/** @typedef {any[]} Step */

/** Collect where the machine can be without reading. @param {Step[]} steps @param {number} start @param {Set<number>} reached @param {boolean} first @param {boolean} last */
function enter(steps, start, reached, first, last) {
  const open = [start];
  while (open.length) {
    const at = /** @type {number} */ (open.pop());
    if (reached.has(at)) continue;
    reached.add(at);
    const [kind, a, b] = steps[at];
    if (kind === "s") open.push(b, a);
    else if ((kind === "^" && first) || (kind === "$" && last)) open.push(at + 1);
  }
}

/** @param {Step} step @param {number} code */
function reads([, outside, ranges], code) {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code >= ranges[index] && code <= ranges[index + 1]) return !outside;
  }
  return outside;
}

/** Whether the steps lead to the end, from the text's start or from anywhere. @param {Step[]} steps @param {boolean} anchored @param {string} text */
export function matches(steps, anchored, text) {
  const characters = Array.from(text);
  const found = steps.length - 1;
  /** @type {Set<number>} */
  let reached = new Set();
  for (let index = 0; index <= characters.length; index += 1) {
    const last = index === characters.length;
    if (index === 0 || !anchored) enter(steps, 0, reached, index === 0, last);
    if (reached.has(found)) return true;
    if (last) return false;
    const code = /** @type {number} */ (characters[index].codePointAt(0));
    /** @type {Set<number>} */
    const next = new Set();
    for (const at of reached) {
      if (steps[at][0] === "c" && reads(steps[at], code)) enter(steps, at + 1, next, false, index + 1 === characters.length);
    }
    reached = next;
  }
  return false;
}
