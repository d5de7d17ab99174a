// @ts-check
/** The number beside the inbox in the navigation, kept current without loading the page again. */

/** @param {string} page address of the inbox @param {number} count */
export function showCount(page, count) {
  for (const link of document.querySelectorAll(`.s-nav a[href="${page}"], .s-bottom a[href="${page}"]`)) {
    let badge = link.querySelector(".badge");
    if (!count) {
      badge?.remove();
      continue;
    }
    if (!badge) {
      badge = document.createElement("span");
      badge.className = link.closest(".s-bottom") ? "badge solid" : "badge accent";
      link.append(badge);
    }
    badge.textContent = String(count);
  }
}
