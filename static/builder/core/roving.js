// @ts-check
/** Moving through the items of a menu or list with one tab stop. */

/**
 * Which item a key moves to, or null when the key is not for the menu. Pure.
 * @param {string} key @param {number} at @param {string[]} labels @returns {number | null}
 */
export function nextItem(key, at, labels) {
  const count = labels.length;
  if (!count) return null;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return null;
  const wanted = key.toLowerCase();
  for (let step = 1; step <= count; step += 1) {
    const index = (at + step + count) % count;
    if (labels[index].toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
