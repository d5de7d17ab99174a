// @ts-check
/** The first step of an import: a file is dropped, chosen or pasted. */
import { html, nothing } from "lit";
import { formatBytes, formatList, formatNumber, formatRelative } from "../../builder/core/format.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "../../builder/ui/mr-file-drop.js";
import { sampleFile } from "./model.js";
import { heading } from "./parts.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */

/** @param {Wizard} wizard */
export function fileStep(wizard) {
  const { given } = wizard;
  const note = given.creates ? gettext("The columns of the file become the fields of a new form, and its rows become records.") : gettext("Every row of the file becomes a record. Nothing is written before you have seen what will happen.");
  return html`
    ${heading(gettext("Choose a file"), note)}
    <mr-file-drop @mr-files=${(/** @type {CustomEvent} */ event) => chosen(wizard, event)}>
      <label class="drop im-drop">${icon("upload", "i lg")}<b>${wizard.busy || gettext("Drop a file here, or choose one")}</b>
        <span>${fmt(gettext("%(kinds)s, up to %(size)s"), { kinds: kindsOf(given.limits.suffixes), size: formatBytes(given.limits.bytes) })}</span>
        <span>${gettext("You can also paste rows copied from a spreadsheet.")}</span>
        <input type="file" accept=${given.limits.suffixes.join(",")} ?disabled=${!!wizard.busy} aria-label=${gettext("File")}>
      </label>
    </mr-file-drop>
    <details class="im-more"><summary>${gettext("Paste rows into a box")}</summary>
      <div class="stack">
        <textarea class="input im-paste" rows="6" aria-label=${gettext("Rows from a spreadsheet")}></textarea>
        <div><button class="btn" type="button" ?disabled=${!!wizard.busy} @click=${() => wizard.takeText(wizard.querySelector("textarea")?.value ?? "")}>${gettext("Use these rows")}</button></div>
      </div>
    </details>
    ${given.creates ? example() : sampleOf(given)}
    ${wizard.recent.length ? recentOf(wizard) : nothing}`;
}

/** @param {string[]} suffixes */
const kindsOf = (suffixes) => formatList(suffixes.map((one) => one.slice(1).toUpperCase()), "disjunction");

/** @param {Wizard} wizard @param {CustomEvent} event */
function chosen(wizard, event) {
  const file = event.detail.files[0];
  const input = /** @type {HTMLElement} */ (event.target).querySelector("input");
  if (!file) return;
  wizard.take(file).finally(() => { if (input) input.value = ""; });
}

function example() {
  const rows = [["A-1001", "Vins et Chevalier", "2026-07-04", "32.38"], ["A-1002", "Toms Spezialitäten", "2026-07-05", "11.61"]];
  return html`<details class="im-more" open><summary>${gettext("What a good file looks like")}</summary>
    <p>${gettext("One table in a sheet: names of the columns in one row, one row for each record below. Titles above the table do no harm.")}</p>
    ${tableOf([gettext("Order"), gettext("Customer"), gettext("Day"), gettext("Amount")], rows)}</details>`;
}

/** @param {import("./mr-import-wizard.js").Given} given */
function sampleOf({ sample }) {
  const heads = sample.map((one) => html`${one.label}${one.required ? html`<span class="req" title=${gettext("Required")}>*</span>` : nothing}`);
  return html`<details class="im-more" open><summary>${gettext("What a good file looks like")}</summary>
    <p>${gettext("Columns may have other names and another order. People are found by user name, e-mail or name; other records by a value that is theirs alone.")}</p>
    ${tableOf(heads, [sample.map((one) => one.text || "…")])}
    <button class="btn link" type="button" @click=${() => download(sample)}>${icon("download")} ${gettext("Download this as a file to fill in")}</button></details>`;
}

/** @param {unknown[]} heads @param {unknown[][]} rows */
const tableOf = (heads, rows) => html`<div class="table-wrap" tabindex="0" role="region" aria-label=${gettext("Example")}><table class="table dense im-cells">
  <thead><tr>${heads.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

/** @param {{label: string, text: string}[]} sample */
function download(sample) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([sampleFile(sample)], { type: "text/csv" }));
  link.download = `${gettext("sample")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {Wizard} wizard */
function recentOf(wizard) {
  const states = /** @type {Record<string, [string, string]>} */ ({ waiting: ["info", gettext("Waiting")], running: ["info", gettext("Running")], done: ["ok", gettext("Done")], failed: ["danger", gettext("Failed")] });
  return html`<section class="im-recent" aria-labelledby="im-recent"><h3 id="im-recent">${gettext("Your latest imports")}</h3>
    <ul class="list">${wizard.recent.map((one) => html`<li><a class="list-item" href="?import=${one.id}">${icon("file-spreadsheet")}<span class="truncate">${one.file.name}</span>
      <span class="status ${states[one.state]?.[0] ?? ""}">${states[one.state]?.[1] ?? one.state}</span>
      <span class="sub">${fmt(gettext("%(when)s: %(done)s records, %(failed)s rows refused"), { when: formatRelative(one.created_at), done: formatNumber(one.counts.done), failed: formatNumber(one.counts.failed) })}</span></a></li>`)}</ul></section>`;
}
