// @ts-check
/** Settings of the start and of the flow as a whole. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../../builder/core/i18n.js";
import { choice, nameField } from "./controls.js";
import { fieldRights } from "./field-rights.js";
import { START } from "./model.js";
import { peopleRules } from "./people.js";

/** @param {import("./panel.js").View} view @param {any} node @param {(patch: any, label: string, coalesce?: string) => void} set */
export function startPanel(view, node, set) {
  const { flow } = view;
  const settings = flow.settings ?? {};
  const put = (/** @type {any} */ patch, /** @type {string} */ label) => view.commit({ ...flow, settings: { ...settings, ...patch } }, label);
  return html`
    ${nameField(flow.name, gettext("Name of the flow"), (name) => view.commit({ ...flow, name }, gettext("Rename"), "flow-name"))}
    ${view.given.version ? html`<label class="check"><input type="checkbox" class="switch" role="switch" .checked=${live(view.enabled)} @change=${view.toggle}> ${gettext("Submitting the form starts this flow")}</label>` : html`<p class="help">${gettext("Everybody who may submit the form starts this flow, once it is published.")}</p>`}
    <div class="field"><label for="fl-when">${gettext("Only if")}</label>
      <textarea class="input" id="fl-when" rows="2" spellcheck="false" placeholder="total > 0" aria-describedby="fl-when-help" .value=${live(node.when ?? "")} @change=${(/** @type {any} */ event) => set({ when: event.target.value.trim() || undefined }, gettext("Start condition"))}></textarea>
      <p class="help" id="fl-when-help">${gettext("An expression; without one, every request takes this way.")}</p>
    </div>
    ${choice(gettext("Initiator may withdraw"), settings.withdraw ?? "before_first_action", [["never", gettext("never")], ["before_first_action", gettext("until somebody has decided")], ["any_time", gettext("at any time")]], (withdraw) => put({ withdraw }, gettext("Withdraw")))}
    ${choice(gettext("Somebody who has approved before"), settings.dedupe ?? "none", [["none", gettext("is asked again")], ["consecutive", gettext("is not asked twice in a row")], ["ever", gettext("is never asked again")]], (dedupe) => put({ dedupe }, gettext("Asked again")))}
    <details class="props-group" ?open=${(settings.cc_on_finish ?? []).length > 0}><summary>${gettext("Copies when it ends")}</summary>
      ${peopleRules({ rules: settings.cc_on_finish ?? [], names: view.names, given: view.given, label: gettext("People who get a copy"), least: 0, change: (rules) => put({ cc_on_finish: rules.length ? rules : undefined }, gettext("Copies when it ends")) })}
    </details>
    ${view.names.fields.length ? fieldRights({ rights: node.fields ?? {}, fields: view.names.fields, kind: START, change: (fields) => set({ fields }, gettext("Field rights")) }) : nothing}`;
}
