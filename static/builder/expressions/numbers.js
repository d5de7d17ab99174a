// @ts-check
/** The number of the language: exact decimal with ten places, kept as a BigInt of ten-billionths. */

export const PLACES = 10;
export const ONE = 10n ** 10n;
const LARGEST = 10n ** 30n * ONE;

/** @param {bigint} value */
export const magnitude = (value) => (value < 0n ? -value : value);

/** Divide, halves away from zero. @param {bigint} a @param {bigint} b */
export function divideRounded(a, b) {
  const negative = a < 0n !== b < 0n;
  const [x, y] = [magnitude(a), magnitude(b)];
  const quotient = (2n * x + y) / (2n * y);
  return negative ? -quotient : quotient;
}

/** Divide, towards minus infinity. @param {bigint} a @param {bigint} b */
export function divideFloor(a, b) {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Read a number; null for what is none. @param {unknown} value @returns {bigint | null} */
export function readNumber(value) {
  if (typeof value === "boolean") return null;
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(String(value).trim());
  if (!found || !(found[2] || found[3])) return null;
  const digits = (found[2] ?? "") + (found[3] ?? "");
  const exponent = Number(found[4] ?? 0) - (found[3] ?? "").length + PLACES;
  if (exponent > 60) return /^0*$/.test(digits) ? 0n : null;
  const whole = BigInt(digits);
  const scaled = exponent >= 0 ? whole * 10n ** BigInt(exponent) : divideRounded(whole, 10n ** BigInt(-exponent));
  if (scaled >= LARGEST) return null;
  return found[1] === "-" ? -scaled : scaled;
}

/** Write a number in the one way: no exponent, no trailing zeros. @param {bigint} value */
export function writeNumber(value) {
  const size = magnitude(value);
  const fraction = (size % ONE).toString().padStart(PLACES, "0").replace(/0+$/, "");
  const text = (size / ONE).toString() + (fraction ? `.${fraction}` : "");
  return value < 0n ? `-${text}` : text;
}

/** Write a number with so many places. @param {bigint} value @param {number} places */
export function writeFixed(value, places) {
  const rounded = round(value, places);
  const size = magnitude(rounded);
  const fraction = (size % ONE).toString().padStart(PLACES, "0").slice(0, places);
  const text = (size / ONE).toString() + (places ? `.${fraction}` : "");
  return rounded < 0n ? `-${text}` : text;
}

/** A number from a count. @param {number} count */
export const fromCount = (count) => BigInt(count) * ONE;

/** A number without its fraction, as a count kept within bounds. @param {bigint} value */
export function toCount(value) {
  const whole = value / ONE;
  if (whole > 1000000000n) return 1000000000;
  return whole < -1000000000n ? -1000000000 : Number(whole);
}

/** @param {bigint} value @param {number} places */
const unitOf = (value, places) => 10n ** BigInt(PLACES - places);

/** @param {bigint} value @param {number} places */
export function round(value, places) {
  if (places >= PLACES) return value;
  const unit = unitOf(value, places);
  return divideRounded(value, unit) * unit;
}

/** Round away from zero. @param {bigint} value @param {number} places */
export function roundUp(value, places) {
  if (places >= PLACES) return value;
  const unit = unitOf(value, places);
  const size = ((magnitude(value) + unit - 1n) / unit) * unit;
  return value < 0n ? -size : size;
}

/** Round towards zero. @param {bigint} value @param {number} places */
export function roundDown(value, places) {
  if (places >= PLACES) return value;
  const unit = unitOf(value, places);
  return (value / unit) * unit;
}

/** @param {bigint} value */
export const floor = (value) => divideFloor(value, ONE) * ONE;
/** @param {bigint} value */
export const ceiling = (value) => -floor(-value);

/** @param {bigint} base @param {number} exponent */
export function power(base, exponent) {
  if (exponent === 0) return ONE;
  return divideRounded(base ** BigInt(exponent), ONE ** BigInt(exponent - 1));
}
