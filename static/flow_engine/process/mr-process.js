// @ts-check
/**
 * `<mr-process data="script-id">`: the way of a record's approval beside the record: steps, history, and what the reader
 * may do about it. The JSON script holds {process, me, urls {api, people, inbox}}; the element loads the rest.
 * Where the page shows the record in an <mr-form>, a decision takes what was changed there along.
 */
import { LitElement, html, nothing } from "lit";
import { api } from "../../builder/core/api.js";
import { fmt, gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import { toast, toastError } from "../../builder/core/toast.js";
import "./mr-decision.js";
import { formMode, stepsOf, whoWasFaster } from "./model.js";
import { statusMark } from "./status.js";
import { feed, wayList } from "./timeline.js";

export class ProcessElement extends LitElement {
  static properties = { data: {}, page: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** @type {{process: number, me: {id: number, name: string}, urls: Record<string, string>}} */ this.given = NIL;
    /** @type {import("./model.js").Page | null} */ this.page = null;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.load();
  }

  async load() {
    try {
      this.page = await api.get(`${this.given.urls.api}processes/${this.given.process}/page/`);
    } catch (error) {
      toastError(error);
    }
  }

  /** The page has shown the record as it was; after an answer everything may be different. @param {CustomEvent} event */
  decided(event) {
    if (["comment", "urge", "cc"].includes(event.detail.action)) this.load();
    else window.setTimeout(() => window.location.reload(), 700);
  }

  /** @param {CustomEvent} event */
  async gone(event) {
    await this.load();
    toast([event.detail.error.message, this.page ? whoWasFaster(this.page, event.detail.node) : ""].filter(Boolean).join(" "), { stay: true });
  }

  render() {
    const { page } = this;
    if (!page) return html`<section class="card" aria-busy="true"><span class="skeleton line"></span><span class="skeleton line"></span></section>`;
    const { process, task } = page;
    // What must be filled in is filled in where the step's own rights are shown.
    const elsewhere = (task || process.can.submit) && formMode(page) === "edit";
    return html`
      <section class="card pr-card" aria-labelledby="pr-title">
        <header><h2 id="pr-title">${localized(process.flow.name)}</h2>${statusMark(process)}</header>
        ${wayList(stepsOf(page, this.given.me.id))}
        ${elsewhere ? html`<a class="btn primary block" href=${`${this.given.urls.inbox}?process=${process.id}${task ? `&task=${task.id}` : ""}`}>${icon("inbox")}${task && task.kind !== "start" ? gettext("Fill in and decide") : gettext("Change and submit again")}</a>` : nothing}
        ${elsewhere && task ? nothing : html`<mr-decision .page=${page} .me=${this.given.me} .urls=${this.given.urls} @mr-decided=${this.decided} @mr-gone=${this.gone}></mr-decision>`}
        <details class="pr-history"><summary>${fmt(gettext("History (%(count)s)"), { count: page.timeline.length })}</summary>${feed(page.timeline)}</details>
      </section>`;
  }
}

customElements.define("mr-process", ProcessElement);
