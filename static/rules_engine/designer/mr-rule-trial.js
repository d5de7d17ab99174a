// @ts-check
/** `<mr-rule-trial>`: try the rule on a record without leaving a trace, and see what it did so far. */
import { LitElement, html, nothing } from "lit";
import { api } from "../../builder/core/api.js";
import { formatDateTime } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { toastError } from "../../builder/core/toast.js";
import "../../builder/ui/mr-combobox.js";

/** @typedef {{id: number, record: number, state: string, error: string, steps: any[], started_at: string}} Run */

/** @type {Record<string, [string, () => string]>} */
const STATES = {
  done: ["ok", () => gettext("Done")],
  skipped: ["", () => gettext("Condition not met")],
  failed: ["danger", () => gettext("Failed")],
  stopped: ["warn", () => gettext("Stopped")],
};

export class MrRuleTrial extends LitElement {
  static properties = { urls: { attribute: false }, records: { attribute: false }, record: { state: true }, runs: { state: true }, outcome: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.urls = null;
    /** Where the records of the rule's form are searched. */
    this.records = "";
    /** @type {number | null} */
    this.record = null;
    /** @type {Run[] | null} */
    this.runs = null;
    /** @type {any} */
    this.outcome = null;
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.load();
  }

  async load() {
    if (!this.urls) return;
    const answer = await api.get(this.urls.runs).catch(() => ({ results: [] }));
    this.runs = answer.results;
  }

  /** @param {SubmitEvent} event */
  async attempt(event) {
    event.preventDefault();
    if (this.record === null) return;
    this.busy = true;
    try {
      this.outcome = await api.post(this.urls.trial, { record: this.record });
    } catch (error) {
      this.outcome = null;
      toastError(error);
    }
    this.busy = false;
  }

  render() {
    return html`
      <section>
        <h3>${gettext("Try it")}</h3>
        <form class="row" @submit=${(/** @type {SubmitEvent} */ event) => this.attempt(event)}>
          <mr-combobox class="grow" src=${this.records} label=${gettext("Record to try it on")} placeholder=${gettext("Choose a record…")} .value=${this.record} @mr-change=${(/** @type {CustomEvent} */ event) => { this.record = event.detail.value === null ? null : Number(event.detail.value); }}></mr-combobox>
          <button class="btn" ?disabled=${this.busy || this.record === null}>${icon("play")} ${gettext("Try")}</button>
        </form>
        <p class="help">${gettext("The draft runs for real and everything it did is undone.")}</p>
        ${this.outcome ? this.outcomeView() : nothing}
      </section>
      <section>
        <h3>${gettext("Runs")}</h3>
        ${this.runs?.length ? html`<ul class="rule-runs">${this.runs.map((run) => this.run(run))}</ul>` : html`<p class="help">${gettext("The rule has not run yet.")}</p>`}
      </section>`;
  }

  outcomeView() {
    const { acted, error, steps } = this.outcome;
    if (error) return html`<div class="banner danger" role="alert">${icon("circle-alert")}<p class="body">${error}</p></div>`;
    if (!acted) return html`<div class="banner" role="status">${icon("info")}<p class="body">${gettext("The condition is not met: nothing would happen.")}</p></div>`;
    return html`<div class="banner ok" role="status">${icon("circle-check")}<div class="body"><p>${fmt(ngettext("%(count)s step would run.", "%(count)s steps would run.", steps.length), { count: steps.length })}</p>${this.steps(steps)}</div></div>`;
  }

  /** @param {Run} run */
  run(run) {
    const [tone, name] = STATES[run.state] ?? ["", () => run.state];
    return html`
      <li>
        <details>
          <summary><span class="badge ${tone}">${name()}</span> #${run.record} <time class="faint" datetime=${run.started_at}>${formatDateTime(run.started_at)}</time></summary>
          ${run.error ? html`<p class="error">${run.error}</p>` : nothing} ${this.steps(run.steps)}
        </details>
      </li>`;
  }

  /** @param {any[]} steps */
  steps(steps) {
    return html`<pre class="rule-output" tabindex="0" aria-label=${gettext("What the steps did")}>${steps.map((step) => JSON.stringify(step.output ?? step, null, 1)).join("\n")}</pre>`;
  }
}

customElements.define("mr-rule-trial", MrRuleTrial);
