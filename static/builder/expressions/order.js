// @ts-check
/** The order of values: texts by code point, never by the browser's language. */

/** UTF-16 units in the order of the code points they belong to. @param {number} unit */
const ranked = (unit) => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

/** @param {string} a @param {string} b */
function compareTexts(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return ranked(x) < ranked(y) ? -1 : 1;
  }
  return a.length - b.length;
}

/** Below zero, zero or above zero. @param {any} a @param {any} b */
export function compare(a, b) {
  if (typeof a === "string") return compareTexts(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
