// @ts-check
/** The second step of an import: which sheet, and which row names the columns. */
import { html, nothing } from "lit";
import { formatBytes, formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { cellText, heading, valueOf, ways } from "./parts.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */

/** @param {Wizard} wizard */
export function sheetStep(wizard) {
  const { found, batch } = wizard;
  const empty = !found.columns.length || !found.row_count;
  return html`
    ${heading(gettext("Where is the table?"), gettext("Choose the row that names the columns; the rows below it are imported."))}
    <div class="im-line">
      <span class="file">${icon("file-spreadsheet")}<span class="name">${batch.file.name}</span><span class="muted">${formatBytes(batch.file.size)}</span></span>
      ${found.sheets.length > 1 ? html`<div class="field"><label for="im-sheet">${gettext("Sheet")}</label>
        <select class="select" id="im-sheet" ?disabled=${!!wizard.busy} @change=${(/** @type {Event} */ event) => wizard.reread(Number(valueOf(event)))}>${found.sheets.map((name, place) => html`<option value=${place} ?selected=${place === found.sheet}>${name}</option>`)}</select></div>` : nothing}
    </div>
    ${empty ? html`<p class="banner warn" role="status">${icon("triangle-alert")}<span class="body">${found.sheets.length > 1 ? gettext("This sheet has no rows below the header. Choose another sheet or another row.") : gettext("There are no rows below the header. Choose another row or another file.")}</span></p>` : html`<p class="im-count">${countText(found)}</p>`}
    ${found.top.length ? preview(wizard) : nothing}
    ${ways(wizard, { label: gettext("Next"), act: () => wizard.go("columns"), blocked: empty })}`;
}

/** @param {import("./model.js").Inspection} found */
function countText(found) {
  const count = `${formatNumber(found.row_count)}${found.row_count_is_exact ? "" : "+"}`;
  return fmt(ngettext("%(count)s row in %(columns)s columns", "%(count)s rows in %(columns)s columns", found.row_count), { count, columns: formatNumber(found.columns.length) });
}

/** @param {Wizard} wizard */
function preview(wizard) {
  const { found } = wizard;
  const width = Math.min(40, Math.max(...found.top.map((row) => row.length), 1));
  const choose = (/** @type {number} */ row) => wizard.reread(found.sheet, row);
  const radio = (/** @type {number} */ row, /** @type {string} */ label) => html`<input type="radio" name="im-header" aria-label=${label} .checked=${found.header_row === row} ?disabled=${!!wizard.busy} @change=${() => choose(row)}>`;
  return html`
    <label class="check">${radio(-1, gettext("No row names the columns"))}<span>${gettext("No row names the columns")}</span></label>
    <div class="table-wrap im-preview" tabindex="0" role="region" aria-label=${gettext("First rows of the file")}>
      <table class="table dense im-cells">
        <thead><tr><th scope="col">${gettext("Header")}</th><th scope="col" class="num">${gettext("Row")}</th>${Array.from({ length: width }, (_, place) => html`<th scope="col">${letters(place)}</th>`)}</tr></thead>
        <tbody>${found.top.map((row, place) => html`<tr class=${place === found.header_row ? "is-header" : place < found.header_row ? "is-above" : ""} @click=${(/** @type {MouseEvent} */ event) => { if (!(/** @type {HTMLElement} */ (event.target)).closest("input") && place !== found.header_row) choose(place); }}>
          <td class="fit">${radio(place, fmt(gettext("Row %(row)s names the columns"), { row: place + 1 }))}</td><td class="num">${place + 1}</td>
          ${Array.from({ length: width }, (_, at) => html`<td>${cellText(row[at])}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}

/** The name of a column in a spreadsheet: A, B, … Z, AA. @param {number} place @returns {string} */
const letters = (place) => (place < 26 ? String.fromCharCode(65 + place) : letters(Math.floor(place / 26) - 1) + letters(place % 26));
