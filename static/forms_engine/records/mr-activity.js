// @ts-check
/** `<mr-activity>`: what happened to a record and what people said about it, newest first. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { api, withQuery } from "../../builder/core/api.js";
import { formatDateTime, formatRelative } from "../../builder/core/format.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { confirm } from "../../builder/ui/mr-dialog.js";
import "../../builder/ui/mr-people-picker.js";
import { readForm } from "../runtime/spec.js";
import { merged, rowsText, sidesOf, titleOf } from "./activity-model.js";

/** @typedef {import("./activity-model.js").Entry} Entry */

export class MrActivity extends LitElement {
  static properties = { data: { type: String }, form: { type: String }, entries: { state: true }, kind: { state: true }, busy: { state: true }, mentions: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** Id of the JSON script that tells the fields. */
    this.form = "";
    /** @type {Entry[]} */
    this.entries = [];
    this.kind = "all";
    this.busy = false;
    /** @type {{value: number, label: string}[]} */
    this.mentions = [];
    /** @type {{history: number | null, comments: number | null}} */
    this.next = { history: null, comments: null };
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.urls = given.urls;
    this.revision = given.revision;
    const start = JSON.parse(document.getElementById(this.form)?.textContent ?? "null");
    this.fields = start ? readForm(start.form).byKey : {};
    document.querySelector("[data-delete-record]")?.addEventListener("click", () => this.remove_record());
    this.load();
  }

  async load() {
    try {
      const [history, comments] = await Promise.all([api.get(this.urls.history), api.get(this.urls.comments)]);
      this.next = { history: history.next, comments: comments.next };
      this.entries = merged(history.results, comments.results);
    } catch (error) {
      toastError(error);
    }
  }

  async more() {
    try {
      const history = this.next.history ? await api.get(withQuery(this.urls.history, { before: this.next.history })) : { results: [], next: null };
      const comments = this.next.comments ? await api.get(withQuery(this.urls.comments, { before: this.next.comments })) : { results: [], next: null };
      this.next = { history: history.next, comments: comments.next };
      this.entries = [...this.entries, ...merged(history.results, comments.results)];
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event */
  async say(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const body = String(new FormData(form).get("body")).trim();
    if (!body || this.busy) return;
    this.busy = true;
    try {
      const comment = await api.post(this.urls.comments, { body, mentions: this.mentions.map((one) => one.value) });
      this.entries = [...merged([], [comment]), ...this.entries];
      this.mentions = [];
      form.reset();
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
  }

  async remove_record() {
    const sure = await confirm({ title: gettext("Delete this record?"), text: gettext("It goes to the recycle bin and can be brought back."), confirmLabel: gettext("Delete"), danger: true });
    if (!sure) return;
    try {
      await api.delete(withQuery(this.urls.record, { revision: this.revision }), undefined);
      location.assign(this.urls.list);
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {number} id */
  async unsay(id) {
    try {
      await api.delete(`${this.urls.comments}${id}/`, undefined);
      this.entries = this.entries.filter((entry) => !(entry.comment && entry.id === id));
      toast(gettext("Comment removed"));
    } catch (error) {
      toastError(error);
    }
  }

  render() {
    const shown = this.entries.filter((entry) => this.kind === "all" || (this.kind === "comments") === !!entry.comment);
    return html`
      <section class="card activity" aria-labelledby="activity-title">
        <header><h2 id="activity-title">${gettext("Activity")}</h2>
          <div class="seg" role="group" aria-label=${gettext("Show")}>
            ${[["all", gettext("All")], ["comments", gettext("Comments")], ["changes", gettext("Changes")]].map(([key, label]) => html`<button type="button" aria-pressed=${String(this.kind === key)} @click=${() => { this.kind = key; }}>${label}</button>`)}
          </div>
        </header>
        <form class="form activity-say" @submit=${(/** @type {SubmitEvent} */ event) => this.say(event)}>
          <textarea class="input" name="body" rows="2" maxlength="10000" required aria-label=${gettext("Comment")} placeholder=${gettext("Write a comment…")} @keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) /** @type {HTMLTextAreaElement} */ (event.target).form?.requestSubmit(); }}></textarea>
          <div class="row">
            <mr-people-picker class="grow" multiple src=${this.urls?.people} label=${gettext("Mention people")} placeholder=${gettext("Mention people…")} .options=${this.mentions} .value=${this.mentions.map((one) => one.value)} @mr-change=${(/** @type {CustomEvent} */ event) => { this.mentions = event.detail.options ?? []; }}></mr-people-picker>
            <button class="btn primary" ?disabled=${this.busy}>${gettext("Send")}</button>
          </div>
        </form>
        <ol class="feed">${repeat(shown, (entry) => `${entry.comment ? "c" : "h"}${entry.id}`, (entry) => this.entry(entry))}</ol>
        ${this.next.history || this.next.comments ? html`<button class="btn" type="button" @click=${() => this.more()}>${gettext("Show earlier")}</button>` : nothing}
      </section>`;
  }

  /** @param {Entry} entry */
  entry(entry) {
    return html`
      <li>
        <span class="mark ${entry.comment ? "info" : ""}">${icon(entry.icon)}</span>
        <div class="body">
          <p><b>${entry.who}</b> ${titleOf(entry)}</p>
          ${entry.body ? html`<blockquote>${entry.body}</blockquote>` : nothing}
          ${entry.changes.length ? html`<ul class="changes">${entry.changes.map((change) => this.change(change))}</ul>` : nothing}
          <p class="row when"><time datetime=${entry.at} title=${formatDateTime(entry.at)}>${formatRelative(entry.at)}</time>
            ${entry.via ? html`<span>${fmt(gettext("through %(door)s"), { door: entry.via })}</span>` : nothing}
            ${entry.mine ? html`<button class="btn link tiny" type="button" @click=${() => this.unsay(entry.id)}>${gettext("Remove")}</button>` : nothing}</p>
        </div>
      </li>`;
  }

  /** @param {import("./activity-model.js").Change} change */
  change(change) {
    if (change.rows) return html`<li><span class="label">${change.label}</span> <span class="change">${rowsText(change)}</span></li>`;
    const [before, after] = sidesOf(change, this.fields?.[change.field]);
    return html`<li><span class="label">${change.label}</span> <span class="change"><del><span class="sr-only">${gettext("before")} </span>${before}</del> ${icon("arrow-right")} <ins><span class="sr-only">${gettext("now")} </span>${after}</ins></span></li>`;
  }
}

customElements.define("mr-activity", MrActivity);
