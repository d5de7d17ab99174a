// @ts-check
/** The third step of an import: where each column goes, or which field it becomes. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { live } from "lit/directives/live.js";
import { formatList, formatNumber } from "../../builder/core/format.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { byKey, changeColumn, changeMode, keyChoices, matchLabel, sendColumn, unfilled } from "./model.js";
import { heading, isChecked, valueOf, ways } from "./parts.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */
/** @typedef {import("./model.js").Column} Column */

/** @param {Wizard} wizard */
export const columnsStep = (wizard) => (wizard.creates ? newFields(wizard) : oldFields(wizard));

// ---- into a form that is there -----------------------------------------------------------------
/** @param {Wizard} wizard */
function oldFields(wizard) {
  const { draft, fields } = wizard;
  const sent = draft.columns.filter((one) => one.field).length;
  const open = unfilled(draft, fields);
  const links = draft.columns.some((one) => byKey(fields)[one.field]?.matches.length);
  return html`
    ${heading(gettext("Which column goes where?"), fmt(gettext("%(sent)s of %(count)s columns are imported. What is guessed wrong can be changed; the rest is left out."), { sent: formatNumber(sent), count: formatNumber(draft.columns.length) }))}
    ${modes(wizard)}
    <div class="table-wrap"><table class="table stacked im-map">
      <thead><tr><th scope="col">${gettext("Column in the file")}</th><th scope="col">${gettext("First values")}</th><th scope="col">${gettext("Field")}</th>${links ? html`<th scope="col">${gettext("Found by")}</th>` : nothing}</tr></thead>
      <tbody>${repeat(draft.columns, (one) => one.index, (one) => sentRow(wizard, one, links))}</tbody></table></div>
    ${open.length ? html`<p class="banner warn" role="status">${icon("triangle-alert")}<span class="body">${fmt(gettext("Required, and without a column: %(names)s."), { names: formatList(open.map((one) => one.label)) })}</span></p>` : nothing}
    ${ways(wizard, { label: gettext("Check the rows"), act: () => wizard.checkColumns() })}`;
}

/** @param {Wizard} wizard @param {Column} column @param {boolean} links */
function sentRow(wizard, column, links) {
  const { draft, fields } = wizard;
  const target = byKey(fields)[column.field];
  const taken = Object.fromEntries(draft.columns.filter((one) => one.field && one.index !== column.index).map((one) => [one.field, one.name]));
  return html`<tr class=${column.field ? "" : "is-out"}>
    <th scope="row" data-label=${gettext("Column in the file")}>${nameOf(wizard, column)}</th>
    <td data-label=${gettext("First values")}>${samplesOf(column)}</td>
    <td data-label=${gettext("Field")}><select class="select" aria-label=${fmt(gettext("Field for %(name)s"), { name: column.name })} @change=${(/** @type {Event} */ event) => wizard.change(sendColumn(draft, column.index, valueOf(event), fields))}>
      <option value="" ?selected=${!column.field}>${gettext("Leave out")}</option>
      ${grouped(fields, (one) => html`<option value=${one.key} ?selected=${one.key === column.field}>${optionText(one, taken[one.key])}</option>`)}</select></td>
    ${!links ? nothing : html`<td data-label=${target?.matches.length ? gettext("Found by") : nothing}>${target?.matches.length ? html`<select class="select" aria-label=${fmt(gettext("What %(name)s is found by"), { name: column.name })} @change=${(/** @type {Event} */ event) => wizard.change(changeColumn(draft, column.index, { match: valueOf(event) }))}>
      ${target.matches.map((match) => html`<option value=${match} ?selected=${match === column.match}>${matchLabel(target, match)}</option>`)}</select>` : nothing}</td>`}
  </tr>`;
}

/** Fields as they are, columns of sub-tables under the name of their table. @param {import("./model.js").Target[]} fields @param {(one: import("./model.js").Target) => unknown} draw */
function grouped(fields, draw) {
  const tables = [...new Set(fields.map((one) => one.table ?? ""))];
  return tables.map((table) => {
    const members = fields.filter((one) => (one.table ?? "") === table).map(draw);
    return tables.length === 1 ? members : html`<optgroup label=${table || gettext("Finds the record")}>${members}</optgroup>`;
  });
}

/** @param {import("./model.js").Target} field @param {string | undefined} taken */
function optionText(field, taken) {
  const name = field.required ? `${field.label} *` : field.label;
  return taken ? fmt(gettext("%(name)s (now from %(column)s)"), { name, column: taken }) : name;
}

/** @param {Wizard} wizard */
function modes(wizard) {
  const { draft, fields } = wizard;
  const choices = keyChoices(draft, fields);
  const radio = (/** @type {import("./model.js").Mode} */ mode, /** @type {string} */ label) => html`<label class="check"><input type="radio" name="im-mode" value=${mode} .checked=${draft.mode === mode} @change=${() => wizard.change(changeMode(draft, mode, wizard.found))}><span>${label}</span></label>`;
  return html`<div class="im-modes">
    <fieldset class="field"><legend>${gettext("What to do with the rows")}</legend><div class="stack gap-1">
      ${radio("create", gettext("Every row is a new record"))}
      ${radio("upsert", gettext("Change records that are there, add the others"))}
      ${radio("update", gettext("Only change records that are there"))}
      ${wizard.found.line_fields.length ? radio("lines", gettext("Add rows to a sub-table of records that are there")) : nothing}</div></fieldset>
    ${draft.mode === "create" || draft.mode === "lines" ? nothing : html`<div class="field"><label for="im-key">${gettext("Records are found by")}<span class="req" aria-hidden="true">*</span></label>
      <select class="select" id="im-key" required @change=${(/** @type {Event} */ event) => wizard.change({ ...draft, key: valueOf(event) })}>
        <option value="" ?selected=${!draft.key}>${gettext("Choose a field")}</option>
        ${choices.map((one) => html`<option value=${one.key} ?selected=${one.key === draft.key}>${one.label}</option>`)}</select>
      <p class="help">${gettext("Best is a field whose values occur only once, such as a number or a code.")}</p></div>`}
  </div>`;
}

// ---- into a new form ---------------------------------------------------------------------------
/** @param {Wizard} wizard */
function newFields(wizard) {
  const { draft } = wizard;
  const used = draft.columns.filter((one) => one.use).length;
  return html`
    ${heading(gettext("Which fields does the form get?"), fmt(gettext("%(used)s of %(count)s columns become fields. Everything can be changed later in the designer."), { used: formatNumber(used), count: formatNumber(draft.columns.length) }))}
    <div class="field im-name"><label for="im-form">${gettext("Name of the form")}<span class="req" aria-hidden="true">*</span></label>
      <input class="input" id="im-form" maxlength="100" autocomplete="off" required .value=${live(draft.title)} @input=${(/** @type {Event} */ event) => wizard.change({ ...draft, title: valueOf(event) })}></div>
    <div class="table-wrap"><table class="table stacked im-map im-new">
      <thead><tr><th scope="col">${gettext("Column in the file")}</th><th scope="col">${gettext("First values")}</th><th scope="col">${gettext("Name of the field")}</th><th scope="col">${gettext("Type")}</th><th scope="col">${gettext("Rules")}</th></tr></thead>
      <tbody>${repeat(draft.columns, (one) => one.index, (one) => newRow(wizard, one))}</tbody></table></div>
    ${ways(wizard, { label: gettext("Create the form and check the rows"), act: () => wizard.checkColumns() })}`;
}

/** @param {Wizard} wizard @param {Column} column */
function newRow(wizard, column) {
  const { draft, given } = wizard;
  const change = (/** @type {Partial<Column>} */ what) => wizard.change(changeColumn(draft, column.index, what));
  const name = column.name;
  const unique = given.types[column.type]?.unique ?? false;
  return html`<tr class=${column.use ? "" : "is-out"}>
    <th scope="row" data-label=${gettext("Column in the file")}><label class="check"><input type="checkbox" .checked=${live(column.use)} @change=${(/** @type {Event} */ event) => change({ use: isChecked(event) })}><span>${name}</span></label></th>
    <td data-label=${gettext("First values")}>${samplesOf(column)}</td>
    <td data-label=${gettext("Name of the field")}><input class="input" maxlength="200" aria-label=${fmt(gettext("Name of the field for %(name)s"), { name })} ?disabled=${!column.use} .value=${live(column.label)} @input=${(/** @type {Event} */ event) => change({ label: valueOf(event) })}></td>
    <td data-label=${gettext("Type")}><select class="select" aria-label=${fmt(gettext("Type of the field for %(name)s"), { name })} ?disabled=${!column.use} @change=${(/** @type {Event} */ event) => retype(wizard, column, valueOf(event))}>
      ${given.creatable.map((type) => html`<option value=${type} ?selected=${type === column.type}>${given.types[type]?.label ?? type}</option>`)}</select></td>
    <td data-label=${gettext("Rules")}><div class="im-marks">
      <label class="check"><input type="checkbox" ?disabled=${!column.use} .checked=${live(column.required)} @change=${(/** @type {Event} */ event) => change({ required: isChecked(event) })}><span>${gettext("Required")}<span class="sr-only"> (${name})</span></span></label>
      <label class="check"><input type="checkbox" ?disabled=${!column.use || !unique} .checked=${live(column.unique && unique)} @change=${(/** @type {Event} */ event) => change({ unique: isChecked(event) })}><span>${gettext("No value twice")}<span class="sr-only"> (${name})</span></span></label></div></td>
  </tr>`;
}

/** @param {Wizard} wizard @param {Column} column @param {string} type */
function retype(wizard, column, type) {
  const unique = column.unique && (wizard.given.types[type]?.unique ?? false);
  wizard.change(changeColumn(wizard.draft, column.index, { type, unique }));
}

// ---- both --------------------------------------------------------------------------------------
/** @param {Wizard} wizard @param {Column} column */
const nameOf = (wizard, column) => html`${column.name} <span class="badge">${wizard.given.types[column.kind]?.label ?? column.kind}</span>`;

/** @param {Column} column */
const samplesOf = (column) => html`<span class="im-samples">${column.samples.length ? column.samples.slice(0, 3).join(" · ") : html`<i>${gettext("empty")}</i>`}</span>`;
