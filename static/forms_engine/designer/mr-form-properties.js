// @ts-check
/** <mr-form-properties>: what can be set of the form itself, or of one section. Fires `mr-edit` {command: form | section | section-move | section-remove | condition}. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import "../../builder/ui/mr-combobox.js";
import { fmt, gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
/** @typedef {import("./model.js").FormDocument} FormDocument */
/** @typedef {import("./model.js").Found} Found */

const UNIQUE = new Set(["text", "number", "money", "date", "datetime", "choice", "link", "member", "department"]);
/** @param {Event} e */
const valueOf = (e) => /** @type {HTMLInputElement} */ (e.target).value;

export class FormProperties extends LitElement {
  static properties = { doc: { attribute: false }, section: {}, language: {}, fields: { attribute: false }, problems: { attribute: false } };
  constructor() {
    super();
    /** @type {FormDocument} */ this.doc = NIL;
    this.section = "";
    this.language = "en";
    /** @type {Found[]} */ this.fields = [];
    /** @type {{message: string}[]} */ this.problems = [];
  }
  createRenderRoot() { return this; }
  /** @param {string} command @param {Record<string, unknown>} detail */
  #ask(command, detail) { this.dispatchEvent(new CustomEvent("mr-edit", { bubbles: true, detail: { command, ...detail } })); }
  /** @param {Record<string, any>} patch */
  #form(patch) { this.#ask("form", { patch }); }
  get #own() { return this.fields.filter((f) => !f.scope); }

  #title() {
    const template = this.doc["x-title"] ?? "";
    const add = (/** @type {string} */ key) => this.#form({ "x-title": `${template}${template && !template.endsWith(" ") ? " " : ""}{${key}}` });
    return html`<div class="field"><label for="fp-title">${gettext("What a record is called")}</label>
      <input class="input" id="fp-title" maxlength="500" placeholder="{number}" .value=${live(template)} @input=${(/** @type {Event} */ e) => this.#form({ "x-title": valueOf(e) || null })}>
      <p class="help">${gettext("Text with field keys in braces, for example {number} {subject}.")}</p>
      <div class="chips">${[{ key: "number", label: gettext("Number") }, ...this.#own.filter((f) => !["lines", "file", "longtext"].includes(f.field.type)).map((f) => ({ key: f.key, label: localized(f.field.label) || f.key }))].filter((c) => !template.includes(`{${c.key}}`)).slice(0, 8).map((c) => html`<button type="button" class="chip" @click=${() => add(c.key)}>${icon("plus")}${c.label}</button>`)}</div></div>`;
  }
  #unique() {
    const groups = this.doc["x-unique"] ?? [];
    const options = this.#own.filter((f) => UNIQUE.has(f.field.type)).map((f) => ({ value: f.key, label: localized(f.field.label) || f.key }));
    const save = (/** @type {string[][]} */ next) => this.#form({ "x-unique": next });
    return html`<div class="field"><span class="label" id="fp-unique">${gettext("Unique together")}</span><ul role="list" class="stack gap-2" aria-labelledby="fp-unique">${groups.map((keys, i) => html`<li class="row top">
      <mr-combobox class="grow" multiple label=${fmt(gettext("Fields that are unique together, %(n)s"), { n: i + 1 })} .options=${options} .value=${keys} @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); save(groups.map((g, j) => (j === i ? e.detail.value : g))); }}></mr-combobox>
      <button type="button" class="btn ghost icon" aria-label=${gettext("Remove")} @click=${() => save(groups.filter((_, j) => j !== i))}>${icon("x")}</button></li>`)}</ul>
      <button type="button" class="btn ghost sm" ?disabled=${!options.length} @click=${() => save([...groups, [options[0].value]])}>${icon("plus")}${gettext("Add fields")}</button></div>`;
  }
  #constraints() {
    const list = this.doc["x-constraints"] ?? [];
    const save = (/** @type {any[]} */ next) => this.#form({ "x-constraints": next });
    const patch = (/** @type {number} */ i, /** @type {any} */ change) => save(list.map((c, j) => (j === i ? { ...c, ...change } : c)));
    return html`<div class="field"><span class="label" id="fp-rules">${gettext("A record must satisfy")}</span><ul role="list" class="stack" aria-labelledby="fp-rules">${list.map((c, i) => html`<li class="constraint">
      <div class="row spread">${c.expression ? html`<code class="expression">${c.expression}</code>` : html`<span class="help">${gettext("No condition yet.")}</span>`}
        <span class="row gap-1"><button type="button" class="btn ghost icon sm" aria-label=${fmt(gettext("Edit condition %(n)s"), { n: i + 1 })} @click=${() => this.#ask("condition", { name: "constraint", index: i, label: gettext("A record must satisfy") })}>${icon("pencil")}</button>
        <button type="button" class="btn ghost icon sm" aria-label=${fmt(gettext("Remove condition %(n)s"), { n: i + 1 })} @click=${() => save(list.filter((_, j) => j !== i))}>${icon("x")}</button></span></div>
      <input class="input sm" maxlength="500" aria-label=${gettext("Message when it does not hold")} placeholder=${gettext("Message when it does not hold")} .value=${live(localized(c.message, this.language))} @input=${(/** @type {Event} */ e) => patch(i, { message: relabel(c.message, valueOf(e), this.language) })}>
      <select class="select sm" aria-label=${gettext("Show the message at")} @change=${(/** @type {Event} */ e) => patch(i, { fields: valueOf(e) ? [valueOf(e)] : [] })}><option value="" ?selected=${!c.fields?.length}>${gettext("Message above the form")}</option>${this.#own.map((f) => html`<option value=${f.key} ?selected=${live(c.fields?.[0] === f.key)}>${localized(f.field.label) || f.key}</option>`)}</select></li>`)}</ul>
      <button type="button" class="btn ghost sm" @click=${() => save([...list, { expression: "", message: { [this.language]: "" }, fields: [] }])}>${icon("plus")}${gettext("Add condition")}</button></div>`;
  }
  #sectionBody() {
    const at = this.doc["x-layout"].findIndex((s) => s.id === this.section);
    const section = this.doc["x-layout"][at];
    if (!section) return nothing;
    const patch = (/** @type {any} */ change) => this.#ask("section", { id: section.id, patch: change });
    return html`
      <div class="field"><label for="sp-label">${gettext("Heading")}</label><input class="input" id="sp-label" maxlength="500" .value=${live(localized(section.section, this.language))} @input=${(/** @type {Event} */ e) => patch({ section: valueOf(e) ? relabel(section.section, valueOf(e), this.language) : "" })}></div>
      <div class="field"><span class="label" id="sp-columns">${gettext("Columns")}</span><div class="seg" role="group" aria-labelledby="sp-columns">${[1, 2, 3].map((n) => html`<button type="button" aria-pressed=${section.columns === n ? "true" : "false"} @click=${() => patch({ columns: n })}>${n}</button>`)}</div></div>
      <div class="field"><span class="label" id="sp-visible">${gettext("Show only when")}</span>${section.visible ? html`<code class="expression">${section.visible}</code>` : html`<p class="help">${gettext("Always shown.")}</p>`}
        <div class="row"><button type="button" class="btn sm" aria-describedby="sp-visible" @click=${() => this.#ask("condition", { name: "section", id: section.id, label: gettext("Show only when") })}>${icon(section.visible ? "pencil" : "plus")}${section.visible ? gettext("Edit condition") : gettext("Add condition")}</button>
        ${section.visible ? html`<button type="button" class="btn ghost icon sm" aria-label=${gettext("Remove the condition")} @click=${() => patch({ visible: "" })}>${icon("x")}</button>` : nothing}</div></div>
      <div class="row wrap"><button type="button" class="btn sm" ?disabled=${at === 0} @click=${() => this.#ask("section-move", { id: section.id, to: at - 1 })}>${icon("arrow-up")}${gettext("Move up")}</button>
        <button type="button" class="btn sm" ?disabled=${at === this.doc["x-layout"].length - 1} @click=${() => this.#ask("section-move", { id: section.id, to: at + 1 })}>${icon("arrow-down")}${gettext("Move down")}</button>
        <button type="button" class="btn sm danger" ?disabled=${this.doc["x-layout"].length === 1} @click=${() => this.#ask("section-remove", { id: section.id })}>${icon("trash-2")}${gettext("Delete section")}</button></div>
      <p class="help">${gettext("Its fields move to the section beside it.")}</p>`;
  }
  #formBody() {
    const title = this.doc.title;
    return html`<div class="field"><label for="fp-name">${gettext("Title of the form")}</label><input class="input" id="fp-name" maxlength="200" .value=${live(localized(title, this.language))} @input=${(/** @type {Event} */ e) => this.#form({ title: relabel(title, valueOf(e), this.language) })}></div>
      ${this.#title()}${this.#unique()}${this.#constraints()}`;
  }
  render() {
    return html`<div class="props-body">${this.problems.length ? html`<div class="banner danger">${icon("circle-alert")}<div class="body">${this.problems.map((p) => html`<p>${p.message}</p>`)}</div></div>` : nothing}${this.section ? this.#sectionBody() : this.#formBody()}</div>`;
  }
}
customElements.define("mr-form-properties", FormProperties);
