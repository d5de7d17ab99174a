// @ts-check
/** The left side of the inbox: parts, search, and the lines. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { formatDateTime, formatList, formatRelative } from "../../builder/core/format.js";
import { fmt, gettext, localized, ngettext, pgettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { initials } from "../../builder/core/initials.js";
import { statusMark } from "../process/status.js";
import { BOXES, addressOf, isLate, isUnread, keyOf } from "./model.js";
/** @typedef {import("./model.js").Item} Item */

const NAMES = { todo: () => gettext("To do"), started: () => gettext("Started by me"), done: () => pgettext("inbox", "Done"), copies: () => gettext("Copies") };
const EMPTY = /** @type {Record<string, () => [string, string]>} */ ({
  todo: () => [gettext("All done"), gettext("Nothing waits for you. What people ask you to decide appears here.")],
  started: () => [gettext("Nothing started yet"), gettext("When you submit a form that needs a decision, you follow it here.")],
  done: () => [gettext("Nothing decided yet"), gettext("What you have decided stays here.")],
  copies: () => [gettext("No copies"), gettext("Requests that somebody keeps you informed about appear here.")],
});
const OUTCOMES = /** @type {Record<string, [string, () => string]>} */ ({ approve: ["ok", () => gettext("Approved")], reject: ["danger", () => gettext("Rejected")], submit: ["ok", () => gettext("Submitted")], return: ["warn", () => gettext("Sent back")] });

/**
 * @typedef {{box: string, items: Item[], more: boolean, loading: boolean, open: string, checked: Set<string>, counts: Record<string, number>, search: string, app: string,
 *   apps: Map<string, any>, page: string, now: number, choose: (box: string) => void, show: (item: Item) => void, check: (item: Item, on: boolean) => void, checkAll: (on: boolean) => void,
 *   find: (text: string) => void, inApp: (key: string) => void, next: () => void, approve: () => void, busy: boolean}} View
 */

/** @param {View} view */
export const list = (view) => html`
  <div class="ib-head">
    <h1>${gettext("Inbox")}${view.counts.todo ? html` <span class="badge accent" title=${gettext("To do")}>${view.counts.todo}</span>` : nothing}</h1>
    <div class="seg ib-boxes" role="group" aria-label=${gettext("Parts of the inbox")}>
      ${BOXES.map((box) => html`<button type="button" aria-pressed=${String(box === view.box)} @click=${() => view.choose(box)}>${NAMES[box]()}${box === "copies" && view.counts.copies ? html`<span class="badge">${view.counts.copies}</span>` : nothing}</button>`)}
    </div>
    ${view.box === "copies" ? nothing : html`
      <div class="row">
        <div class="affix grow"><span class="unit" aria-hidden="true">${icon("search")}</span><input class="input" type="search" data-page-search aria-label=${gettext("Search by title")} placeholder=${gettext("Search by title")} .value=${live(view.search)} @input=${(/** @type {any} */ event) => view.find(event.target.value)}></div>
        ${view.apps.size > 1 ? html`<select class="select ib-app" aria-label=${gettext("App")} @change=${(/** @type {any} */ event) => view.inApp(event.target.value)}>
          <option value="">${gettext("All apps")}</option>
          ${[...view.apps].map(([key, name]) => html`<option value=${key} ?selected=${key === view.app}>${localized(name)}</option>`)}
        </select>` : nothing}
      </div>`}
    ${view.box === "todo" && view.items.some((item) => item.batch) ? batchBar(view) : nothing}
  </div>
  ${view.loading && !view.items.length ? skeleton() : view.items.length ? lines(view) : empty(view)}`;

/** @param {View} view */
function batchBar(view) {
  const able = view.items.filter((item) => item.batch);
  const count = view.checked.size;
  return html`
    <div class="row ib-batch">
      <label class="check"><input type="checkbox" .checked=${count > 0 && count === able.length} .indeterminate=${count > 0 && count < able.length} @change=${(/** @type {any} */ event) => view.checkAll(event.target.checked)}> ${count ? fmt(ngettext("%(count)s chosen", "%(count)s chosen", count), { count }) : gettext("Choose all that can be approved together")}</label>
      ${count ? html`<button type="button" class="btn primary sm push" aria-busy=${String(view.busy)} @click=${view.approve}>${icon("check-check")}${fmt(gettext("Approve %(count)s"), { count })}</button>` : nothing}
    </div>`;
}

/** @param {View} view */
const lines = (view) => html`
  <ol class="list ib-lines" role="list">
    ${repeat(view.items, keyOf, (item) => line(view, item))}
  </ol>
  ${view.more ? html`<button type="button" class="btn ghost block ib-more" @click=${view.next}>${gettext("Show more")}</button>` : nothing}`;

/** @param {View} view @param {Item} item */
function line(view, item) {
  const key = keyOf(item);
  const current = key === view.open;
  const unread = isUnread(item, view.box);
  const can = view.box === "todo" && item.batch;
  return html`
    <li class="ib-line ${unread ? "unread" : ""} ${view.checked.has(key) ? "is-checked" : ""}" data-key=${key}>
      ${can ? html`<label class="ib-check"><input type="checkbox" .checked=${view.checked.has(key)} @change=${(/** @type {any} */ event) => view.check(item, event.target.checked)}><span class="sr-only">${fmt(gettext("Choose %(title)s"), { title: item.title })}</span></label>` : nothing}
      <a class="ib-item" href=${addressOf(view.page, { box: view.box, process: item.process, task: item.task })} aria-current=${current ? "true" : nothing}
        @click=${(/** @type {MouseEvent} */ event) => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); view.show(item); }}>
        <span class="avatar" aria-hidden="true">${initials(item.initiator.name)}</span>
        <span class="ib-first"><span class="ib-title">${unread ? html`<span class="sr-only">${gettext("Unread")}: </span>` : nothing}${item.title}</span>
        <span class="ib-when">${moment(view, item)}</span></span>
        <span class="ib-second"><span class="ib-sub">${about(view, item)}</span><span class="ib-tags">${tags(view, item)}</span></span>
      </a>
    </li>`;
}

/** Who asks and for what; of one's own requests, for whom they wait. @param {View} view @param {Item} item */
function about(view, item) {
  if (view.box !== "started") return [item.initiator.name, localized(item.node_name) || localized(item.flow)].filter(Boolean).join(" · ");
  const waiting = formatList(item.waiting_for ?? []);
  return waiting ? fmt(gettext("waits for %(names)s"), { names: waiting }) : localized(item.flow);
}

/** @param {View} view @param {Item} item */
function moment(view, item) {
  const at = { todo: item.opened_at, done: item.done_at, copies: item.at, started: item.started_at }[view.box];
  return html`<time datetime=${at} title=${formatDateTime(at)}>${formatRelative(at, view.now)}</time>`;
}

/** @param {View} view @param {Item} item */
function tags(view, item) {
  if (view.box === "todo") {
    const deputy = item.owner && item.assignee && item.owner.id !== item.assignee.id;
    return html`
      ${deputy ? html`<span class="tag accent">${fmt(gettext("for %(name)s"), { name: item.owner?.name ?? "" })}</span>` : nothing}
      ${item.kind === "start" ? html`<span class="tag warn">${icon("corner-up-left")}${gettext("Returned")}</span>` : nothing}
      ${isLate(item, view.now) ? html`<span class="tag danger">${icon("clock")}${gettext("Waits long")}</span>` : nothing}`;
  }
  if (view.box === "done") {
    const [tone, word] = OUTCOMES[item.outcome] ?? ["", () => gettext("Done")];
    return html`<span class="tag ${tone}">${word()}</span>`;
  }
  return statusMark(/** @type {any} */ (item));
}

/** @param {View} view */
function empty(view) {
  if (view.search || view.app) return html`<div class="empty">${icon("search")}<h2>${gettext("Nothing found")}</h2><button type="button" class="btn" @click=${() => view.find("")}>${gettext("Clear the search")}</button></div>`;
  const [title, text] = EMPTY[view.box]();
  return html`<div class="empty">${icon(view.box === "todo" ? "check-check" : "inbox")}<h2>${title}</h2><p>${text}</p></div>`;
}

const skeleton = () => html`<div class="ib-skeleton" aria-busy="true" role="status"><span class="sr-only">${gettext("Loading…")}</span>${[1, 2, 3].map(() => html`<span class="skeleton line"></span><span class="skeleton line"></span>`)}</div>`;
