// @ts-check
/** The right side of the inbox: one request with its way, its record and its history. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { formatRelative } from "../../builder/core/format.js";
import { fmt, gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "../../forms_engine/runtime/mr-form.js";
import "../process/mr-decision.js";
import { formMode, stepsOf } from "../process/model.js";
import { statusMark } from "../process/status.js";
import { feed, wayStrip } from "../process/timeline.js";

/**
 * @typedef {{page: import("../process/model.js").Page | null, loading: boolean, notice: string, me: {id: number, name: string}, urls: any, hints: boolean,
 *   form: () => any, back: () => void, flipHints: () => void}} View
 */

/** @param {View} view */
export function reader(view) {
  const { page } = view;
  if (!page) return view.notice ? gone(view) : view.loading ? waiting() : nothingOpen();
  const { process } = page;
  return html`
    <header class="ib-top">
      <div class="ib-titles">
        <button type="button" class="btn ghost icon only-phone" aria-label=${gettext("Back to the list")} @click=${view.back}>${icon("chevron-left")}</button>
        <h2 class="ib-heading" tabindex="-1">${process.title}</h2>
        ${mark(view, page)}
      </div>
      <p class="ib-meta"><span>${[process.initiator.name, localized(process.flow.name), fmt(gettext("submitted %(when)s"), { when: formatRelative(process.started_at) })].join(" · ")}</span>
        ${page.record_url ? html`<a href=${page.record_url}>${gettext("Open the record")}</a>` : nothing}</p>
      ${wayStrip(stepsOf(page, view.me.id))}
    </header>
    <div class="ib-body" tabindex="0" role="region" aria-label=${gettext("Content of the request")}>
      ${view.notice ? html`<div class="banner warn ib-notice" role="status">${icon("info")}<div class="body">${view.notice}</div></div>` : nothing}
      ${advice(page)}
      <div class="ib-columns">
        <section class="card" aria-label=${gettext("Record")}>
          ${page.record
            ? keyed(`${process.id}:${page.task?.id ?? ""}:${page.record.revision}`, html`<mr-form .start=${page.record} mode=${formMode(page)} no-actions draft-key=${page.task ? `task-${page.task.id}` : ""}></mr-form>`)
            : html`<p class="muted">${gettext("The record is gone.")}</p>`}
        </section>
        <section class="card ib-history" aria-labelledby="ib-history"><h2 id="ib-history">${gettext("History")}</h2>${feed(page.timeline)}</section>
      </div>
    </div>
    <div class="ib-foot">
      <mr-decision .page=${page} .me=${view.me} .urls=${view.urls} .form=${view.form} ?hints=${view.hints}></mr-decision>
      ${page.task ? html`<p class="ib-keys not-phone">${keys(view)}</p>` : nothing}
    </div>`;
}

/** @param {View} view @param {import("../process/model.js").Page} page */
function mark(view, page) {
  if (!page.task) return statusMark(page.process);
  const { owner } = page.task;
  return owner.id === view.me.id ? html`<span class="status warn">${gettext("Waiting for you")}</span>` : html`<span class="status accent">${fmt(gettext("For %(name)s"), { name: owner.name })}</span>`;
}

/** What to do here, where it is not plain. @param {import("../process/model.js").Page} page */
function advice(page) {
  const back = page.timeline.findLast((entry) => entry.type === "returned" || entry.outcome === "return");
  const text = page.process.can.submit
    ? gettext("Change what is asked for, then submit again.")
    : page.task && formMode(page) === "edit" ? gettext("Some fields are open for you. What you change goes with your answer.") : "";
  if (!text) return nothing;
  return html`<div class="banner ${page.process.can.submit ? "warn" : ""}">${icon(page.process.can.submit ? "corner-up-left" : "pencil")}<div class="body">
    ${page.process.can.submit && back?.comment ? html`<b>${fmt(gettext("%(name)s: %(comment)s"), { name: back.actor?.name ?? "", comment: back.comment })}</b>` : nothing}${text}</div></div>`;
}

/** @param {View} view */
function keys(view) {
  const hint = (/** @type {string[]} */ names, /** @type {string} */ text) => html`<span>${names.map((name) => html`<kbd>${name}</kbd> `)}${text}</span>`;
  return html`
    ${view.hints ? html`${hint(["J", "K"], gettext("next, previous"))} ${hint(["C"], gettext("comment"))} ${hint(["Ctrl", "Enter"], gettext("approve with it"))} ${hint(["X"], gettext("choose"))}` : nothing}
    <button type="button" class="btn link" @click=${view.flipHints}>${icon("keyboard")}${view.hints ? gettext("Switch keys off") : gettext("Switch keys on")}</button>`;
}

const nothingOpen = () => html`<div class="empty ib-none">${icon("inbox")}<h2>${gettext("Nothing is open")}</h2><p>${gettext("Choose a request on the left.")}</p></div>`;

/** @param {View} view */
const gone = (view) => html`<div class="empty ib-none">${icon("circle-alert")}<h2>${gettext("This request cannot be shown")}</h2><p>${view.notice}</p><button type="button" class="btn" @click=${view.back}>${gettext("Back to the list")}</button></div>`;

const waiting = () => html`<div class="ib-body" aria-busy="true" role="status"><span class="sr-only">${gettext("Loading…")}</span><div class="card"><span class="skeleton line"></span><span class="skeleton tile"></span></div></div>`;

