// @ts-check
/** Expressions, run live on what is typed. */

/** @type {import("./view.js").Run} */
export const evaluate = () => null;
