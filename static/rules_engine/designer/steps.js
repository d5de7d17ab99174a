// @ts-check
/** What each kind of step asks for: fields of another record, fields of this one, people and a message. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "../../builder/ui/mr-people-picker.js";
import { mappingTable } from "./mapping.js";
import { assign, suggested, suggestedCreation } from "./model.js";

/**
 * @typedef {{step: import("./model.js").Step, source: import("./model.js").Field[], given: any,
 *   change: (how: (settings: any) => any, label: string, coalesce?: string) => void}} Context
 */

/** @type {Record<string, (context: Context) => unknown>} */
const PANELS = { create_record: creation, amend_record: amendment, notify: message };

/** @param {Context} context */
export const stepSettings = (context) => PANELS[context.step.action]?.(context) ?? nothing;

/** @param {Context} context */
function creation({ step, source, given, change }) {
  const { form, values = {}, lines = {} } = step.settings;
  const target = given.forms.find((/** @type {any} */ one) => one.key === form);
  const choose = (/** @type {any} */ event) => {
    const chosen = given.forms.find((/** @type {any} */ one) => one.key === event.target.value);
    change(() => (chosen ? suggestedCreation(chosen.key, chosen.fields, source) : { form: "", values: {}, lines: {} }), gettext("Choose form"));
  };
  const tables = (target?.fields ?? []).filter((/** @type {any} */ field) => field.type === "lines");
  return html`
    <label class="field"><span class="label">${gettext("A new record in")}</span>
      <select class="select" @change=${choose}>
        <option value="" ?selected=${!form}>${gettext("Choose a form")}</option>
        ${given.forms.map((/** @type {any} */ one) => html`<option value=${one.key} ?selected=${one.key === form}>${one.label}</option>`)}
      </select>
    </label>
    ${target ? mappingTable({ urls: given.urls, caption: target.label, targets: target.fields, sources: source, prefix: "", mapping: values, change: (field, assignment) => change((settings) => ({ ...settings, values: assign(settings.values ?? {}, field, assignment) }), gettext("Map field"), `map-${step.key}-${field}`) }) : nothing}
    ${tables.map((/** @type {any} */ table) => rows({ table, source, lines, step, given, change }))}`;
}

/** @param {{table: any, source: import("./model.js").Field[], lines: any, step: any, given: any, change: Context["change"]}} context */
function rows({ table, source, lines, step, given, change }) {
  const mine = lines[table.key];
  const tables = source.filter((field) => field.type === "lines");
  const from = tables.find((one) => one.key === mine?.rows);
  const set = (/** @type {any} */ value, /** @type {string} */ coalesce = "") =>
    change((settings) => {
      const { [table.key]: _gone, ...others } = settings.lines ?? {};
      return { ...settings, lines: value ? { ...others, [table.key]: value } : others };
    }, gettext("Map rows"), coalesce);
  const choose = (/** @type {any} */ event) => {
    const chosen = tables.find((one) => one.key === event.target.value);
    set(chosen ? { rows: chosen.key, values: suggested(table.columns ?? [], chosen.columns ?? []) } : null);
  };
  return html`
    <label class="field"><span class="label">${table.label}: ${gettext("one row for each row of")}</span>
      <select class="select" @change=${choose}>
        <option value="" ?selected=${!mine}>${gettext("No rows")}</option>
        ${tables.map((one) => html`<option value=${one.key} ?selected=${one.key === mine?.rows}>${one.label}</option>`)}
      </select>
    </label>
    ${mine && from ? mappingTable({ urls: given.urls, caption: table.label, targets: table.columns, sources: [...(from.columns ?? []), ...source.filter((one) => one.type !== "lines").map((one) => ({ ...one, key: `parent.${one.key}` }))], prefix: table.key, mapping: mine.values, change: (field, assignment) => set({ ...mine, values: assign(mine.values, field, assignment) }, `map-${step.key}-${table.key}-${field}`) }) : nothing}`;
}

/** @param {Context} context */
function amendment({ step, source, given, change }) {
  return mappingTable({ urls: given.urls, caption: gettext("This record"), targets: source.filter((field) => field.type !== "lines"), sources: source, prefix: "", mapping: step.settings.values ?? {}, change: (field, assignment) => change((settings) => ({ ...settings, values: assign(settings.values ?? {}, field, assignment) }), gettext("Map field"), `map-${step.key}-${field}`) });
}

/** @param {Context} context */
function message({ step, source, given, change }) {
  const { to = [], title = "", body = "" } = step.settings;
  const keep = (/** @type {any} */ part, /** @type {string} */ label, /** @type {string} */ coalesce = "") => change((settings) => ({ ...settings, ...part }), label, coalesce);
  const names = source.filter((field) => field.type !== "lines").map((field) => `{${field.key}}`).join(" ");
  return html`
    <fieldset class="rule-people"><legend class="label">${gettext("To")}</legend>
      ${to.map((/** @type {any} */ one, /** @type {number} */ index) => recipient({ one, source, given, change: (changed) => keep({ to: to.flatMap((/** @type {any} */ other, /** @type {number} */ at) => (at === index ? (changed ? [changed] : []) : [other])) }, gettext("Recipients")) }))}
      <button class="btn sm" type="button" @click=${() => keep({ to: [...to, { by: "initiator" }] }, gettext("Add recipient"))}>${icon("plus")} ${gettext("Add")}</button>
    </fieldset>
    <label class="field"><span class="label">${gettext("Title")}</span>
      <input class="input" maxlength="250" .value=${live(title)} @input=${(/** @type {any} */ event) => keep({ title: event.target.value }, gettext("Title"), `title-${step.key}`)}>
    </label>
    <label class="field"><span class="label">${gettext("Message")}</span>
      <textarea class="input" rows="3" maxlength="5000" .value=${live(body)} @input=${(/** @type {any} */ event) => keep({ body: event.target.value }, gettext("Message"), `body-${step.key}`)}></textarea>
      <span class="help">${gettext("Values of the record:")} ${names}</span>
    </label>`;
}

/** @param {{one: any, source: import("./model.js").Field[], given: any, change: (changed: any) => void}} context */
function recipient({ one, source, given, change }) {
  const labels = given.recipients;
  const members = source.filter((field) => field.type === "member");
  return html`
    <div class="row rule-recipient">
      <select class="select" aria-label=${gettext("Who")} @change=${(/** @type {any} */ event) => change({ by: event.target.value })}>
        ${Object.entries(labels).map(([by, label]) => html`<option value=${by} ?selected=${by === one.by}>${label}</option>`)}
      </select>
      ${one.by === "person" ? html`<mr-people-picker src=${given.urls.people} label=${gettext("Person")} placeholder=${gettext("Choose a person")} .options=${Object.entries(given.people).map(([id, label]) => ({ value: Number(id), label }))} .value=${one.id ?? null} @mr-change=${(/** @type {CustomEvent} */ event) => {
        for (const option of event.detail.options) given.people[option.value] = option.label;
        change(event.detail.value === null ? { by: "person" } : { by: "person", id: Number(event.detail.value) });
      }}></mr-people-picker>` : nothing}
      ${one.by === "role" ? html`<select class="select" aria-label=${gettext("Role")} @change=${(/** @type {any} */ event) => change({ by: "role", key: event.target.value })}><option value=""></option>${given.roles.map((/** @type {any} */ role) => html`<option value=${role.key} ?selected=${role.key === one.key}>${role.label}</option>`)}</select>` : nothing}
      ${one.by === "member_field" ? html`<select class="select" aria-label=${gettext("Field")} @change=${(/** @type {any} */ event) => change({ by: "member_field", field: event.target.value })}><option value=""></option>${members.map((field) => html`<option value=${field.key} ?selected=${field.key === one.field}>${field.label}</option>`)}</select>` : nothing}
      <button class="btn ghost icon" type="button" aria-label=${gettext("Remove recipient")} @click=${() => change(null)}>${icon("x")}</button>
    </div>`;
}
