// @ts-check
import { html } from "lit";

const sprite = document.documentElement.dataset.sprite ?? "";

/** One symbol of the icon sprite, decorative. @param {string} name @param {string} [cls] */
export const icon = (name, cls = "i") => html`<svg class=${cls} aria-hidden="true"><use href="${sprite}#${name}"></use></svg>`;

/** The same symbol as a DOM node, for code without templates. @param {string} name */
export function iconNode(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
