// @ts-check
/** How people decide together at a step, what happens in special cases, and which buttons they have. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../../builder/core/i18n.js";
import { choice } from "./controls.js";
import { START, before, together, togetherOf } from "./model.js";
import { titleOf } from "./words.js";

/** @typedef {(patch: any, label: string, coalesce?: string) => void} Setter */

const USUAL = { approve: {}, reject: {}, return: { targets: "initiator" }, transfer: {}, cc: {} };

/** @param {import("./panel.js").View} view @param {any} node @param {Setter} set */
export function approveRules(view, node, set) {
  const word = togetherOf(node);
  const approve = node.kind === "approve";
  const label = approve ? gettext("Several approvers") : gettext("Several people");
  /** @type {[string, string][]} */
  const ways = approve
    ? [["all", gettext("all must approve")], ["any", gettext("one is enough")], ["turn", gettext("in turn")], ["percent", gettext("a percentage")]]
    : [["any", gettext("one does it")], ["all", gettext("everybody does it")], ["turn", gettext("in turn")]];
  const comments = /** @type {[string, string][]} */ ([["optional", gettext("if wanted")], ...(approve ? [["required_on_reject", gettext("when rejecting or returning")]] : []), ["required", gettext("always")], ["off", gettext("none")]]);
  const empties = /** @type {[string, string][]} */ ([["admin", gettext("an administrator is asked")], ["manager_up", gettext("the next manager is asked")], ["approve", approve ? gettext("it counts as approved") : gettext("the step is passed")], ...(approve ? [["reject", gettext("it counts as rejected")]] : []), ["incident", gettext("it stops and shows")]]);
  return html`
    ${choice(label, word, ways, (chosen) => set(approve ? together(chosen) : { order: chosen === "turn" ? "sequence" : "parallel", need: chosen === "any" ? "any" : "all" }, label))}
    ${word === "percent" ? html`<label class="field"><span class="label">${gettext("Percent")}</span><input class="input" type="number" min="1" max="100" .value=${live(String(node.need.percent))} @change=${(/** @type {any} */ event) => set(together("percent", Math.min(100, Math.max(1, Number(event.target.value) || 60))), gettext("Percent"))}></label>` : nothing}
    ${choice(gettext("Comment"), node.comment ?? "optional", comments, (comment) => set({ comment }, gettext("Comment")))}
    <details class="props-group"><summary>${gettext("Special cases")}</summary>
      <div class="fl-group">
        ${approve ? choice(gettext("If the initiator is an approver"), node.self ?? "keep", [["keep", gettext("they decide")], ["skip", gettext("they are skipped")], ["manager", gettext("their manager decides")], ["department_head", gettext("their department head decides")], ["admin", gettext("an administrator decides")]], (self) => set({ self }, gettext("Self approval"))) : nothing}
        ${choice(gettext("If nobody is found"), typeof node.empty === "string" ? node.empty : "admin", empties, (empty) => set({ empty }, gettext("Nobody found")))}
        ${approve ? rejection(view, node, set) : nothing}
        ${approve ? others(view, node, set) : nothing}
      </div>
    </details>`;
}

/** @param {import("./panel.js").View} view @param {any} node @param {Setter} set */
function rejection(view, node, set) {
  const current = node.on_reject?.return_to ?? "end";
  /** @type {[string, string][]} */
  const options = [["end", gettext("the request ends")], ["initiator", gettext("it goes back to the initiator")], ...before(view.flow, node.key).map((one) => /** @type {[string, string]} */ ([one.key, titleOf(one)]))];
  return choice(gettext("After a rejection"), current, options, (to) => set({ on_reject: to === "end" ? "end" : { return_to: to } }, gettext("After a rejection")));
}

/** People who may not decide here because they have acted elsewhere. @param {import("./panel.js").View} view @param {any} node @param {Setter} set */
function others(view, node, set) {
  const chosen = /** @type {string[]} */ (node.distinct_from ?? []);
  const options = [{ key: "initiator", name: gettext("the initiator") }, ...before(view.flow, node.key).filter((one) => one.key !== START).map((one) => ({ key: one.key, name: titleOf(one) }))];
  return html`
    <fieldset class="fl-checks"><legend class="label">${gettext("Must be other people than")}</legend>
      ${options.map(({ key, name }) => html`<label class="check"><input type="checkbox" .checked=${live(chosen.includes(key))} @change=${(/** @type {any} */ event) => {
        const next = options.map((one) => one.key).filter((one) => (one === key ? event.target.checked : chosen.includes(one)));
        set({ distinct_from: next.length ? next : undefined }, gettext("Must be other people than"));
      }}> ${name}</label>`)}
    </fieldset>`;
}

/** @param {any} node @param {Setter} set */
export function buttonRules(node, set) {
  const actions = node.actions ?? USUAL;
  const button = (/** @type {string} */ key, /** @type {string} */ label, /** @type {any} */ value = {}) => html`
    <label class="check"><input type="checkbox" .checked=${live(key in actions)} @change=${(/** @type {any} */ event) => {
      const { [key]: _gone, ...rest } = actions;
      set({ actions: event.target.checked ? { ...rest, [key]: value } : rest }, gettext("Buttons"));
    }}> ${label}</label>`;
  return html`
    <details class="props-group"><summary>${gettext("Buttons")}</summary>
      <div class="fl-group">
        <div class="fl-checks">
          ${button("reject", gettext("Reject"))} ${button("return", gettext("Return"), { targets: "initiator" })} ${button("transfer", gettext("Transfer"))}
          ${button("add_before", gettext("Ask others first"))} ${button("add_parallel", gettext("Ask others as well"))} ${button("cc", gettext("Send a copy"))} ${button("batch", gettext("Approve many at once"), true)}
        </div>
        ${actions.return ? choice(gettext("Return to"), typeof actions.return.targets === "string" ? actions.return.targets : "initiator", [["initiator", gettext("the initiator")], ["previous", gettext("who decided last")], ["any_visited", gettext("any earlier step")]], (targets) => set({ actions: { ...actions, return: { ...actions.return, targets } } }, gettext("Return to"))) : nothing}
        ${actions.return ? choice(gettext("After it is submitted again"), actions.return.after ?? "restart", [["restart", gettext("the steps between are done again")], ["direct", gettext("it comes straight back here")], ["choose", gettext("the person decides")]], (after) => set({ actions: { ...actions, return: { ...actions.return, after } } }, gettext("After it is submitted again"))) : nothing}
      </div>
    </details>`;
}
