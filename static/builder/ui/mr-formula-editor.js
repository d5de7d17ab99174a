// @ts-check
import { LitElement, html, nothing } from "lit";
import { api } from "../core/api.js";
import { gettext, fmt, localized } from "../core/i18n.js";
import { icon } from "../core/icon.js";
/** @typedef {import("./formula-model.js").FormulaData} FormulaData */
/** @typedef {import("./formula-model.js").FormulaProblem} FormulaProblem */

/** What people call the types of results. @type {Record<string, () => string>} */
const TYPES = {
  text: () => gettext("text"), number: () => gettext("number"), boolean: () => gettext("yes/no"), date: () => gettext("date"),
  datetime: () => gettext("date and time"), duration: () => gettext("duration"), reference: () => gettext("record"),
  record: () => gettext("record"), lines: () => gettext("rows"), list: () => gettext("list"), blank: () => gettext("blank"),
};

const CHECK_MS = 350;
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; border: 1px solid var(--border-strong); border-radius: var(--r-md); background: var(--surface); overflow: visible; }
  :host(:focus-within) { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
  :host([data-invalid]) { border-color: var(--danger); }
  textarea { display: block; box-sizing: border-box; width: 100%; min-height: 4.5rem; padding: 8px 10px; border: 0; outline: 0; resize: vertical; background: none; color: var(--text); font: var(--fs-md)/1.6 var(--font-mono); }
  textarea::placeholder { color: var(--text-3); opacity: 1; }
`);

/**
 * <mr-formula-editor name="formula" check="/api/…" data="id-of-json"> — write an expression; names are completed, mistakes
 * are marked where they are, the result on a sample is shown while writing.
 *
 * Attributes: name, label, placeholder, check (POST {expression, expected, …context} answers {type, value, problems}),
 * expected (type), data (id of a JSON script {fields, functions}), panel (show both lists), disabled. The text between
 * the tags, or `value`, is the formula. Properties: value, formulaData, context.
 * Events: `mr-change` {value} while writing, `mr-check` {type, value, problems}.
 */
export class FormulaEditor extends LitElement {
  static properties = {
    name: {}, label: {}, placeholder: {}, check: {}, expected: {}, data: {}, panel: { type: Boolean }, disabled: { type: Boolean },
    value: {}, formulaData: { attribute: false }, context: { attribute: false }, result: { state: true }, checking: { state: true },
  };
  constructor() {
    super();
    this.name = ""; this.label = ""; this.placeholder = ""; this.check = ""; this.expected = ""; this.data = "";
    this.panel = false; this.disabled = false; this.value = "";
    /** @type {FormulaData} */ this.formulaData = { fields: [], functions: [] };
    /** @type {Record<string, any>} */ this.context = {};
    /** @type {{type?: string, value?: any, problems: FormulaProblem[]} | null} */ this.result = null;
    this.checking = false;
    this.timer = 0;
    /** @type {AbortController | null} */ this.pending = null;
    /** @type {HTMLTextAreaElement | null} */ this.area = null;
    /** @type {ReturnType<typeof import("./formula-code.js").createEditor> | null} */ this.code = null;
    this.loading = false;
  }
  createRenderRoot() { return this; }
  connectedCallback() {
    if (!this.hasUpdated) {
      this.value ||= this.textContent?.trim() ?? "";
      this.replaceChildren();
      if (this.data) this.formulaData = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    }
    super.connectedCallback();
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.pending?.abort();
  }
  get lists() { return { fields: this.formulaData?.fields ?? [], functions: this.formulaData?.functions ?? [] }; }

  firstUpdated() {
    const box = /** @type {HTMLElement} */ (this.querySelector(".formula-box"));
    const root = box.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    const area = document.createElement("textarea");
    area.rows = 3;
    area.spellcheck = false;
    area.value = this.value;
    area.disabled = this.disabled;
    area.placeholder = this.placeholder;
    area.setAttribute("aria-label", this.label || gettext("Formula"));
    area.addEventListener("input", () => this.#changed(area.value));
    area.addEventListener("focus", () => this.#load(root), { once: true });
    root.append(area);
    this.area = area;
    if (this.value && this.check) this.#checkSoon(0);
  }
  /** @param {ShadowRoot} root */
  async #load(root) {
    if (this.loading || this.disabled) return;
    this.loading = true;
    const { createEditor } = await import("./formula-code.js");
    const place = document.createElement("div");
    const hadFocus = root.activeElement === this.area;
    const cursor = this.area?.selectionEnd ?? 0;
    this.code = createEditor({ parent: place, root, text: this.area?.value ?? this.value, data: () => this.lists, label: this.label, placeholder: this.placeholder, readOnly: this.disabled, onChange: (text) => this.#changed(text) });
    this.area?.replaceWith(place);
    this.area = null;
    if (hadFocus) this.code.focus(cursor);
    this.#mark();
  }
  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has("value")) return;
    if (this.area && this.area.value !== this.value) this.area.value = this.value;
    this.code?.set(this.value);
  }
  focus() { (this.code ?? this.area)?.focus(); }

  /** @param {string} text */
  #changed(text) {
    if (text === this.value) return;
    this.value = text;
    this.dispatchEvent(new CustomEvent("mr-change", { bubbles: true, detail: { value: text } }));
    this.#checkSoon(CHECK_MS);
  }
  /** @param {number} after */
  #checkSoon(after) {
    clearTimeout(this.timer);
    if (!this.check) return;
    this.timer = window.setTimeout(() => this.#check(), after);
  }
  async #check() {
    this.pending?.abort();
    if (!this.value.trim()) { this.result = null; this.#mark(); return; }
    const pending = new AbortController();
    this.pending = pending;
    this.checking = true;
    try {
      const body = { expression: this.value, ...(this.expected ? { expected: this.expected } : {}), ...this.context };
      const answer = await api.post(this.check, body, { signal: pending.signal });
      this.result = { type: answer.type, value: answer.value, problems: answer.problems ?? [] };
    } catch (error) {
      if (pending.signal.aborted) return;
      this.result = { problems: [{ message: error instanceof Error ? error.message : String(error) }] };
    }
    this.checking = false;
    this.#mark();
    this.dispatchEvent(new CustomEvent("mr-check", { bubbles: true, detail: this.result }));
  }
  #mark() {
    const problems = this.result?.problems ?? [];
    this.code?.mark(problems.filter((problem) => problem.span));
    this.querySelector(".formula-box")?.toggleAttribute("data-invalid", problems.length > 0);
  }
  /** @param {string} text */
  insert(text) {
    if (this.code) { this.code.insert(text); return; }
    if (!this.area) return;
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.focus();
    this.#changed(this.area.value);
  }
  #resultView() {
    if (!this.check || !this.value.trim()) return nothing;
    const { problems = [], type, value } = this.result ?? {};
    if (problems.length) return problems.map((problem) => html`<p class="error">${icon("circle-alert")}<span>${problem.message}${problem.hint ? html` ${problem.hint}` : nothing}</span></p>`);
    if (!this.result) return this.checking ? gettext("Checking…") : nothing;
    const shown = value === null || value === undefined ? gettext("empty") : typeof value === "boolean" ? (value ? gettext("Yes") : gettext("No")) : typeof value === "object" ? JSON.stringify(value) : String(value);
    return html`<span class="tag ok">${icon("check")}${type ? TYPES[type]?.() ?? type : gettext("valid")}</span>${"value" in this.result && value !== undefined ? html`<span>${fmt(gettext("Result: %(value)s"), { value: shown })}</span>` : nothing}`;
  }
  #panelView() {
    const { fields, functions } = this.lists;
    return html`<div class="formula-panel">
      <ul aria-label=${gettext("Fields")}>${fields.map((field) => html`<li><button type="button" @click=${() => this.insert(field.name)}><span>${localized(field.label) || field.name}</span><span class="tiny muted">${field.name}${field.type ? ` · ${field.type}` : ""}</span></button></li>`)}</ul>
      <ul aria-label=${gettext("Functions")}>${functions.map((one) => html`<li><button type="button" @click=${() => this.insert(`${one.name}(`)}><span class="mono">${one.signature || one.name}</span>${one.help ? html`<span class="tiny muted">${one.help}</span>` : nothing}</button></li>`)}</ul></div>`;
  }
  render() {
    return html`${this.name ? html`<input type="hidden" name=${this.name} .value=${this.value}>` : nothing}
      <div class="formula"><div class="formula-box"></div><div class="formula-result" role="status">${this.#resultView()}</div>${this.panel ? this.#panelView() : nothing}</div>`;
  }
}

if (!customElements.get("mr-formula-editor")) customElements.define("mr-formula-editor", FormulaEditor);
