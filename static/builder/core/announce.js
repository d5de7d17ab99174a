// @ts-check
/** @type {HTMLElement | null} */ let region = null;

/** Speak a short message to assistive technology. @param {string} text */
export function announce(text) {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "sr-only";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  const target = region;
  target.textContent = "";
  setTimeout(() => { target.textContent = text; }, 30);
}
