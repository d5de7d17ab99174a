// @ts-check
/**
 * `<mr-inbox data="script-id">`: what waits for a person, what they started, did and were told; a list, and the request that
 * is open beside it. The JSON script holds {me, counts, urls {inbox, page, people, approve, api}}.
 */
import { LitElement, html } from "lit";
import { announce } from "../../builder/core/announce.js";
import { ProblemError, api, withQuery } from "../../builder/core/api.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { isTyping, onKeys } from "../../builder/core/keys.js";
import { NIL } from "../../builder/core/nil.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { whoWasFaster } from "../process/model.js";
import { showCount } from "./badges.js";
import { list } from "./list.js";
import { addressOf, beside, following, joined, keyOf, placeOf, without } from "./model.js";
import { reader } from "./reader.js";
/** @typedef {import("./model.js").Item} Item */

const SEARCH_MS = 250;
const KEYS = "inbox-keys";

export class InboxElement extends LitElement {
  static properties = {
    data: {}, box: { state: true }, items: { state: true }, cursor: { state: true }, loading: { state: true }, open: { state: true }, page: { state: true }, reading: { state: true }, checked: { state: true }, counts: { state: true }, search: { state: true }, app: { state: true }, notice: { state: true }, detail: { state: true }, hints: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.data = "";
    this.box = "todo";
    /** @type {Item[]} */ this.items = [];
    /** @type {string | null} */ this.cursor = null;
    this.loading = true;
    /** @type {{process: number, task: number | null} | null} */ this.open = null;
    /** @type {import("../process/model.js").Page | null} */ this.page = null;
    this.reading = false;
    /** @type {Set<string>} */ this.checked = new Set();
    /** @type {Record<string, number>} */ this.counts = {};
    this.search = "";
    this.app = "";
    this.notice = "";
    /** Whether a phone shows the request instead of the list. */
    this.detail = false;
    this.hints = localStorage.getItem(KEYS) !== "off";
    this.busy = false;
    this.timer = 0;
    this.turn = 0;
    /** Apps seen so far, to choose from. @type {Map<string, any>} */
    this.apps = new Map();
    /** @type {{me: {id: number, name: string}, counts: Record<string, number>, urls: Record<string, string>}} */ this.given = NIL;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.counts = this.given.counts;
    const place = placeOf(window.location.search);
    this.box = place.box;
    const asked = place.process ? { process: place.process, task: place.task } : null;
    this.load().then(() => {
      if (asked) this.show(asked, { push: false, focus: false });
      else if (this.items[0] && !this.phone) this.show(this.items[0], { push: false, focus: false, detail: false });
    });
    this.stopKeys = onKeys(document, {
      J: (event) => this.letter(event, () => this.go(1)),
      K: (event) => this.letter(event, () => this.go(-1)),
      A: (event) => this.letter(event, () => this.decision?.run("approve")),
      R: (event) => this.letter(event, () => this.decision?.run("reject")),
      B: (event) => this.letter(event, () => this.decision?.run("return")),
      T: (event) => this.letter(event, () => this.decision?.run("transfer")),
      C: (event) => this.letter(event, () => this.decision?.focusComment()),
      X: (event) => this.letter(event, () => this.flip()),
    });
    window.addEventListener("popstate", this.travelled);
    document.addEventListener("htmx:before:history:restore", this.stay);
    document.addEventListener("visibilitychange", this.returned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopKeys?.();
    window.removeEventListener("popstate", this.travelled);
    document.removeEventListener("htmx:before:history:restore", this.stay);
    document.removeEventListener("visibilitychange", this.returned);
  }

  get phone() {
    return window.matchMedia("(max-width: 47.99rem)").matches;
  }

  get decision() {
    return /** @type {import("../process/mr-decision.js").DecisionElement | null} */ (this.querySelector("mr-decision"));
  }

  get openKey() {
    return this.open ? keyOf(this.open) : "";
  }

  // ---- loading
  /** @param {{more?: boolean, quiet?: boolean}} [how] */
  async load({ more = false, quiet = false } = {}) {
    const turn = (this.turn += 1);
    if (!quiet) this.loading = true;
    try {
      const answer = await api.get(withQuery(this.given.urls.inbox, { box: this.box, limit: 30, cursor: more ? this.cursor : null, search: this.search, app: this.app }));
      if (turn !== this.turn) return;
      this.items = more ? joined(this.items, answer.results) : answer.results;
      this.cursor = answer.next;
      this.told(answer.counts);
      for (const item of answer.results) this.apps.set(item.application.key, item.application.name);
      this.checked = new Set([...this.checked].filter((key) => this.items.some((item) => keyOf(item) === key)));
    } catch (error) {
      toastError(error);
    } finally {
      if (turn === this.turn) this.loading = false;
    }
  }

  /** @param {Record<string, number>} counts */
  told(counts) {
    this.counts = counts;
    showCount(this.given.urls.page, counts.todo);
  }

  /**
   * Open a request. @param {{process: number, task?: number | null}} place
   * @param {{push?: boolean, focus?: boolean, detail?: boolean}} [how]
   */
  async show({ process, task = null }, { push = true, focus = true, detail = true } = {}) {
    const open = { process, task: task ?? null };
    const key = keyOf(open);
    this.open = open;
    this.detail = detail;
    this.notice = "";
    this.page = null;
    this.reading = true;
    if (push) history.pushState(null, "", addressOf(this.given.urls.page, { box: this.box, ...open }));
    try {
      const page = await this.read(open);
      if (this.openKey !== key) return;
      this.page = page;
      // A message names only the process; the list knows it by its task.
      if (!task && page.task) this.open = { process, task: page.task.id };
      this.items = this.items.map((item) => (keyOf(item) === this.openKey ? { ...item, seen: true, read: true } : item));
      if (task && page.task?.id !== task && this.box === "todo") this.notice = whoWasFaster(page, "") || gettext("This task has been dealt with already.");
    } catch (error) {
      if (this.openKey === key) this.notice = error instanceof Error ? error.message : String(error);
    } finally {
      this.reading = false;
    }
    if (focus) this.focusHeading();
    this.querySelector(`[data-key="${key}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** @param {{process: number, task: number | null}} place @returns {Promise<import("../process/model.js").Page>} */
  read({ process, task }) {
    return api.get(withQuery(`${this.given.urls.api}processes/${process}/page/`, { task }));
  }

  async focusHeading() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(".ib-heading"))?.focus();
  }

  // ---- going about
  /** @param {string} box */
  async choose(box) {
    this.box = box;
    this.items = [];
    this.checked = new Set();
    this.close({ push: false });
    history.pushState(null, "", addressOf(this.given.urls.page, { box }));
    await this.load();
    if (this.items[0] && !this.phone && this.box === box) this.show(this.items[0], { push: false, focus: false, detail: false });
  }

  /** @param {{push?: boolean}} [how] */
  close({ push = true } = {}) {
    this.open = null;
    this.page = null;
    this.notice = "";
    this.detail = false;
    if (push) history.pushState(null, "", addressOf(this.given.urls.page, { box: this.box }));
  }

  /** @param {number} by */
  go(by) {
    const item = beside(this.items, this.openKey, by);
    if (item && keyOf(item) !== this.openKey) this.show(item);
  }

  /** @param {string} text */
  find(text) {
    this.search = text;
    if (!text) this.app = "";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), SEARCH_MS);
  }

  /** Going back within the inbox is the inbox's own; nothing is fetched anew. @param {Event} event */
  stay = (event) => event.preventDefault();

  travelled = () => {
    const place = placeOf(window.location.search);
    const moved = place.box !== this.box;
    this.box = place.box;
    if (moved) this.load();
    if (place.process) this.show({ process: place.process, task: place.task }, { push: false });
    else this.close({ push: false });
  };

  returned = () => {
    if (document.visibilityState === "visible") this.load({ quiet: true });
  };

  /** Single letters can be switched off, and never act while somebody writes or answers a question. @param {Event} event @param {() => unknown} run */
  letter(event, run) {
    if (!this.hints || isTyping(event) || document.querySelector("dialog[open], :popover-open:not(mr-toast)")) return false;
    run();
  }

  flipHints() {
    this.hints = !this.hints;
    localStorage.setItem(KEYS, this.hints ? "on" : "off");
  }

  // ---- answers
  /** @param {CustomEvent} event */
  async decided(event) {
    const { settled } = event.detail;
    const key = this.openKey;
    const open = this.open;
    if (!settled || this.box !== "todo") {
      if (open) this.page = await this.read(open).catch(() => null);
      this.load({ quiet: true });
      return;
    }
    const next = following(this.items, key);
    this.items = without(this.items, [key]);
    this.told({ ...this.counts, todo: Math.max(0, (this.counts.todo ?? 1) - 1) });
    if (next) this.show(next, { push: false });
    else this.close();
    this.load({ quiet: true });
  }

  /** Somebody was faster: say who, and let the reader go on. @param {CustomEvent} event */
  async gone(event) {
    const { error, node } = event.detail;
    const key = this.openKey;
    const open = this.open;
    this.items = without(this.items, [key]);
    const page = open ? await this.read(open).catch(() => null) : null;
    this.page = page;
    this.notice = [error.message, page ? whoWasFaster(page, node) : ""].filter(Boolean).join(" ");
    announce(this.notice);
    this.load({ quiet: true });
  }

  /** @param {Item} item @param {boolean} on */
  check(item, on) {
    const checked = new Set(this.checked);
    if (on) checked.add(keyOf(item));
    else checked.delete(keyOf(item));
    this.checked = checked;
  }

  flip() {
    const item = this.items.find((one) => keyOf(one) === this.openKey);
    if (!item?.batch) return toast(gettext("This step is decided one by one."));
    this.check(item, !this.checked.has(this.openKey));
  }

  async approveChecked() {
    if (this.busy) return;
    const chosen = this.items.filter((item) => this.checked.has(keyOf(item)));
    this.busy = true;
    try {
      const { results } = await api.post(this.given.urls.approve, { tasks: chosen.map((item) => item.task) });
      const good = new Set(results.filter((/** @type {any} */ one) => one.ok).map((/** @type {any} */ one) => one.task_id));
      const bad = results.filter((/** @type {any} */ one) => !one.ok);
      this.checked = new Set();
      toast(fmt(ngettext("Approved %(count)s request.", "Approved %(count)s requests.", good.size), { count: good.size }));
      for (const one of bad) toast(`${chosen.find((item) => item.task === one.task_id)?.title ?? ""}: ${one.detail}`, { tone: "danger", stay: true });
      if (this.open && good.has(this.open.task)) this.close();
      await this.load();
      if (!this.open && this.items[0] && !this.phone) this.show(this.items[0], { push: false, focus: false, detail: false });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toastError(error);
    } finally {
      this.busy = false;
    }
  }

  // ---- drawing
  render() {
    return html`
      <div class="list-detail ib" data-open=${this.detail ? "detail" : "list"}>
        <section class="ib-list" aria-label=${gettext("List of requests")}>
          ${list({
            box: this.box, items: this.items, more: !!this.cursor, loading: this.loading, open: this.openKey, checked: this.checked, counts: this.counts, search: this.search, app: this.app, apps: this.apps,
            page: this.given.urls.page, now: Date.now(), busy: this.busy, choose: (box) => this.choose(box), show: (item) => this.show(item), check: (item, on) => this.check(item, on),
            checkAll: (on) => { this.checked = new Set(on ? this.items.filter((item) => item.batch).map(keyOf) : []); },
            find: (text) => this.find(text), inApp: (key) => { this.app = key; this.load(); }, next: () => this.load({ more: true }), approve: () => this.approveChecked(),
          })}
        </section>
        <section class="ib-detail" aria-label=${gettext("Open request")} @mr-decided=${this.decided} @mr-gone=${this.gone}>
          ${reader({
            page: this.page, loading: this.reading || this.loading, notice: this.notice, me: this.given.me, urls: this.given.urls, hints: this.hints,
            form: () => this.querySelector("mr-form"), back: () => this.close(), flipHints: () => this.flipHints(),
          })}
        </section>
      </div>`;
  }
}

customElements.define("mr-inbox", InboxElement);
