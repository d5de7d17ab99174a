// @ts-check
/** The right pane of the flow designer: settings of whatever is selected. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { gettext, pgettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import { approveRules, buttonRules } from "./approving.js";
import { choice, nameField } from "./controls.js";
import "./mr-lane-condition.js";
import { fieldRights } from "./field-rights.js";
import { START, find, hasConditions, splitPlace, update, updateLane } from "./model.js";
import { peopleRules } from "./people.js";
import { startPanel } from "./start-panel.js";
import { kindName, laneTitle, titleOf } from "./words.js";

/**
 * @typedef {{flow: import("./model.js").Flow, names: import("./words.js").Names, given: any, enabled: boolean, place: string, problems: {message: string, level?: string}[],
 *   commit: (flow: import("./model.js").Flow, label: string, coalesce?: string) => void, take: () => void, nudge: (by: -1 | 1) => void, close: () => void, toggle: () => void}} View
 */

/** @param {View} view */
export function panel(view) {
  const [key, lane] = splitPlace(view.place);
  const node = key === START ? { key: START, kind: START, ...view.flow.start } : find(view.flow, key);
  if (!node) return nothing;
  const title = lane === null ? titleOf(node) : laneTitle(node.lanes?.[lane] ?? {}, lane);
  return keyed(view.place, html`
    <div class="props-head">${icon(view.names.kinds[node.kind]?.icon ?? "user")}<h2>${title}</h2>
      <div class="fl-tools">
        ${key === START ? nothing : tools(view, lane !== null)}
        <button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Close")} @click=${view.close}>${icon("x")}</button>
      </div>
    </div>
    <div class="props-body">
      ${view.problems.map((problem) => html`<div class="banner ${problem.level === "warning" ? "warn" : "danger"}">${icon(problem.level === "warning" ? "triangle-alert" : "circle-alert")}<div class="body">${problem.message}</div></div>`)}
      ${lane === null ? nodePanel(view, node) : lanePanel(view, node, lane)}
    </div>`);
}

/** Moving and removing, for those who do not use keys. @param {View} view @param {boolean} isLane */
const tools = (view, isLane) => html`
  <button class="btn ghost icon" type="button" aria-label=${isLane ? gettext("More priority") : gettext("Move up")} title=${isLane ? gettext("More priority") : gettext("Move up")} @click=${() => view.nudge(-1)}>${icon(isLane ? "arrow-left" : "arrow-up")}</button>
  <button class="btn ghost icon" type="button" aria-label=${isLane ? gettext("Less priority") : gettext("Move down")} title=${isLane ? gettext("Less priority") : gettext("Move down")} @click=${() => view.nudge(1)}>${icon(isLane ? "arrow-right" : "arrow-down")}</button>
  <button class="btn ghost icon danger" type="button" data-remove aria-label=${gettext("Remove")} title=${gettext("Remove")} @click=${view.take}>${icon("trash-2")}</button>`;

/** @param {View} view @param {import("./model.js").Node} node */
function nodePanel(view, node) {
  const set = (/** @type {any} */ patch, /** @type {string} */ label, /** @type {string} */ coalesce = "") => view.commit(update(view.flow, node.key, patch), label, coalesce);
  if (node.kind === START) return startPanel(view, node, set);
  const people = ["approve", "fill", "cc"].includes(node.kind);
  return html`
    ${nameField(node.name, kindName(node.kind), (name) => set({ name }, gettext("Rename"), `name-${node.key}`))}
    ${node.who ? peopleRules({ rules: node.who, names: view.names, given: view.given, change: (who) => set({ who }, gettext("Choose people")) }) : nothing}
    ${node.kind === "approve" || node.kind === "fill" ? approveRules(view, node, set) : nothing}
    ${node.kind === "parallel" ? choice(gettext("Go on when"), typeof node.join === "string" ? node.join : "all", [["all", gettext("all lanes are done")], ["any", gettext("the first lane is done")]], (join) => set({ join }, gettext("Go on when"))) : nothing}
    ${node.kind === "end" ? choice(gettext("Result"), node.result ?? "approved", [["approved", pgettext("outcome", "Approved")], ["rejected", gettext("Rejected")], ["cancelled", gettext("Cancelled")]], (result) => set({ result }, gettext("Result"))) : nothing}
    ${people ? fieldRights({ rights: node.fields ?? {}, fields: view.names.fields, kind: node.kind, change: (fields) => set({ fields }, gettext("Field rights")) }) : nothing}
    ${node.kind === "approve" ? buttonRules(node, set) : nothing}`;
}

/** @param {View} view @param {import("./model.js").Node} node @param {number} index */
function lanePanel(view, node, index) {
  const lane = node.lanes?.[index];
  if (!lane) return nothing;
  const set = (/** @type {any} */ patch, /** @type {string} */ label, /** @type {string} */ coalesce = "") => view.commit(updateLane(view.flow, node.key, index, patch), label, coalesce);
  return html`
    ${nameField(lane.name, laneTitle({ ...lane, name: "" }, index), (name) => set({ name }, gettext("Rename"), `lane-${node.key}-${index}`))}
    ${hasConditions(node.kind) && !lane.default
      ? html`<mr-lane-condition .when=${lane.when ?? ""} .fields=${conditionFields(view.given.fields, (target) => `${view.given.urls.forms}${target}/records/pick/`)} @mr-change=${(/** @type {CustomEvent} */ event) => set({ when: event.detail.when || undefined }, gettext("Condition"), `when-${node.key}-${index}`)}></mr-lane-condition>`
      : html`<p class="help">${lane.default ? gettext("Taken when no other condition holds.") : gettext("All lanes run at the same time.")}</p>`}`;
}
