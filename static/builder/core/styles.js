// @ts-check
import { noChange } from "lit";
import { Directive, directive } from "lit/directive.js";

/**
 * Dynamic styles that a strict policy allows: `<li ${styles({ "--span": "6" })}>`.
 * Lit's styleMap() writes a style attribute at the first render, which `style-src 'self'` blocks.
 */
class Styles extends Directive {
  /** @param {any} part */
  constructor(part) {
    super(part);
    /** @type {Set<string>} */
    this.set = new Set();
  }
  /** @param {Record<string, string>} _values */
  render(_values) {
    return noChange;
  }
  /** @param {any} part @param {[Record<string, string>]} args */
  update(part, [values]) {
    const style = /** @type {HTMLElement} */ (part.element).style;
    for (const name of this.set) {
      if (name in values) continue;
      style.removeProperty(name);
      this.set.delete(name);
    }
    for (const [name, value] of Object.entries(values)) {
      style.setProperty(name, value);
      this.set.add(name);
    }
    return noChange;
  }
}

export const styles = directive(Styles);
