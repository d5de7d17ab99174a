// @ts-check
/**
 * <mr-field-properties>: what can be set of the selected field; its type's settings are drawn from the server's schema.
 * Fires `mr-edit` with {command, id, …}: patch, label, key, required, write.
 */
import { LitElement, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { fmt, gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import "../runtime/widgets/choices.js";
import "../runtime/widgets/entry.js";
import { editText, parseText } from "../runtime/values.js";
import { widgetFor } from "../runtime/widgets.js";
import { settingControl } from "./settings-control.js";
/** @typedef {import("./model.js").Found} Found */
/** @typedef {import("./kinds.js").Kind} Kind */

const WITH_PLACEHOLDER = new Set(["text", "longtext", "number", "choice", "member", "department", "link"]);
const WITH_DEFAULT = new Set(["text", "longtext", "number", "money", "date", "datetime", "choice", "choices", "checkbox"]);
const WITH_FORMULA_DEFAULT = new Set(["text", "number", "money", "date", "datetime"]);

/** @param {Event} e */
const valueOf = (e) => /** @type {HTMLInputElement} */ (e.target).value;

export class FieldProperties extends LitElement {
  static properties = {
    found: { attribute: false }, kind: { attribute: false }, language: {}, published: { type: Boolean }, forms: { attribute: false }, columns: { attribute: false }, fields: { attribute: false },
    problems: { attribute: false }, keyProblem: { attribute: false }, tab: { state: true }, key: { state: true }, expects: { state: true },
  };
  constructor() {
    super();
    /** @type {Found} */ this.found = NIL;
    /** @type {Kind} */ this.kind = NIL;
    this.language = "en";
    this.published = false;
    /** @type {any[]} */ this.forms = [];
    /** @type {Found[]} */ this.columns = [];
    /** @type {Found[]} */ this.fields = [];
    /** @type {{message: string}[]} */ this.problems = [];
    /** Why a key cannot be used. @type {(key: string) => string} */ this.keyProblem = () => "";
    this.tab = "field";
    /** A key while it is typed. @type {string | null} */ this.key = null;
    /** What was typed as a default and could not be read. @type {string | null} */ this.expects = null;
  }
  createRenderRoot() { return this; }
  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("found") && changed.get("found")?.id !== this.found?.id) { this.key = null; this.expects = null; }
  }
  /** @param {string} command @param {Record<string, unknown>} detail */
  #ask(command, detail) { this.dispatchEvent(new CustomEvent("mr-edit", { bubbles: true, detail: { command, id: this.found.id, ...detail } })); }
  /** @param {string} name @param {any} value */
  #set(name, value) { this.#ask("patch", { patch: { [name]: value } }); }

  /** @param {string} name @param {string} label @param {boolean} [long] */
  #text(name, label, long = false) {
    const text = this.found.field[name];
    const input = (/** @type {Event} */ e) => (name === "label" ? this.#ask("label", { label: relabel(text, valueOf(e), this.language) }) : this.#set(name, valueOf(e) ? relabel(text, valueOf(e), this.language) : null));
    const shown = typeof text === "string" ? text : (text?.[this.language] ?? "");
    const other = !shown && text ? localized(text) : "";
    return html`<div class="field"><label for=${`pp-${name}`}>${label}</label>${long
      ? html`<textarea class="input" id=${`pp-${name}`} rows="2" maxlength="500" placeholder=${other} .value=${live(shown)} @input=${input}></textarea>`
      : html`<input class="input" id=${`pp-${name}`} maxlength="500" autocomplete="off" placeholder=${other} .value=${live(shown)} @input=${input}>`}</div>`;
  }
  #keyRow() {
    const shown = this.key ?? this.found.key;
    const why = this.key === null ? "" : this.keyProblem(this.key);
    const message = why === "taken" ? gettext("Another field has this key.") : why ? gettext("Use letters, digits and underscores; begin with a letter.") : "";
    return html`<div class="field ${why ? "has-error" : ""}"><label for="pp-key">${gettext("Key in formulas")}</label>
      <input class="input mono" id="pp-key" maxlength="40" autocomplete="off" spellcheck="false" aria-invalid=${why ? "true" : "false"} aria-describedby="pp-key-note" .value=${live(shown)}
        @input=${(/** @type {Event} */ e) => { this.key = valueOf(e); }} @change=${() => { if (this.key !== null && !this.keyProblem(this.key)) { this.#ask("key", { key: this.key }); this.key = null; } }} @blur=${() => { if (!why) this.key = null; }}>
      <p class=${why ? "error" : "help"} id="pp-key-note">${message || (this.published ? gettext("Programs that use the API know the field by this key.") : gettext("Formulas that use it are changed too."))}</p></div>`;
  }
  #width() {
    if (this.found.scope || this.found.field.type === "lines") return nothing;
    const options = [["third", "⅓"], ["half", "½"], ["two-thirds", "⅔"], ["full", "1"]];
    const names = /** @type {Record<string, string>} */ ({ third: gettext("One third"), half: gettext("Half"), "two-thirds": gettext("Two thirds"), full: gettext("Full width") });
    const value = this.found.field.width ?? "";
    return html`<div class="field"><span class="label" id="pp-width">${gettext("Width")}</span><div class="seg" role="group" aria-labelledby="pp-width">
      <button type="button" aria-pressed=${value === "" ? "true" : "false"} @click=${() => this.#set("width", null)}>${gettext("Auto")}</button>
      ${options.map(([key, sign]) => html`<button type="button" aria-pressed=${value === key ? "true" : "false"} aria-label=${names[key]} title=${names[key]} @click=${() => this.#set("width", key)}>${sign}</button>`)}</div></div>`;
  }
  #default() {
    const { field } = this.found;
    if (!WITH_DEFAULT.has(field.type)) return nothing;
    const computed = field.default !== null && typeof field.default === "object" && !Array.isArray(field.default);
    const switcher = WITH_FORMULA_DEFAULT.has(field.type) ? html`<button type="button" class="btn ghost sm" @click=${() => (computed ? this.#set("default", null) : this.#ask("write", { name: "default", label: gettext("Default"), expected: field.type }))}>${icon(computed ? "x" : "sigma")}${computed ? gettext("No formula") : gettext("Use a formula")}</button>` : nothing;
    if (computed) return html`<div class="field"><span class="label">${gettext("Default")}</span><code class="expression">${field.default.expression}</code><div class="row"><button type="button" class="btn sm" @click=${() => this.#ask("write", { name: "default", label: gettext("Default"), expected: field.type })}>${icon("pencil")}${gettext("Edit formula")}</button>${switcher}</div></div>`;
    const spec = /** @type {any} */ ({ ...field, key: this.found.key, settings: field, placeholder: "", help: "", columns: [] });
    const enter = (/** @type {string} */ text) => {
      const parsed = parseText(spec, text);
      this.expects = "value" in parsed ? null : text;
      if ("value" in parsed) this.#set("default", parsed.value);
    };
    const control = /** @type {any} */ ({ field: spec, path: "default", id: "pp-default", value: field.default ?? null, text: this.expects ?? undefined, name: "", required: false, invalid: this.expects !== null, describedBy: "", compact: true, editing: true, urls: {}, enter, choose: (/** @type {any} */ v) => this.#set("default", Array.isArray(v) && !v.length ? null : v === false ? null : v), focus: () => {}, leave: () => {} });
    const tick = field.type === "checkbox";
    return html`<div class="field">${tick ? html`<span class="label">${gettext("Ticked at the start")}</span>` : html`<label for="pp-default">${gettext("Default")}</label>`}${widgetFor(field.type).render({ ...control, name: tick ? gettext("Ticked at the start") : "", text: control.text ?? (field.type === "date" || field.type === "datetime" ? undefined : editText(spec, field.default)) })}${switcher}</div>`;
  }
  /** @param {string} name @param {string} label @param {string} none */
  #condition(name, label, none) {
    const value = this.found.field[name];
    return html`<div class="field"><span class="label" id=${`pp-${name}-label`}>${label}</span>
      ${value ? html`<code class="expression">${value}</code>` : html`<p class="help">${none}</p>`}
      <div class="row"><button type="button" class="btn sm" id=${`pp-${name}`} aria-describedby=${`pp-${name}-label`} @click=${() => this.#ask("condition", { name, label })}>${icon(value ? "pencil" : "plus")}${value ? gettext("Edit condition") : gettext("Add condition")}</button>
      ${value ? html`<button type="button" class="btn ghost sm" aria-label=${fmt(gettext("Remove the condition: %(label)s"), { label })} @click=${() => this.#set(name, null)}>${icon("x")}</button>` : nothing}</div></div>`;
  }
  #fieldTab() {
    const { field } = this.found;
    const { computed } = this.kind;
    const settings = Object.entries(this.kind.settings_schema?.properties ?? {});
    const host = { found: this.found, language: this.language, forms: this.forms, columns: this.columns, fields: this.fields, set: (/** @type {string} */ n, /** @type {any} */ v) => this.#set(n, v), write: (/** @type {string} */ name, /** @type {string} */ label, /** @type {any} */ options) => this.#ask("write", { name, label, ...options }) };
    return html`${this.#text("label", gettext("Label"))}
      ${computed ? nothing : html`<label class="check"><input type="checkbox" id="pp-required" .checked=${live(this.found.required)} @change=${(/** @type {Event} */ e) => this.#ask("required", { required: /** @type {HTMLInputElement} */ (e.target).checked })}>${gettext("Must be filled in")}</label>`}
      ${settings.map(([name, schema]) => settingControl(host, name, schema))}
      ${this.#default()}
      ${this.kind.unique_allowed && !this.found.scope ? html`<label class="check"><input type="checkbox" id="pp-unique" .checked=${live(Boolean(field.unique))} @change=${(/** @type {Event} */ e) => this.#set("unique", /** @type {HTMLInputElement} */ (e.target).checked || null)}>${gettext("No two records have the same value")}</label>` : nothing}
      ${this.found.scope ? nothing : this.#text("help", gettext("Help text"), true)}
      ${WITH_PLACEHOLDER.has(field.type) && !this.found.scope ? this.#text("placeholder", gettext("Text in the empty field")) : nothing}
      ${this.#width()}${this.#keyRow()}`;
  }
  #logicTab() {
    return html`${this.#condition("visible", gettext("Show only when"), gettext("Always shown."))}
      ${this.kind.computed ? nothing : html`${this.#condition("required_when", gettext("Must be filled in when"), this.found.required ? gettext("Always.") : gettext("Never."))}
      ${this.#condition("read_only_when", gettext("Locked when"), gettext("Never."))}`}`;
  }
  render() {
    if (!this.found || !this.kind) return nothing;
    const tab = (/** @type {string} */ key, /** @type {string} */ label) => html`<button type="button" role="tab" id=${`pp-tab-${key}`} aria-selected=${this.tab === key ? "true" : "false"} aria-controls="pp-panel" tabindex=${this.tab === key ? 0 : -1} @click=${() => { this.tab = key; }}
      @keydown=${(/** @type {KeyboardEvent} */ e) => { if (e.key === "ArrowLeft" || e.key === "ArrowRight") { this.tab = key === "field" ? "logic" : "field"; this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('[aria-selected="true"]'))?.focus()); } }}>${label}</button>`;
    return html`<div class="tabs" role="tablist" aria-label=${gettext("Properties")}>${tab("field", gettext("Field"))}${tab("logic", gettext("Conditions"))}</div>
      <div class="props-body" role="tabpanel" id="pp-panel" aria-labelledby=${`pp-tab-${this.tab}`}>
        ${this.problems.length ? html`<div class="banner danger">${icon("circle-alert")}<div class="body">${this.problems.map((p) => html`<p>${p.message}</p>`)}</div></div>` : nothing}
        ${keyed(`${this.found.id} ${this.tab} ${this.language}`, this.tab === "field" ? this.#fieldTab() : this.#logicTab())}</div>`;
  }
}
customElements.define("mr-field-properties", FieldProperties);
