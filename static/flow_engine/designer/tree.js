// @ts-check
/** The drawing of a flow: nested lists with lines between them; no canvas, so it prints, zooms and reads aloud. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { START, hasConditions, isBranch, laneId } from "./model.js";
import { kindName, laneTitle, sayCondition, summaryOf, titleOf } from "./words.js";

/**
 * @typedef {{flow: import("./model.js").Flow, names: import("./words.js").Names, selected: string, adding: string,
 *   problemsOf: (place: string) => {message: string, level?: string}[], select: (place: string, byKey: boolean) => void, menu: (place: string) => void,
 *   addLane: (key: string) => void}} View
 */

/** @param {View} view */
export const tree = (view) => html`
  <ol class="fl-list" aria-label=${gettext("Flow")}>
    <li>${card(view, { key: START, kind: START }, gettext("Whoever submits the form"))}${plus(view, START)}</li>
    ${nodes(view, view.flow.items)}
    <li><span class="fl-end">${gettext("End")}</span></li>
  </ol>`;

/** Errors stop the flow from being published, warnings do not. @param {{level?: string}[]} problems */
const toneOf = (problems) => (problems.some((problem) => problem.level !== "warning") ? "bad" : problems.length ? "warn" : "");

/** @param {View} view @param {import("./model.js").Node[]} items */
const nodes = (view, items) =>
  repeat(items, (node) => node.key, (node) => html`<li>${isBranch(node.kind) ? branch(view, node) : card(view, node, summaryOf(node, view.names))}${plus(view, node.key)}</li>`);

/** @param {View} view @param {any} node @param {string} summary */
function card(view, node, summary) {
  const problems = view.problemsOf(node.key);
  const selected = view.selected === node.key;
  const title = titleOf(node);
  return html`
    <button type="button" class="fl-card k-${node.kind} ${toneOf(problems)}" data-place=${node.key} aria-pressed=${String(selected)} tabindex=${selected ? 0 : -1}
      aria-label=${[kindName(node.kind), title, summary, ...problems.map((problem) => problem.message)].join(". ")} @click=${(/** @type {MouseEvent} */ event) => view.select(node.key, event.detail === 0)}>
      <span class="fl-head">${icon(view.names.kinds[node.kind]?.icon ?? "user")} ${title}</span>
      <span class="fl-body">${summary ? html`<span>${summary}</span>` : html`<span class="ph">${gettext("Choose people")}</span>`}${icon(problems.length ? "circle-alert" : "chevron-right")}</span>
    </button>`;
}

/** @param {View} view @param {string} place */
const plus = (view, place) => html`
  <div class="fl-plus">
    <button type="button" class="plus" data-plus=${place} aria-label=${gettext("Add a step here")} aria-expanded=${String(view.adding === place)} @click=${() => view.menu(place)}>${icon("plus")}</button>
  </div>`;

/** @param {View} view @param {import("./model.js").Node} node */
const branch = (view, node) => html`
  <div class="fl-fork">
    <span class="fl-fork-tools">
      <button type="button" class="btn sm fl-add" @click=${() => view.addLane(node.key)}>${icon("plus")} ${hasConditions(node.kind) ? gettext("Add condition") : gettext("Add lane")}</button>
      <button type="button" class="btn sm icon fl-add" data-place=${node.key} aria-pressed=${String(view.selected === node.key)} tabindex=${view.selected === node.key ? 0 : -1} aria-label=${fmt(gettext("Settings of %(name)s"), { name: titleOf(node) })} @click=${(/** @type {MouseEvent} */ event) => view.select(node.key, event.detail === 0)}>${icon("settings-2")}</button>
    </span>
    <ol class="fl-branches">
      ${(node.lanes ?? []).map((lane, index) => html`<li class="fl-branch"><div class="fl-lead"></div>${laneCard(view, node, lane, index)}${plus(view, laneId(node.key, index))}<ol class="fl-list">${nodes(view, lane.items)}</ol><div class="fl-tail"></div></li>`)}
    </ol>
  </div>`;

/** @param {View} view @param {import("./model.js").Node} node @param {import("./model.js").Lane} lane @param {number} index */
function laneCard(view, node, lane, index) {
  const place = laneId(node.key, index);
  const problems = view.problemsOf(place);
  const selected = view.selected === place;
  const text = !hasConditions(node.kind) ? gettext("Always") : lane.default ? gettext("When nothing else fits") : lane.when ? sayCondition(lane.when, view.names.fields) : gettext("Set a condition");
  return html`
    <button type="button" class="fl-cond ${toneOf(problems)}" data-place=${place} aria-pressed=${String(selected)} tabindex=${selected ? 0 : -1}
      aria-label=${[kindName(node.kind), laneTitle(lane, index), text, ...problems.map((problem) => problem.message)].join(". ")} @click=${(/** @type {MouseEvent} */ event) => view.select(place, event.detail === 0)}>
      <span class="fl-ctop"><b>${laneTitle(lane, index)}</b>${hasConditions(node.kind) ? html`<span class="badge">${fmt(gettext("Priority %(number)s"), { number: index + 1 })}</span>` : nothing}</span>
      <span class="fl-ctext ${lane.when || lane.default || !hasConditions(node.kind) ? "" : "ph"}">${text}</span>
    </button>`;
}
