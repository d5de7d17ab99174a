// @ts-check
/** The fourth step of an import: what would become of the rows, before anything is written. */
import { html, nothing } from "lit";
import { formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { byKey } from "./model.js";
import { heading, ways } from "./parts.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */
/** @typedef {import("./mr-import-wizard.js").Trial} Trial */

/** @param {Wizard} wizard */
export function checkStep(wizard) {
  const { trial, found } = wizard;
  const note = trial.complete
    ? gettext("Every row was tried. Nothing has been written yet.")
    : fmt(gettext("The first %(checked)s rows were tried. Nothing has been written yet."), { checked: formatNumber(trial.checked) });
  return html`
    ${heading(gettext("This will happen"), note)}
    <div class="im-kpis">
      <div class="kpi"><span class="value">${formatNumber(trial.good)}</span><span class="label">${gettext("rows are good")}</span></div>
      <div class="kpi"><span class="value ${trial.failed ? "danger-text" : ""}">${formatNumber(trial.failed)}</span><span class="label">${gettext("rows have problems")}</span></div>
      <div class="kpi"><span class="value">${formatNumber(found.row_count)}${found.row_count_is_exact ? "" : "+"}</span><span class="label">${gettext("rows in the file")}</span></div>
    </div>
    ${advice(trial)}
    ${trial.failed ? html`${columnsOf(wizard)}${problemsOf(wizard)}` : nothing}
    ${ways(wizard, { label: labelOf(wizard), act: () => wizard.start(), blocked: trial.complete && !trial.good, name: "check" })}`;
}

/** @param {Trial} trial */
function advice(trial) {
  if (!trial.failed) return html`<p class="banner ok" role="status">${icon("circle-check")}<span class="body">${gettext("No problems were found.")}</span></p>`;
  if (!trial.good) return html`<p class="banner danger" role="status">${icon("circle-alert")}<span class="body">${gettext("No row is good. Perhaps a column goes into the wrong field, or the header is another row.")}</span></p>`;
  return html`<p class="banner warn" role="status">${icon("triangle-alert")}<span class="body">${gettext("Rows with problems are left out. Afterwards you can download them with the reasons, correct them, and import them again.")}</span></p>`;
}

/** @param {Wizard} wizard */
function labelOf({ trial, found }) {
  if (!trial.complete) return fmt(gettext("Import %(count)s rows"), { count: `${formatNumber(found.row_count)}${found.row_count_is_exact ? "" : "+"}` });
  return fmt(ngettext("Import %(count)s row", "Import %(count)s rows", trial.good), { count: formatNumber(trial.good) });
}

/** @param {Wizard} wizard @param {string} path */
const fieldName = (wizard, path) => (byKey(wizard.fields)[path] ?? byKey(wizard.fields)[path.split(".")[0]])?.label ?? path;

/** @param {Wizard} wizard */
function columnsOf(wizard) {
  const bad = wizard.trial.columns.filter((one) => one.failed).sort((a, b) => b.failed - a.failed);
  if (!bad.length) return nothing;
  return html`<h3>${gettext("Columns with problems")}</h3><div class="table-wrap"><table class="table dense stacked">
    <thead><tr><th scope="col">${gettext("Column in the file")}</th><th scope="col">${gettext("Field")}</th><th scope="col">${gettext("Problems")}</th><th scope="col">${gettext("For example")}</th></tr></thead>
    <tbody>${bad.map((one) => html`<tr><td data-label=${gettext("Column in the file")}>${wizard.draft.columns.find((column) => column.index === one.index)?.name}</td><td data-label=${gettext("Field")}>${fieldName(wizard, one.field)}</td><td data-label=${gettext("Problems")}>${formatNumber(one.failed)}</td>
      <td data-label=${gettext("For example")}><span><q>${one.examples[0]?.value}</q> ${one.examples[0]?.message}</span></td></tr>`)}</tbody></table></div>`;
}

/** @param {Wizard} wizard */
function problemsOf(wizard) {
  return html`<h3>${gettext("First rows with problems")}</h3><div class="table-wrap im-problems" tabindex="0" role="region" aria-label=${gettext("First rows with problems")}><table class="table dense">
    <thead><tr><th scope="col" class="num">${gettext("Row")}</th><th scope="col">${gettext("Problem")}</th></tr></thead>
    <tbody>${wizard.trial.problems.map((row) => html`<tr><th scope="row" class="num">${row.row}</th><td>${row.problems.map((one) => html`<div>${one.path ? html`<b>${fieldName(wizard, one.path)}:</b> ` : nothing}${one.message}</div>`)}</td></tr>`)}</tbody></table></div>`;
}
