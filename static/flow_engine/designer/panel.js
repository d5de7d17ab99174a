// @ts-check
/** The right pane of the flow designer: settings of whatever is selected. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import "./mr-lane-condition.js";
import { fieldRights } from "./field-rights.js";
import { START, find, hasConditions, splitPlace, together, togetherOf, update, updateLane } from "./model.js";
import { peopleRules } from "./people.js";
import { kindName, laneTitle, titleOf } from "./words.js";

/**
 * @typedef {{flow: import("./model.js").Flow, names: import("./words.js").Names, given: any, place: string, problems: {message: string}[],
 *   commit: (flow: import("./model.js").Flow, label: string, coalesce?: string) => void, take: () => void, close: () => void}} View
 */

/** @param {View} view */
export function panel(view) {
  const [key, lane] = splitPlace(view.place);
  const node = key === START ? { key: START, kind: START, ...view.flow.start } : find(view.flow, key);
  if (!node) return nothing;
  const title = lane === null ? titleOf(node) : laneTitle(node.lanes?.[lane] ?? {}, lane);
  return html`
    <div class="props-head">${icon(view.names.kinds[node.kind]?.icon ?? "user")}<h2>${title}</h2>
      ${key === START ? nothing : html`<button class="btn ghost icon" type="button" aria-label=${gettext("Remove")} title=${gettext("Remove")} @click=${view.take}>${icon("trash-2")}</button>`}
      <button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Close")} @click=${view.close}>${icon("x")}</button>
    </div>
    <div class="props-body">
      ${view.problems.length ? html`<ul class="error">${view.problems.map((problem) => html`<li>${problem.message}</li>`)}</ul>` : nothing}
      ${lane === null ? nodePanel(view, node) : lanePanel(view, node, lane)}
    </div>`;
}

/** @param {View} view @param {import("./model.js").Node} node */
function nodePanel(view, node) {
  const set = (/** @type {any} */ patch, /** @type {string} */ label, /** @type {string} */ coalesce = "") => view.commit(update(view.flow, node.key, patch), label, coalesce);
  if (node.kind === START) return startPanel(view, node, set);
  return html`
    ${nameField(node.name, kindName(node.kind), (name) => set({ name }, gettext("Rename"), `name-${node.key}`))}
    ${node.who ? peopleRules({ rules: node.who, names: view.names, given: view.given, change: (who) => set({ who }, gettext("Choose people")) }) : nothing}
    ${node.kind === "approve" ? approvePanel(view, node, set) : nothing}
    ${node.kind === "parallel" ? choice(gettext("Go on when"), typeof node.join === "string" ? node.join : "all", [["all", gettext("all lanes are done")], ["any", gettext("the first lane is done")]], (join) => set({ join }, gettext("Go on when"))) : nothing}
    ${node.kind === "end" ? choice(gettext("Result"), node.result ?? "approved", [["approved", gettext("Approved")], ["rejected", gettext("Rejected")], ["cancelled", gettext("Cancelled")]], (result) => set({ result }, gettext("Result"))) : nothing}
    ${["approve", "fill", "cc"].includes(node.kind) ? fieldRights({ rights: node.fields ?? {}, fields: view.names.fields, kind: node.kind, change: (fields) => set({ fields }, gettext("Field rights")) }) : nothing}`;
}

/** @param {View} view @param {any} node @param {(patch: any, label: string, coalesce?: string) => void} set */
const startPanel = (view, node, set) => html`
  <p class="help">${gettext("Everybody who may submit the form starts this flow.")}</p>
  <label class="field"><span class="label">${gettext("Only if")}</span>
    <textarea class="input" rows="2" spellcheck="false" placeholder="total > 0" .value=${live(node.when ?? "")} @change=${(/** @type {any} */ event) => set({ when: event.target.value || undefined }, gettext("Start condition"))}></textarea>
  </label>
  ${choice(gettext("Initiator may withdraw"), view.flow.settings?.withdraw ?? "before_first_action", [["never", gettext("never")], ["before_first_action", gettext("until somebody has decided")], ["any_time", gettext("at any time")]], (withdraw) => view.commit({ ...view.flow, settings: { ...view.flow.settings, withdraw } }, gettext("Withdraw")))}
  ${choice(gettext("Somebody who has approved before"), view.flow.settings?.dedupe ?? "none", [["none", gettext("is asked again")], ["consecutive", gettext("is not asked twice in a row")], ["ever", gettext("is never asked again")]], (dedupe) => view.commit({ ...view.flow, settings: { ...view.flow.settings, dedupe } }, gettext("Asked again")))}
  ${fieldRights({ rights: node.fields ?? {}, fields: view.names.fields, kind: START, change: (fields) => set({ fields }, gettext("Field rights")) })}`;

/** @param {View} view @param {any} node @param {(patch: any, label: string, coalesce?: string) => void} set */
function approvePanel(view, node, set) {
  const word = togetherOf(node);
  const actions = node.actions ?? { approve: {}, reject: {}, return: {}, transfer: {}, cc: {} };
  const button = (/** @type {string} */ key, /** @type {string} */ label, /** @type {any} */ value = {}) => html`
    <label class="check"><input type="checkbox" .checked=${live(key in actions)} @change=${(/** @type {any} */ event) => {
      const { [key]: _gone, ...others } = actions;
      set({ actions: event.target.checked ? { ...others, [key]: value } : others }, gettext("Buttons"));
    }}> ${label}</label>`;
  return html`
    ${choice(gettext("Several approvers"), word, [["all", gettext("all must approve")], ["any", gettext("one is enough")], ["turn", gettext("in turn")], ["percent", gettext("a percentage")]], (chosen) => set(together(chosen), gettext("Several approvers")))}
    ${word === "percent" ? html`<label class="field"><span class="label">${gettext("Percent")}</span><input class="input" type="number" min="1" max="100" .value=${live(String(node.need.percent))} @change=${(/** @type {any} */ event) => set(together("percent", Math.min(100, Math.max(1, Number(event.target.value) || 60))), gettext("Percent"))}></label>` : nothing}
    ${choice(gettext("If the initiator is an approver"), node.self ?? "keep", [["keep", gettext("they decide")], ["skip", gettext("they are skipped")], ["manager", gettext("their manager decides")], ["department_head", gettext("their department head decides")], ["admin", gettext("an administrator decides")]], (self) => set({ self }, gettext("Self approval")))}
    ${choice(gettext("If nobody is found"), typeof node.empty === "string" ? node.empty : "admin", [["admin", gettext("an administrator decides")], ["manager_up", gettext("the next manager decides")], ["approve", gettext("it counts as approved")], ["reject", gettext("it counts as rejected")], ["incident", gettext("it stops and shows")]], (empty) => set({ empty }, gettext("Nobody found")))}
    ${choice(gettext("Comment"), node.comment ?? "optional", [["optional", gettext("if wanted")], ["required_on_reject", gettext("when rejecting or returning")], ["required", gettext("always")], ["off", gettext("none")]], (comment) => set({ comment }, gettext("Comment")))}
    <fieldset class="fl-checks"><legend class="label">${gettext("Buttons")}</legend>
      ${button("reject", gettext("Reject"))} ${button("return", gettext("Return"), { targets: "initiator" })} ${button("transfer", gettext("Transfer"))} ${button("cc", gettext("Copy"))} ${button("batch", gettext("Approve many at once"), true)}
    </fieldset>`;
}

/** @param {View} view @param {import("./model.js").Node} node @param {number} index */
function lanePanel(view, node, index) {
  const lane = node.lanes?.[index];
  if (!lane) return nothing;
  const set = (/** @type {any} */ patch, /** @type {string} */ label, /** @type {string} */ coalesce = "") => view.commit(updateLane(view.flow, node.key, index, patch), label, coalesce);
  return html`
    ${nameField(lane.name, laneTitle(lane, index), (name) => set({ name }, gettext("Rename"), `lane-${node.key}-${index}`))}
    ${hasConditions(node.kind) && !lane.default
      ? html`<mr-lane-condition .when=${lane.when ?? ""} .fields=${conditionFields(view.given.fields, (target) => `${view.given.urls.records}${target}/`)} @mr-change=${(/** @type {CustomEvent} */ event) => set({ when: event.detail.when }, gettext("Condition"), `when-${node.key}-${index}`)}></mr-lane-condition>`
      : html`<p class="help">${lane.default ? gettext("Taken when no other condition holds.") : gettext("All lanes run at the same time.")}</p>`}`;
}

/** @param {any} name @param {string} placeholder @param {(name: any) => void} change */
const nameField = (name, placeholder, change) => html`
  <label class="field"><span class="label">${gettext("Name")}</span>
    <input class="input" maxlength="100" placeholder=${placeholder} .value=${live(localized(name))} @input=${(/** @type {any} */ event) => change(relabel(name, event.target.value))}>
  </label>`;

/** @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => void} change */
const choice = (label, value, options, change) => html`
  <label class="field"><span class="label">${label}</span>
    <select class="select" @change=${(/** @type {any} */ event) => change(event.target.value)}>
      ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}
    </select>
  </label>`;
