// @ts-check
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { api, withQuery } from "../core/api.js";
import { announce } from "../core/announce.js";
import { fmt, gettext, ngettext } from "../core/i18n.js";
import { icon } from "../core/icon.js";
import { follow } from "../core/position.js";
import { match, parseValues, same, step, toOption, toOptions, toggle } from "./combobox-model.js";
/** @typedef {import("./combobox-model.js").Option} Option */

const SHOWN = 200;
const DEBOUNCE_MS = 180;
let counter = 0;

/**
 * <mr-combobox name="customer" label="Customer" src="/search/…" value="12"> — choose one or many from a list, by text.
 *
 * Attributes: name, value (text or JSON), multiple, creatable, src (remote, asked with ?q=, or another search-param), data (id of a JSON script
 * with the options), placeholder, label or labelledby or input-id (for a <label for>), describedby, required, disabled,
 * invalid. A <select> inside is replaced and gives name, options and the rest. Properties: options, value.
 * Events: `mr-change` {value, options}, a native `change`, `mr-create` {text} (preventDefault to do it yourself).
 */
export class Combobox extends LitElement {
  static properties = {
    name: {}, src: {}, data: {}, placeholder: {}, label: {}, labelledby: {}, describedby: {},
    inputId: { attribute: "input-id" }, searchParam: { attribute: "search-param" },
    multiple: { type: Boolean }, creatable: { type: Boolean }, required: { type: Boolean },
    disabled: { type: Boolean, reflect: true }, invalid: { type: Boolean },
    options: { attribute: false }, values: { state: true }, query: { state: true }, open: { state: true },
    active: { state: true }, busy: { state: true }, found: { state: true }, failed: { state: true },
  };
  constructor() {
    super();
    this.name = ""; this.src = ""; this.data = ""; this.placeholder = ""; this.label = ""; this.labelledby = "";
    this.describedby = ""; this.inputId = ""; this.searchParam = "q";
    this.multiple = false; this.creatable = false; this.required = false; this.disabled = false; this.invalid = false;
    /** @type {Option[]} */ this.options = [];
    /** @type {(string | number)[]} */ this.values = [];
    /** @type {string | null} */ this.query = null;
    this.open = false; this.active = -1; this.busy = false; this.failed = false;
    /** @type {Option[]} */ this.found = [];
    /** @type {Map<string, Option>} */ this.known = new Map();
    this.uid = `cb${(counter += 1)}`;
    this.timer = 0;
    /** @type {AbortController | null} */ this.pending = null;
    /** @type {() => void} */ this.release = () => {};
  }
  createRenderRoot() { return this; }

  /** The chosen value, or the list of chosen values when multiple. */
  get value() { return this.multiple ? this.values : (this.values[0] ?? null); }
  set value(value) {
    this.values = value === null || value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];
  }
  get selected() { return this.values.map((value) => this.#optionOf(value)); }
  get input() { return /** @type {HTMLInputElement | null} */ (this.querySelector(`[id="${this.inputId || this.uid}"]`)); }

  connectedCallback() {
    if (!this.hasUpdated) this.#adopt();
    super.connectedCallback();
    this.addEventListener("focusout", this.#left);
    this.closest("form")?.addEventListener("reset", this.#reset);
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    this.release();
    this.pending?.abort();
    clearTimeout(this.timer);
  }
  /** Take options and settings from the page. */
  #adopt() {
    const select = this.querySelector("select");
    if (select) this.#adoptSelect(select);
    if (this.data) this.options = toOptions(JSON.parse(document.getElementById(this.data)?.textContent ?? "[]"));
    if (this.hasAttribute("value")) this.values = parseValues(this.getAttribute("value"));
    this.initial = this.values;
  }
  /** @param {HTMLSelectElement} select */
  #adoptSelect(select) {
    this.name ||= select.name;
    this.inputId ||= select.id;
    this.label ||= select.getAttribute("aria-label") ?? "";
    this.describedby ||= select.getAttribute("aria-describedby") ?? "";
    this.invalid ||= select.getAttribute("aria-invalid") === "true";
    this.multiple ||= select.multiple;
    this.required ||= select.required;
    this.disabled ||= select.disabled;
    const options = [...select.options].filter((option) => option.value !== "");
    this.placeholder ||= [...select.options].find((option) => option.value === "")?.text ?? "";
    this.options = options.map((option) => ({ value: option.value, label: option.text, group: /** @type {HTMLOptGroupElement | null} */ (option.closest("optgroup"))?.label, disabled: option.disabled }));
    this.values = options.filter((option) => option.selected).map((option) => option.value);
    select.remove();
  }
  #reset = () => { this.values = this.initial ?? []; this.query = null; };

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("options")) {
      this.options = (this.options ?? []).map(toOption);
      for (const option of this.options) this.known.set(String(option.value), option);
    }
  }
  /** @param {string | number} value @returns {Option} */
  #optionOf(value) { return this.known.get(String(value)) ?? { value, label: String(value) }; }

  /** What the list shows now. */
  get shown() {
    const query = this.query ?? "";
    const list = this.src ? this.found : match(this.options, query);
    const exact = list.some((option) => option.label.toLowerCase() === query.trim().toLowerCase());
    const create = this.creatable && query.trim() && !exact
      ? [{ value: "", label: fmt(gettext("Create “%(text)s”"), { text: query.trim() }), icon: "plus", create: true }] : [];
    return /** @type {(Option & {create?: boolean})[]} */ ([...list.slice(0, SHOWN), ...create]);
  }

  // ---- opening and asking --------------------------------------------------------------------
  /** Open the list. */
  show() {
    if (this.disabled || this.open) return;
    this.open = true;
    this.active = -1;
    if (this.src) this.#ask();
  }
  /** Close it; the text goes back to what is chosen. */
  hide() {
    this.open = false;
    this.query = null;
    this.active = -1;
  }
  updated() {
    const list = /** @type {HTMLElement | null} */ (this.querySelector(".cb-list"));
    const box = this.querySelector(".cb");
    if (!list || !box) return;
    const up = list.matches(":popover-open");
    if (this.open && !up) { list.showPopover(); this.release = follow(list, box, { matchWidth: true }); }
    if (!this.open && up) { this.release(); list.hidePopover(); }
    if (this.active >= 0) document.getElementById(`${this.uid}-o${this.active}`)?.scrollIntoView({ block: "nearest" });
  }
  #ask() {
    clearTimeout(this.timer);
    this.busy = true;
    this.timer = window.setTimeout(() => this.#fetch(), this.found.length ? DEBOUNCE_MS : 0);
  }
  async #fetch() {
    this.pending?.abort();
    const pending = new AbortController();
    this.pending = pending;
    try {
      const answer = await api.get(withQuery(this.src, { [this.searchParam]: this.query ?? "" }), { signal: pending.signal });
      this.found = toOptions(answer);
      for (const option of this.found) this.known.set(String(option.value), option);
      this.failed = false;
    } catch {
      if (pending.signal.aborted) return;
      this.failed = true;
      this.found = [];
    }
    this.busy = false;
    this.active = this.query && this.found.length ? step(this.shown, -1, 1) : -1;
    if (this.open && this.query) announce(fmt(ngettext("%(count)s result", "%(count)s results", this.found.length), { count: this.found.length }));
  }

  // ---- choosing ------------------------------------------------------------------------------
  /** @param {(Option & {create?: boolean}) | undefined} option */
  choose(option) {
    if (!option || option.disabled) return;
    if (option.create) return this.#create();
    this.known.set(String(option.value), option);
    this.#set(toggle(this.values, option.value, this.multiple));
    if (this.multiple) { this.query = null; if (this.src) this.#ask(); } else this.hide();
  }
  #create() {
    const text = (this.query ?? "").trim();
    const asked = new CustomEvent("mr-create", { bubbles: true, cancelable: true, detail: { text } });
    if (this.dispatchEvent(asked)) this.#set(toggle(this.values, text, this.multiple));
    this.hide();
  }
  /** @param {string | number} value */
  deselect(value) {
    const { label } = this.#optionOf(value);
    this.#set(this.values.filter((other) => !same(other, value)));
    announce(fmt(gettext("%(label)s removed"), { label }));
    this.input?.focus();
  }
  /** @param {(string | number)[]} values */
  #set(values) {
    this.values = values;
    this.dispatchEvent(new CustomEvent("mr-change", { bubbles: true, detail: { value: this.value, options: this.selected } }));
    this.updateComplete.then(() => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  // ---- events --------------------------------------------------------------------------------
  /** @param {FocusEvent} event */
  #left = (event) => {
    if (event.relatedTarget && this.contains(/** @type {Node} */ (event.relatedTarget))) return;
    if (this.query === "" && !this.multiple && !this.required && this.values.length) this.#set([]);
    this.hide();
  };
  /** @param {InputEvent} event */
  #typed(event) {
    this.query = /** @type {HTMLInputElement} */ (event.target).value;
    event.stopPropagation();
    this.show();
    if (this.src) this.#ask();
    else this.active = this.query && this.shown.length ? step(this.shown, -1, 1) : -1;
  }
  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const handled = this.open ? this.#keyOpen(event.key) : this.#keyClosed(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {KeyboardEvent} event */
  #keyClosed({ key, altKey }) {
    if (key === "ArrowDown" || key === "ArrowUp") { this.show(); if (!altKey) this.active = step(this.shown, -1, 1); return true; }
    if (key === "Backspace" && this.multiple && !this.query && this.values.length) { this.deselect(this.values[this.values.length - 1]); return true; }
    return false;
  }
  /** @param {string} key */
  #keyOpen(key) {
    const { shown } = this;
    if (key === "ArrowDown") this.active = step(shown, this.active, 1);
    else if (key === "ArrowUp") this.active = step(shown, this.active < 0 ? 0 : this.active, -1);
    else if (key === "Enter") { if (this.active >= 0) this.choose(shown[this.active]); else if (this.query === "" && !this.required && !this.multiple) { this.#set([]); this.hide(); } else this.hide(); }
    else if (key === "Escape") this.hide();
    else if (key === "Backspace" && this.multiple && !this.query && this.values.length) this.deselect(this.values[this.values.length - 1]);
    else if (key === "Tab") { this.hide(); return false; }
    else return false;
    return true;
  }
  #pressed = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (this.disabled || target.closest("button, .cb-list")) return;
    this.input?.focus();
    this.show();
  };

  // ---- drawing -------------------------------------------------------------------------------
  /** What stands before an option's text; presets override it. @param {Option} option @returns {unknown} */
  lead(option) { return option.icon ? icon(option.icon) : nothing; }

  #tags() {
    if (!this.multiple) return nothing;
    return repeat(this.selected, (option) => option.value, (option) => html`<span class="tag"><span class="truncate">${option.label}</span>
      <button type="button" tabindex="-1" ?disabled=${this.disabled} aria-label=${fmt(gettext("Remove %(label)s"), { label: option.label })} @click=${() => this.deselect(option.value)}>${icon("x")}</button></span>`);
  }
  #hidden() {
    if (!this.name) return nothing;
    const values = this.values.length || this.multiple ? this.values : [""];
    return values.map((value) => html`<input type="hidden" name=${this.name} .value=${String(value)} ?disabled=${this.disabled}>`);
  }
  /** @param {Option & {create?: boolean}} option @param {number} index */
  #option(option, index) {
    const chosen = this.values.some((value) => same(value, option.value)) && !option.create;
    const before = this.shown[index - 1]?.group;
    return html`${option.group && option.group !== before ? html`<div class="group" role="presentation">${option.group}</div>` : nothing}
      <div role="option" id="${this.uid}-o${index}" class=${index === this.active ? "is-active" : ""} aria-selected=${String(chosen)}
        aria-disabled=${option.disabled ? "true" : nothing} @click=${() => this.choose(option)} @pointermove=${() => { this.active = index; }}>
        ${this.lead(option)}<span class="text">${option.label}</span>${option.hint ? html`<span class="hint">${option.hint}</span>` : nothing}${chosen ? icon("check") : nothing}
      </div>`;
  }
  #note() {
    if (this.busy && !this.found.length) return html`<span class="spinner"></span>${gettext("Loading…")}`;
    if (this.failed) return gettext("The list could not be loaded.");
    return this.query ? gettext("Nothing found.") : gettext("Nothing to choose from.");
  }
  #list() {
    if (!this.open) return nothing;
    const { shown } = this;
    const more = (this.src ? this.found : match(this.options, this.query ?? "")).length - SHOWN;
    return html`${shown.map((option, index) => this.#option(option, index))}
      ${shown.length ? nothing : html`<div class="note" role="presentation">${this.#note()}</div>`}
      ${more > 0 ? html`<div class="note" role="presentation">${gettext("Type to narrow the list.")}</div>` : nothing}`;
  }
  render() {
    const id = this.inputId || this.uid;
    const text = this.query ?? (this.multiple ? "" : (this.selected[0]?.label ?? ""));
    const none = !this.values.length;
    return html`${this.#hidden()}
      <div class="control cb" aria-disabled=${this.disabled ? "true" : nothing} aria-invalid=${this.invalid ? "true" : nothing} @click=${this.#pressed}>
        ${this.#tags()}
        <input id=${id} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
          aria-expanded=${String(this.open)} aria-controls="${this.uid}-list" aria-activedescendant=${this.open && this.active >= 0 ? `${this.uid}-o${this.active}` : nothing}
          aria-label=${this.label || nothing} aria-labelledby=${this.labelledby || nothing} aria-describedby=${this.describedby || nothing}
          aria-invalid=${this.invalid ? "true" : nothing} ?required=${this.required && none} ?disabled=${this.disabled}
          placeholder=${none ? this.placeholder || gettext("Choose…") : ""} .value=${live(text)}
          @input=${this.#typed} @keydown=${this.#key} @change=${(/** @type {Event} */ event) => event.stopPropagation()}
          @focus=${(/** @type {FocusEvent} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}>
        <button type="button" class="opener" tabindex="-1" aria-label=${gettext("Show the list")} ?disabled=${this.disabled} @click=${() => { this.input?.focus(); if (this.open) this.hide(); else this.show(); }}>${icon("chevron-down")}</button>
      </div>
      <div class="cb-list" popover="manual" role="listbox" id="${this.uid}-list" aria-label=${this.label || gettext("Choices")} aria-multiselectable=${this.multiple ? "true" : nothing}
        @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}>${this.#list()}</div>`;
  }
}

if (!customElements.get("mr-combobox")) customElements.define("mr-combobox", Combobox);
