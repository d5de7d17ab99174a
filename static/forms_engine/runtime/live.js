// @ts-check
/** Expressions, run live on what is typed. */
import { evaluate as work } from "../../builder/expressions/index.js";

/** An expression that cannot be worked out here shows nothing; the server works it out when the form is sent. @type {import("./view.js").Run} */
export function evaluate(compiled, context) {
  try {
    return work(/** @type {any} */ (compiled), context, { timeZone: document.documentElement.dataset.timezone });
  } catch {
    return null;
  }
}
