// @ts-check
/** The editor of people rules: who decides, works or gets a copy. */
import { html, nothing } from "lit";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "../../builder/ui/mr-people-picker.js";

const KINDS = ["manager", "department_head", "manager_chain", "role", "person", "member_field", "initiator"];

/** @type {Record<string, () => any>} */
const EMPTY = {
  person: () => ({ ids: [] }),
  role: () => ({ keys: [] }),
  manager: () => ({ of: "initiator", level: 1 }),
  department_head: () => ({ of: "initiator", level: 1 }),
  manager_chain: () => ({ of: "initiator", until: "top" }),
  member_field: () => ({ field: "" }),
};

/**
 * @typedef {{rules: any[], names: import("./words.js").Names, given: any, label?: string, least?: number, change: (rules: any[]) => void}} View
 */

/** @param {View} view */
export const peopleRules = (view) => html`
  <fieldset class="fl-people"><legend class="label">${view.label ?? gettext("People")}</legend>
    ${view.rules.map((rule, index) => ruleEditor(view, rule, index))}
    <button class="btn sm" type="button" @click=${() => view.change([...view.rules, { by: "person", ids: [] }])}>${icon("plus")} ${view.rules.length ? gettext("More people") : gettext("Choose people")}</button>
  </fieldset>`;

/** @param {View} view @param {any} rule @param {number} index */
function ruleEditor(view, rule, index) {
  const set = (/** @type {any} */ one) => view.change(view.rules.flatMap((other, at) => (at === index ? (one ? [one] : []) : [other])));
  const name = view.names.rules[rule.by]?.label ?? rule.by;
  return html`
    <div class="fl-rule">
      <div class="row gap-1">
        <select class="select" aria-label=${gettext("Who")} @change=${(/** @type {any} */ event) => set({ by: event.target.value, ...(EMPTY[event.target.value]?.() ?? {}) })}>
          ${KINDS.map((by) => html`<option value=${by} ?selected=${by === rule.by}>${view.names.rules[by]?.label ?? by}</option>`)}
        </select>
        <button class="btn ghost icon" type="button" ?disabled=${view.rules.length <= (view.least ?? 1)} aria-label=${fmt(gettext("Remove %(name)s"), { name })} @click=${() => set(null)}>${icon("x")}</button>
      </div>
      ${details(view, rule, set)}
    </div>`;
}

/** @param {View} view @param {any} rule @param {(rule: any) => void} set */
function details({ names, given }, rule, set) {
  if (rule.by === "person") return html`<mr-people-picker multiple src=${given.urls.people} label=${gettext("People")} .options=${Object.entries(names.people).map(([id, label]) => ({ value: Number(id), label }))} .value=${rule.ids ?? []} @mr-change=${(/** @type {CustomEvent} */ event) => {
    for (const option of event.detail.options ?? []) names.people[option.value] = option.label;
    set({ ...rule, ids: [].concat(event.detail.value ?? []).map(Number) });
  }}></mr-people-picker>`;
  if (rule.by === "role") return html`
    <div class="fl-checks">${names.roles.map((role) => html`<label class="check"><input type="checkbox" .checked=${(rule.keys ?? []).includes(role.key)} @change=${(/** @type {any} */ event) => set({ ...rule, keys: names.roles.map((one) => one.key).filter((key) => (key === role.key ? event.target.checked : (rule.keys ?? []).includes(key))) })}> ${role.label}</label>`)}</div>
    <label class="check"><input type="checkbox" .checked=${rule.scope === "initiator_department"} @change=${(/** @type {any} */ event) => set({ ...rule, scope: event.target.checked ? "initiator_department" : "all" })}> ${gettext("Only in the initiator's department")}</label>`;
  if (rule.by === "member_field") return fieldSelect(names, rule, "member", set);
  if (rule.by === "initiator") return nothing;
  return html`
    <div class="pair">
      <label class="field"><span class="label">${gettext("Of")}</span>
        <select class="select" @change=${(/** @type {any} */ event) => set({ ...rule, of: event.target.value })}>
          <option value="initiator" ?selected=${rule.of === "initiator"}>${gettext("the initiator")}</option>
          ${rule.by === "manager_chain" ? nothing : html`<option value="previous_approver" ?selected=${rule.of === "previous_approver"}>${gettext("the previous approver")}</option>`}
          <option value="field" ?selected=${rule.of === "field"}>${gettext("a field")}</option>
        </select>
      </label>
      ${rule.by === "manager_chain" ? until(rule, set) : html`<label class="field"><span class="label">${gettext("Level")}</span><input class="input" type="number" min="1" max="20" .value=${String(rule.level ?? 1)} @change=${(/** @type {any} */ event) => set({ ...rule, level: Number(event.target.value) || 1 })}></label>`}
    </div>
    ${rule.of === "field" ? fieldSelect(names, rule, rule.by === "department_head" ? "department" : "member", set) : nothing}`;
}

/** @param {any} rule @param {(rule: any) => void} set */
const until = (rule, set) => html`
  <label class="field"><span class="label">${gettext("Up to level")}</span>
    <input class="input" type="number" min="1" max="20" placeholder=${gettext("the top")} .value=${String(rule.until?.level ?? "")} @change=${(/** @type {any} */ event) => set({ ...rule, until: event.target.value ? { level: Number(event.target.value) } : "top" })}>
  </label>`;

/** @param {import("./words.js").Names} names @param {any} rule @param {string} type @param {(rule: any) => void} set */
const fieldSelect = (names, rule, type, set) => html`
  <label class="field"><span class="label">${gettext("Field")}</span>
    <select class="select" @change=${(/** @type {any} */ event) => set({ ...rule, field: event.target.value })}>
      <option value="">${gettext("Choose a field")}</option>
      ${names.fields.filter((field) => field.type === type).map((field) => html`<option value=${field.key} ?selected=${field.key === rule.field}>${field.label}</option>`)}
    </select>
  </label>`;
