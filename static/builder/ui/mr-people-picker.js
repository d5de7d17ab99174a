// @ts-check
import { html } from "lit";
import { icon } from "../core/icon.js";
import { initials } from "../core/initials.js";
import { Combobox } from "./mr-combobox.js";
/** @typedef {import("./combobox-model.js").Option} Option */

/**
 * <mr-people-picker kind="people"> — a combobox over the people of the workspace, whose options show a face;
 * kind="departments" searches departments. `src`, `data` or options narrow the choice; the rest is as in <mr-combobox>.
 */
export class PeoplePicker extends Combobox {
  static properties = { ...Combobox.properties, kind: {} };
  constructor() {
    super();
    this.kind = "people";
  }
  connectedCallback() {
    const { src, data, options } = /** @type {Combobox} */ (this);
    if (!src && !data && !options.length && !this.querySelector("select")) this.setAttribute("src", `/search/${this.kind}/`);
    super.connectedCallback();
  }
  /** @param {Option} option */
  lead(option) {
    if (option.icon) return icon(option.icon);
    if (this.kind === "departments") return icon("network");
    return html`<span class="avatar sm" aria-hidden="true">${initials(option.label)}</span>`;
  }
}

if (!customElements.get("mr-people-picker")) customElements.define("mr-people-picker", PeoplePicker);
