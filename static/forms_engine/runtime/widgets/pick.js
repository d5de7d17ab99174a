// @ts-check
/** Widgets in which people pick somebody or something that the server knows: a person, a department, a record, files. */
import { html, nothing } from "lit";
import { toOption } from "../../../builder/ui/combobox-model.js";
import "../../../builder/ui/mr-people-picker.js";
import { api, withQuery } from "../../../builder/core/api.js";
import { gettext, localized } from "../../../builder/core/i18n.js";
import { registerWidget } from "../widgets.js";
import "./mr-file-field.js";
/** @typedef {import("../widgets.js").Control} Control */
/** @typedef {import("../widgets.js").Urls} Urls */
/** @typedef {import("../spec.js").FieldSpec} FieldSpec */
/** @typedef {import("../../../builder/ui/combobox-model.js").Option} Option */

/** Where the values of a reference are looked up. @param {FieldSpec} field @param {Urls} urls */
const lookupUrl = (field, urls) => (field.type === "member" ? urls.members : field.type === "department" ? urls.departments : withQuery(`${urls.records(field.settings.form)}pick/`, { filter: field.settings.filter }));

/** @param {FieldSpec} field */
const searchParam = (field) => (field.type === "link" ? "search" : "q");

/** The one thing with exactly this name, as a pasted cell names it. @param {FieldSpec} field @param {Urls} urls @param {string} name @returns {Promise<Option | null>} */
export async function lookupExact(field, urls, name) {
  const wanted = name.trim().toLowerCase();
  const answer = await api.get(withQuery(lookupUrl(field, urls), { [searchParam(field)]: name }));
  const rows = /** @type {any[]} */ (Array.isArray(answer) ? answer : (answer.results ?? answer.options ?? []));
  const hits = rows.filter((row) => [row.number, row.username, row.email, toOption(row).label].some((text) => String(text ?? "").toLowerCase() === wanted));
  return hits.length === 1 ? toOption(hits[0]) : null;
}

/** @param {Control} c */
const chosen = (c) => (c.value ? [{ value: c.value, label: String(c.label ?? c.value) }] : []);
/** @param {Control} c */
const onChange = (c) => (/** @type {CustomEvent} */ event) => { event.stopPropagation(); c.choose(event.detail.value, event.detail.options[0]?.label); };
/** @param {Control} c */
const unread = (c) => (c.text === undefined ? nothing : html`<span class="help">${c.text}</span>`);

/** @param {Control} c @param {"people" | "departments"} kind @param {string} placeholder */
const people = (c, kind, placeholder) => html`<mr-people-picker kind=${kind} input-id=${c.id} label=${c.name || nothing} placeholder=${c.compact ? " " : localized(c.field.placeholder) || placeholder}
  src=${lookupUrl(c.field, c.urls)} .options=${chosen(c)} .value=${c.value ?? null} ?invalid=${c.invalid} ?required=${c.required} describedby=${c.describedBy || nothing} @mr-change=${onChange(c)} @focusout=${c.leave}></mr-people-picker>${unread(c)}`;

/** @param {Control} c */
const record = (c) => html`<mr-combobox search-param=${searchParam(c.field)} input-id=${c.id} label=${c.name || nothing} placeholder=${c.compact ? " " : localized(c.field.placeholder) || gettext("Choose a record…")}
  src=${lookupUrl(c.field, c.urls)} .options=${chosen(c)} .value=${c.value ?? null} ?invalid=${c.invalid} ?required=${c.required} describedby=${c.describedBy || nothing} @mr-change=${onChange(c)} @focusout=${c.leave}></mr-combobox>${unread(c)}`;

registerWidget("member", { render: (c) => people(c, "people", gettext("Choose a person…")) });
registerWidget("department", { render: (c) => people(c, "departments", gettext("Choose a department…")) });
registerWidget("link", { render: record });
registerWidget("file", {
  wide: true,
  render: (c) => html`<mr-file-field input-id=${c.id} label=${c.name || localized(c.field.label)} describedby=${c.describedBy} url=${c.urls.files} path=${c.path.split("/").filter((_, i) => i !== 1).join(".")} ?compact=${c.compact} .field=${c.field} .value=${c.value ?? []} .labels=${c.label ?? []}
    @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); c.choose(e.detail.value, e.detail.label); }}></mr-file-field>`,
});
