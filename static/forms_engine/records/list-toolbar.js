// @ts-check
/** The row above a record list: views, search, filter, columns, export. */
import { html, nothing } from "lit";
import { api, withQuery } from "../../builder/core/api.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import "../../builder/ui/mr-condition-builder.js";
import { confirm, openDialog } from "../../builder/ui/mr-dialog.js";
import "../../builder/ui/mr-popover.js";
import { differs, moveColumn, questionOf, toggleColumn } from "./list-model.js";

/**
 * @typedef {{list: import("./mr-record-list.js").MrRecordList, given: any, state: import("./list-model.js").ListState,
 *   views: import("./mr-record-list.js").View[], view: number, columns: import("./list-model.js").Column[], fields: import("../runtime/spec.js").FieldSpec[]}} Context
 */

/** @param {Context} context */
export function toolbar(context) {
  const { list, given, state, views, view } = context;
  const current = views.find((one) => one.id === view) ?? null;
  const changed = differs({ ...state }, current ?? { document: list.usual ? {} : { columns: list.usualColumns() } });
  return html`
    <div class="rl-bar">
      ${views.length ? html`<nav class="tabs rl-views" aria-label=${gettext("Views")}>
        <button type="button" aria-current=${view === 0 ? "true" : "false"} @click=${() => list.show(null)}>${gettext("All")}</button>
        ${views.map((one) => html`<button type="button" aria-current=${one.id === view ? "true" : "false"} @click=${() => list.show(one)}>${one.shared ? nothing : icon("user")} ${one.name}</button>`)}
      </nav>` : nothing}
      <div class="rl-tools">
        <input class="input rl-search" type="search" data-page-search placeholder=${gettext("Search")} aria-label=${gettext("Search")} .value=${state.search} @input=${(/** @type {any} */ event) => list.search(event.target.value)}>
        <button class="btn" type="button" title=${gettext("Filter")} aria-pressed=${String(!!state.filter)} @click=${() => filterDialog(context)}>${icon("list-filter")} <span class="text">${gettext("Filter")}</span>${state.filter ? html` <span class="badge">${countOf(state.filter)}</span>` : nothing}</button>
        ${state.filter ? html`<button class="btn ghost icon" type="button" title=${gettext("Clear the filter")} aria-label=${gettext("Clear the filter")} @click=${() => list.change({ filter: null })}>${icon("x")}</button>` : nothing}
        <button class="btn" type="button" title=${gettext("Columns")} @click=${() => columnsDialog(context)}>${icon("columns-3")} <span class="text">${gettext("Columns")}</span></button>
        ${changed ? html`<button class="btn ghost" type="button" title=${gettext("Save view")} @click=${() => saveDialog(context, current)}>${icon("save")} <span class="text">${gettext("Save view")}</span></button>` : nothing}
        ${current && !changed && (!current.shared || given.rights.design) ? html`<button class="btn ghost icon" type="button" title=${gettext("Remove this view")} aria-label=${gettext("Remove this view")} @click=${() => removeView(list, given, current)}>${icon("trash-2")}</button>` : nothing}
        ${given.rights.export ? html`<a class="btn ghost icon push" href=${withQuery(given.urls.export, exportQuestion(state))} aria-label=${gettext("Export to Excel")} title=${gettext("Export to Excel")}>${icon("download")}</a>` : nothing}
      </div>
    </div>`;
}

/** @param {import("./list-model.js").ListState} state */
function exportQuestion(state) {
  const { filter, sort, search } = questionOf(state);
  return { filter, sort, search, fields: state.columns.join(","), format: "xlsx" };
}

/** @param {any} filter @returns {number} */
const countOf = (filter) => (typeof filter.text === "string" ? 1 : (filter.all ?? filter.any ?? []).reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + (one.field ? 1 : countOf(one)), 0));

/** @param {Context} context */
function filterDialog({ list, given, state, fields }) {
  let value = state.filter, complete = true;
  const known = [
    ...conditionFields(fields.map((field) => ({ key: field.key, label: String(field.label), type: field.type, behaves: field.type === "formula" ? (field.settings.result ?? "number") : field.type, options: field.settings.options, target: field.settings.form })), (form) => `${given.urls.forms_api}${form}/records/pick/`),
    { key: "created_at", label: gettext("Created"), type: "datetime" },
    { key: "created_by", label: gettext("Created by"), type: "member", src: "/search/people/" },
    { key: "owner", label: gettext("Owner"), type: "member", src: "/search/people/" },
    { key: "flow_status", label: gettext("Approval"), type: "choice", options: Object.entries(given.statuses).map(([key, one]) => ({ value: key, label: /** @type {any} */ (one).label })) },
  ];
  const apply = () => { list.change({ filter: value }); dialog.close(); };
  const change = (/** @type {CustomEvent} */ event) => { ({ value, complete } = event.detail); dialog.update(); };
  const dialog = openDialog(() => ({
    title: gettext("Filter"), size: "wide",
    content: html`<mr-condition-builder allow-text field-values .fields=${known} .value=${state.filter} @mr-change=${change}></mr-condition-builder>`,
    footer: html`<button class="btn" type="button" @click=${() => { value = null; apply(); }}>${gettext("Clear")}</button><button class="btn primary" type="button" ?disabled=${!complete} @click=${apply}>${gettext("Apply")}</button>`,
  }));
}

/** @param {Context} context */
function columnsDialog({ list, columns }) {
  const order = columns.map((column) => column.key);
  const shown = () => /** @type {import("./list-model.js").ListState} */ (list.state).columns;
  const show = (/** @type {string[]} */ keys) => { list.usual = false; list.state = { .../** @type {any} */ (list.state), columns: keys }; dialog.update(); };
  const dialog = openDialog(() => ({
    title: gettext("Columns"), size: "narrow",
    content: html`<ul class="rl-columns">${columns.map((column) => html`<li>
      <label class="check"><input type="checkbox" .checked=${shown().includes(column.key)} @change=${() => show(toggleColumn(shown(), column.key, order))}> ${column.label}</label>
      ${shown().includes(column.key) ? html`<span class="row gap-1">
        <button class="btn ghost icon" type="button" aria-label="${gettext("Move left")}: ${column.label}" @click=${() => show(moveColumn(shown(), column.key, -1))}>${icon("arrow-left")}</button>
        <button class="btn ghost icon" type="button" aria-label="${gettext("Move right")}: ${column.label}" @click=${() => show(moveColumn(shown(), column.key, 1))}>${icon("arrow-right")}</button></span>` : nothing}
    </li>`)}</ul>`,
    footer: html`<button class="btn primary" type="button" @click=${() => dialog.close()}>${gettext("Done")}</button>`,
  }));
}

/** @param {Context} context @param {import("./mr-record-list.js").View | null} current */
function saveDialog({ list, given, state }, current) {
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const body = { name: String(data.get("name")), shared: data.get("shared") === "on", document: { filter: state.filter, sort: state.sort, search: state.search, columns: state.columns } };
    const over = data.get("over") === "on" && current;
    try {
      const saved = over ? await api.put(`${given.urls.views_api}${current.id}/`, body) : await api.post(given.urls.views_api, body);
      list.views = over ? list.views.map((one) => (one.id === saved.id ? saved : one)) : [...list.views, saved];
      list.view = saved.id;
      list.usual = false;
      toast(gettext("View saved"));
      dialog.close();
    } catch (error) {
      toastError(error);
    }
  };
  const dialog = openDialog({
    title: gettext("Save view"), size: "narrow",
    content: html`<form class="form" id="save-view" @submit=${send}>
      <label class="field"><span class="label">${gettext("Name")}</span><input class="input" name="name" required maxlength="100" value=${current?.name ?? ""}></label>
      ${current ? html`<label class="check"><input type="checkbox" name="over" checked> ${gettext("Replace this view")}</label>` : nothing}
      ${given.rights.design ? html`<label class="check"><input type="checkbox" name="shared" ?checked=${!!current?.shared}> ${gettext("Everybody sees it")}</label>` : nothing}
    </form>`,
    footer: html`<button class="btn" type="button" @click=${() => dialog.close()}>${gettext("Cancel")}</button><button class="btn primary" form="save-view">${gettext("Save")}</button>`,
  });
}

/** @param {import("./mr-record-list.js").MrRecordList} list @param {any} given @param {import("./mr-record-list.js").View} view */
async function removeView(list, given, view) {
  const sure = await confirm({ title: gettext("Remove this view?"), text: view.shared ? gettext("Nobody will see it any more. The records stay.") : gettext("The records stay."), confirmLabel: gettext("Remove"), danger: true });
  if (!sure) return;
  try {
    await api.delete(`${given.urls.views_api}${view.id}/`, undefined);
    list.views = list.views.filter((one) => one.id !== view.id);
    list.show(null);
    toast(gettext("View removed"));
  } catch (error) {
    toastError(error);
  }
}
