// @ts-check
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { ProblemError, api, send } from "../core/api.js";
import { announce } from "../core/announce.js";
import { fmt, gettext } from "../core/i18n.js";
import { icon } from "../core/icon.js";
import { address, curl, filtered, groups, missing } from "./model.js";
/** @typedef {import("./model.js").Operation} Operation */
/** @typedef {import("./model.js").Group} Group */

const TONES = /** @type {Record<string, string>} */ ({ GET: "info", POST: "ok", PUT: "warn", PATCH: "warn", DELETE: "danger" });

/** <mr-api-docs src="/api/v1/schema/"> — every operation of the API, to read and to try in one's own name. */
export class ApiDocs extends LitElement {
  static properties = { src: {}, groups: { state: true }, query: { state: true }, opened: { state: true }, failed: { state: true } };
  constructor() {
    super();
    this.src = "";
    /** @type {Group[] | null} */ this.groups = null;
    this.query = "";
    this.opened = "";
    this.failed = "";
  }
  createRenderRoot() { return this; }
  async connectedCallback() {
    super.connectedCallback();
    try {
      this.groups = groups(await api.get(this.src));
    } catch (error) {
      this.failed = error instanceof ProblemError ? error.message : gettext("The description of the API could not be loaded.");
    }
  }
  /** @param {Operation} one @param {Event} event */
  #toggled(one, event) {
    const open = /** @type {HTMLDetailsElement} */ (event.target).open;
    if (open) this.opened = one.id;
    else if (this.opened === one.id) this.opened = "";
  }
  /** @param {Operation} one */
  #operation(one) {
    return html`<li><details .open=${live(this.opened === one.id)} @toggle=${(/** @type {Event} */ event) => this.#toggled(one, event)}>
      <summary class="list-item"><span class="badge ${TONES[one.method] ?? ""} mono">${one.method}</span>
        <span><span class="mono small">${one.path}</span></span><span class="sub">${one.title}</span></summary>
      ${this.opened === one.id ? html`<mr-api-try class="card" .operation=${one}></mr-api-try>` : nothing}
    </details></li>`;
  }
  render() {
    if (this.failed) return html`<div class="banner danger" role="alert">${icon("circle-alert")}<div class="body">${this.failed}</div></div>`;
    if (!this.groups) return html`<p role="status">${gettext("Loading…")}</p>`;
    const shown = filtered(this.groups, this.query);
    return html`
      <label class="sr-only" for="api-search">${gettext("Find an operation")}</label>
      <input class="input" type="search" id="api-search" data-page-search placeholder=${gettext("Find an operation")} .value=${live(this.query)}
        @input=${(/** @type {any} */ event) => { this.query = event.target.value; }}>
      ${shown.length ? nothing : html`<p class="empty">${gettext("Nothing found.")}</p>`}
      ${repeat(shown, (group) => group.name, (group) => html`<section class="card flush" aria-labelledby="group-${group.name}">
        <header><h2 id="group-${group.name}">${group.name}</h2><span class="badge">${group.operations.length}</span></header>
        <ul class="list">${repeat(group.operations, (one) => one.id, (one) => this.#operation(one))}</ul>
      </section>`)}`;
  }
}

/** <mr-api-try .operation> — the inputs of one operation, a button to send it, and the answer. */
export class ApiTry extends LitElement {
  static properties = { operation: { attribute: false }, values: { state: true }, body: { state: true }, answer: { state: true }, busy: { state: true } };
  constructor() {
    super();
    /** @type {Operation | null} */ this.operation = null;
    /** @type {Record<string, string>} */ this.values = {};
    this.body = "";
    /** @type {{status: number, text: string} | null} */ this.answer = null;
    this.busy = false;
  }
  createRenderRoot() { return this; }
  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("operation") && this.operation) this.body = this.operation.hasBody ? JSON.stringify(this.operation.example, null, 2) : "";
  }
  /** @param {Event} event */
  #send = async (event) => {
    event.preventDefault();
    const one = /** @type {Operation} */ (this.operation);
    const lacking = missing(one, this.values);
    if (lacking.length) return this.#show(0, fmt(gettext("Fill in: %(names)s."), { names: lacking.join(", ") }));
    let body;
    try {
      body = one.hasBody && this.body.trim() ? JSON.parse(this.body) : undefined;
    } catch {
      return this.#show(0, gettext("The body is not valid JSON."));
    }
    this.busy = true;
    try {
      const { data, status } = await send(address(one, this.values), { method: one.method, body });
      this.#show(status, JSON.stringify(data, null, 2));
    } catch (error) {
      const problem = /** @type {ProblemError} */ (error);
      this.#show(problem.status, problem.body ? JSON.stringify(problem.body, null, 2) : problem.message);
    }
    this.busy = false;
  };
  /** @param {number} status @param {string} text */
  #show(status, text) {
    this.answer = { status, text };
    announce(status ? fmt(gettext("The answer is %(status)s."), { status }) : text);
  }
  /** @param {import("./model.js").Input} input @param {string} id */
  #input(input, id) {
    return html`<div class="field"><label for=${id}><span class="mono">${input.name}</span>${input.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</label>
      <input class="input" id=${id} .value=${live(this.values[input.name] ?? "")} ?required=${input.required} autocomplete="off"
        @input=${(/** @type {any} */ event) => { this.values = { ...this.values, [input.name]: event.target.value }; }}>
      ${input.description ? html`<p class="help">${input.description}</p>` : nothing}</div>`;
  }
  render() {
    const one = this.operation;
    if (!one) return nothing;
    return html`<form class="stack gap-4" @submit=${this.#send} novalidate>
      ${one.description ? html`<p>${one.description}</p>` : nothing}
      ${one.inputs.length ? html`<div class="form"><div class="form-grid cols-3">${one.inputs.map((input) => this.#input(input, `${one.id}-${input.name}`))}</div></div>` : nothing}
      ${one.hasBody ? html`<div class="field"><label for="${one.id}-body">${gettext("Body (JSON)")}</label>
        <textarea class="input mono" id="${one.id}-body" rows="8" spellcheck="false" .value=${live(this.body)} @input=${(/** @type {any} */ event) => { this.body = event.target.value; }}></textarea></div>` : nothing}
      <div class="form-actions"><button class="btn primary" ?disabled=${this.busy} aria-busy=${String(this.busy)}>${icon("send")}${gettext("Send in my name")}</button></div>
      ${this.answer ? html`<div role="region" aria-label=${gettext("Answer")}>
        ${this.answer.status ? html`<p><span class="status ${this.answer.status < 400 ? "ok" : "danger"}">${this.answer.status}</span></p>` : nothing}
        <pre class="small scroll-x" tabindex="0">${this.answer.text}</pre></div>` : nothing}
      <details><summary class="small">${gettext("The same for a command line")}</summary><pre class="small scroll-x" tabindex="0">${curl(location.origin, one, this.values, this.body)}</pre></details>
    </form>`;
  }
}

customElements.define("mr-api-try", ApiTry);
customElements.define("mr-api-docs", ApiDocs);
