// @ts-check
import { html } from "lit";
import { icon } from "../core/icon.js";
import { initials } from "../core/initials.js";
import { Combobox } from "./mr-combobox.js";
/** @typedef {import("./combobox-model.js").Option} Option */

/**
 * <mr-people-picker src="/search/people/" kind="people"> — a combobox whose options show a face; kind="departments" shows
 * a building instead. Everything else is as in <mr-combobox>.
 */
export class PeoplePicker extends Combobox {
  static properties = { kind: {} };
  constructor() {
    super();
    this.kind = "people";
  }
  /** @param {Option} option */
  lead(option) {
    if (option.icon) return icon(option.icon);
    if (this.kind === "departments") return icon("network");
    return html`<span class="avatar sm" aria-hidden="true">${initials(option.label)}</span>`;
  }
}

if (!customElements.get("mr-people-picker")) customElements.define("mr-people-picker", PeoplePicker);
