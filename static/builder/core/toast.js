// @ts-check
/** Ask the page's <mr-toast> region to show a message. */

/**
 * @typedef {{text: string, tone?: "" | "danger", action?: {label: string, run: () => void}, stay?: boolean}} Toast
 */

/**
 * Show a short message at the bottom. Errors stay until they are closed.
 * @param {string} text @param {Omit<Toast, "text">} [options]
 */
export function toast(text, options = {}) {
  document.dispatchEvent(new CustomEvent("mr-toast", { detail: { text, ...options } }));
}

/** Show what went wrong. @param {unknown} error */
export function toastError(error) {
  toast(error instanceof Error ? error.message : String(error), { tone: "danger", stay: true });
}
