// @ts-check
/** Instants as wall times of the person's time zone, which the page names in `data-timezone`. */

/** @returns {string | undefined} */
const personZone = () => globalThis.document?.documentElement.dataset.timezone || undefined;

/** Minutes that the zone is ahead of UTC at an instant. @param {number} at @param {string | undefined} zone */
function offsetAt(at, zone) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(at);
  const part = (/** @type {string} */ type) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.round((wall - at) / 60000);
}

/** A wall time "2026-12-05T14:30" as ISO 8601 with its offset; the later instant where it happens twice or never. @param {string} local @param {string} [zone] @returns {string | null} */
export function fromLocal(local, zone = personZone()) {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return null;
  const day = 86400000;
  const candidates = [offsetAt(wall - day, zone), offsetAt(wall + day, zone)];
  const right = candidates.filter((o) => offsetAt(wall - o * 60000, zone) === o);
  const offset = Math.min(...(right.length ? right : candidates));
  const two = (/** @type {number} */ n) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  return `${local.length === 16 ? `${local}:00` : local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

/** An instant as the value of a datetime-local input. @param {unknown} iso @param {string} [zone] */
export function toLocal(iso, zone = personZone()) {
  const at = Date.parse(String(iso ?? ""));
  if (!iso || Number.isNaN(at)) return "";
  return new Date(at + offsetAt(at, zone) * 60000).toISOString().slice(0, 16);
}
