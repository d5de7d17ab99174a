// @ts-check
/** Pieces that several steps of the import wizard are made of. */
import { html, nothing } from "lit";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */

/** The heading that a step begins with; it takes the focus. @param {string} text @param {unknown} [note] */
export const heading = (text, note) => html`<h2 id="im-title" tabindex="-1">${text}</h2>${note ? html`<p class="muted im-note">${note}</p>` : nothing}`;

/** Back and on. @param {Wizard} wizard @param {{label: string, act: () => void, back?: boolean, blocked?: boolean, name?: string}} on */
export const ways = (wizard, { label, act, back = true, blocked = false, name = "arrow-right" }) => html`
  <footer class="im-ways">
    ${back ? html`<button class="btn" type="button" ?disabled=${!!wizard.busy} @click=${() => wizard.back()}>${icon("arrow-left")} ${gettext("Back")}</button>` : nothing}
    <button class="btn primary push" type="button" ?disabled=${blocked} aria-busy=${String(!!wizard.busy)} @click=${act}>${wizard.busy || label} ${wizard.busy ? nothing : icon(name)}</button>
  </footer>`;

/** A cell as it is in the file. @param {unknown} cell */
export const cellText = (cell) => (cell === null || cell === undefined ? "" : String(cell));

/** What an input holds. @param {Event} event */
export const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {Event} event */
export const isChecked = (event) => /** @type {HTMLInputElement} */ (event.target).checked;
