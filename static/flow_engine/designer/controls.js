// @ts-check
/** Small controls that the panels share. */
import { html } from "lit";
import { live } from "lit/directives/live.js";
import { gettext, localized, relabel } from "../../builder/core/i18n.js";

/** @param {any} name @param {string} placeholder @param {(name: any) => void} change */
export const nameField = (name, placeholder, change) => html`
  <label class="field"><span class="label">${gettext("Name")}</span>
    <input class="input" maxlength="100" data-first placeholder=${placeholder} .value=${live(localized(name))} @input=${(/** @type {any} */ event) => change(relabel(name, event.target.value))}>
  </label>`;

/** @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => void} change */
export const choice = (label, value, options, change) => html`
  <label class="field"><span class="label">${label}</span>
    <select class="select" @change=${(/** @type {any} */ event) => change(event.target.value)}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select>
  </label>`;
