// @ts-check
/** Sums that keep every cent: decimal text is added as whole numbers. */
import { isEmpty } from "./values.js";

const PLACES = 10;

/** @param {unknown} value @returns {bigint | null} */
function scaled(value) {
  const m = /^(-?)(\d*)(?:\.(\d{0,10})\d*)?$/.exec(typeof value === "number" ? value.toFixed(PLACES) : String(value));
  if (!m || !(m[2] || m[3])) return null;
  const whole = BigInt(m[2] || "0") * 10n ** BigInt(PLACES) + BigInt((m[3] ?? "").padEnd(PLACES, "0"));
  return m[1] ? -whole : whole;
}

/** The exact sum as decimal text; null when there is nothing to add. @param {unknown[]} values @returns {string | null} */
export function total(values) {
  const numbers = values.filter((v) => !isEmpty(v)).map(scaled).filter((v) => v !== null);
  if (!numbers.length) return null;
  const sum = numbers.reduce((a, b) => a + b, 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -PLACES)}${fraction ? `.${fraction}` : ""}`;
}
