// @ts-check
/** The problems of a draft: asked from the server a moment after each change, and the field each one belongs to. */
import { api } from "../../builder/core/api.js";
import { gettext, localized } from "../../builder/core/i18n.js";
/** @typedef {{path: string, code: string, message: string}} Problem */
/** @typedef {{message: string, path: string, id: string, section: string, where: string}} Located `id` of the field, or `section`; both empty for the form itself */
/** @typedef {import("./model.js").FormDocument} FormDocument */

/** Where in the designer a problem belongs. @param {FormDocument} doc @param {Problem} problem @returns {Located} */
export function locateProblem(doc, problem) {
  const parts = problem.path.split(".");
  const from = parts.indexOf("properties");
  const property = from >= 0 ? doc.properties[parts[from + 1]] : null;
  const inner = property && parts[from + 2] === "items" && parts[from + 3] === "properties" ? property.items?.properties?.[parts[from + 4]] : null;
  const field = inner ?? property;
  const section = parts[0] === "x-layout" ? doc["x-layout"][Number(parts[1])] : null;
  const where = field ? [property, inner].filter(Boolean).map((p) => localized(p?.["x-field"].label)).join(" / ") : section ? localized(section.section) || gettext("Section") : gettext("Form");
  return { message: problem.message, path: problem.path, id: field?.["x-field"].id ?? "", section: section?.id ?? "", where };
}

export class Checker extends EventTarget {
  /** @param {{url: string, delay?: number}} options */
  constructor({ url, delay = 900 }) {
    super();
    this.url = url;
    this.delay = delay;
    /** @type {Problem[]} */ this.problems = [];
    /** @type {any} */ this.timer = 0;
    /** @type {AbortController | null} */ this.pending = null;
  }
  /** @param {FormDocument} document @param {number} [delay] */
  ask(document, delay = this.delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#fetch(document), delay);
  }
  /** @param {FormDocument} document */
  async #fetch(document) {
    this.pending?.abort();
    const pending = new AbortController();
    this.pending = pending;
    try {
      const answer = await api.post(this.url, { document }, { signal: pending.signal });
      this.problems = answer.problems ?? [];
    } catch (error) {
      if (pending.signal.aborted) return;
      this.problems = /** @type {any} */ (error).problems ?? [];
    }
    this.dispatchEvent(new Event("change"));
  }
}
