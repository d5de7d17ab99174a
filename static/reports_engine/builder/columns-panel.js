// @ts-check
/** The right pane of the report builder: groupings, values, filter and order. */
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { live } from "lit/directives/live.js";
import { gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "../../forms_engine/designer/mr-condition-input.js";
import { GRAINS, OPERATIONS, addCount, changeDimension, changeMeasure, isFirst, isLast, isMoment, move, remove, sortBy } from "./model.js";

/** @type {Record<string, () => string>} */
const GRAIN_NAMES = {
  year: () => gettext("Year"),
  quarter: () => gettext("Quarter"),
  month: () => gettext("Month"),
  week: () => gettext("Week"),
  day: () => gettext("Day"),
};
/** @type {Record<string, () => string>} */
const OPERATION_NAMES = {
  count: () => gettext("Count"),
  sum: () => gettext("Sum"),
  avg: () => gettext("Average"),
  min: () => gettext("Smallest"),
  max: () => gettext("Largest"),
  distinct: () => gettext("Different values"),
};

/**
 * @typedef {{report: import("./model.js").Report, source: {fields: import("./model.js").Source[]} | undefined,
 *   conditions: any[], close: () => void,
 *   commit: (report: import("./model.js").Report, label: string, coalesce?: string) => void}} Context
 */

/** @param {Context} context */
export const columnsPanel = (context) => html`
  <div class="props-head">${icon("settings-2")}<h2>${gettext("Report")}</h2><button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Close")} @click=${context.close}>${icon("x")}</button></div>
  <div class="props-body">
    <section>
      <h3>${gettext("Grouped by")}</h3>
      <ul class="report-columns">${repeat(context.report.dimensions, (one) => one.key, (one) => dimensionRow(context, one))}</ul>
      ${context.report.dimensions.length ? "" : html`<p class="help">${gettext("Nothing yet: one number for everything.")}</p>`}
    </section>
    <section>
      <h3>${gettext("Values")}</h3>
      <ul class="report-columns">${repeat(context.report.measures, (one) => one.key, (one) => measureRow(context, one))}</ul>
      <button class="btn sm" type="button" @click=${() => context.commit(addCount(context.report), gettext("Add value"))}>${icon("plus")} ${gettext("Number of records")}</button>
    </section>
    <section>
      <h3>${gettext("Only records where")}</h3>
      <mr-condition-input label=${gettext("Only records where")} .when=${context.report.filter ?? ""} .fields=${context.conditions} @mr-change=${(/** @type {CustomEvent} */ event) => context.commit({ ...context.report, filter: event.detail.when }, gettext("Filter"), "filter")}></mr-condition-input>
    </section>
    ${sortField(context)}
  </div>`;

/** @param {Context} context @param {string} path */
const nameOf = (context, path) => context.source?.fields.find((field) => field.path === path)?.label ?? path;

/** @param {Context} context @param {import("./model.js").Dimension} one */
function dimensionRow(context, one) {
  const { report, commit } = context;
  const source = context.source?.fields.find((field) => field.path === one.field);
  const name = nameOf(context, one.field);
  return html`
    <li class="report-column">
      <span class="name">${name}</span>
      ${columnButtons(context, one.key, name)}
      ${source && isMoment(source)
        ? html`<select class="select" aria-label="${gettext("Period")}: ${name}" @change=${(/** @type {any} */ event) => commit(changeDimension(report, one.key, { grain: event.target.value }), gettext("Period"))}>
            ${GRAINS.map((grain) => html`<option value=${grain} ?selected=${one.grain === grain}>${GRAIN_NAMES[grain]()}</option>`)}
          </select>`
        : ""}
    </li>`;
}

/** @param {Context} context @param {import("./model.js").Measure} one */
function measureRow(context, one) {
  const { report, commit } = context;
  const name = one.field ? nameOf(context, one.field) : gettext("Number of records");
  const rename = (/** @type {any} */ event) => commit(changeMeasure(report, one.key, { label: relabel(one.label, event.target.value) }), gettext("Rename"), `label-${one.key}`);
  return html`
    <li class="report-column">
      <span class="name">${name}</span>
      ${columnButtons(context, one.key, name)}
      ${one.field
        ? html`<select class="select" aria-label="${gettext("Worked out as")}: ${name}" @change=${(/** @type {any} */ event) => commit(changeMeasure(report, one.key, { op: event.target.value }), gettext("Worked out as"))}>
            ${OPERATIONS.map((op) => html`<option value=${op} ?selected=${one.op === op}>${OPERATION_NAMES[op]()}</option>`)}
          </select>`
        : ""}
      <input class="input" aria-label="${gettext("Label")}: ${name}" placeholder=${gettext("Label")} .value=${live(localized(one.label))} @input=${rename}>
    </li>`;
}

/** @param {Context} context @param {string} key @param {string} name */
const columnButtons = ({ report, commit }, key, name) => html`
  <span class="row report-tools">
    <button class="btn ghost sm icon" type="button" ?disabled=${isFirst(report, key)} aria-label="${gettext("Move up")}: ${name}" @click=${() => commit(move(report, key, -1), gettext("Move"))}>${icon("arrow-up")}</button>
    <button class="btn ghost sm icon" type="button" ?disabled=${isLast(report, key)} aria-label="${gettext("Move down")}: ${name}" @click=${() => commit(move(report, key, 1), gettext("Move"))}>${icon("arrow-down")}</button>
    <button class="btn ghost sm icon" type="button" aria-label="${gettext("Remove")}: ${name}" @click=${() => commit(remove(report, key), gettext("Remove"))}>${icon("x")}</button>
  </span>`;

/** @param {Context} context */
function sortField(context) {
  const { report, commit } = context;
  const columns = [...report.dimensions, ...report.measures];
  const current = report.sort?.[0];
  return html`
    <div class="field">
      <label class="label" for="report-sort">${gettext("Order")}</label>
      <div class="stack gap-2">
        <select class="select" id="report-sort" @change=${(/** @type {any} */ event) => commit(sortBy(report, event.target.value, current?.descending ?? false), gettext("Order"))}>
          <option value="" ?selected=${!current}>${gettext("By grouping")}</option>
          ${columns.map((one) => html`<option value=${one.key} ?selected=${current?.by === one.key}>${one.field ? nameOf(context, one.field) : gettext("Number of records")}</option>`)}
        </select>
        <label class="check"><input type="checkbox" ?disabled=${!current} .checked=${live(current?.descending ?? false)} @change=${(/** @type {any} */ event) => commit(sortBy(report, current?.by ?? "", event.target.checked), gettext("Order"))}> ${gettext("Largest first")}</label>
      </div>
    </div>`;
}
