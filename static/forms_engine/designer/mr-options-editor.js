// @ts-check
/** <mr-options-editor>: the options of a choice; type them, paste a list, colour and order them. Fires `mr-change` {value}. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import "../../builder/ui/mr-menu.js";
import { announce } from "../../builder/core/announce.js";
import { attachDnd } from "../../builder/core/dnd.js";
import { fmt, gettext, localized, relabel } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
import { addOption, moveOption, pasteOptions } from "./options-model.js";
/** @typedef {import("./options-model.js").Option} Option */

const COLOURS = () => /** @type {[string, string][]} */ ([["", gettext("No colour")], ["accent", gettext("Blue")], ["ok", gettext("Green")], ["warn", gettext("Amber")], ["danger", gettext("Red")], ["info", gettext("Teal")]]);

export class OptionsEditor extends LitElement {
  static properties = { options: { attribute: false }, language: { attribute: false } };
  constructor() {
    super();
    /** @type {Option[]} */ this.options = [];
    this.language = "en";
    /** @type {() => void} */ this.detach = () => {};
  }
  createRenderRoot() { return this; }
  connectedCallback() {
    super.connectedCallback();
    this.detach = attachDnd(this, {
      onDrop: ({ payload, index }) => this.#set(moveOption(this.options, this.options.findIndex((o) => o.key === payload), index)),
      label: (payload) => localized(this.options.find((o) => o.key === payload)?.label),
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    this.detach();
  }
  /** @param {Option[]} options */
  #set(options) { this.dispatchEvent(new CustomEvent("mr-change", { bubbles: true, detail: { value: options } })); }
  /** @param {number} index */
  async #focus(index) {
    await this.updateComplete;
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("li > .input"));
    inputs[Math.max(0, Math.min(index, inputs.length - 1))]?.focus();
  }
  /** @param {number} index @param {Partial<Option>} patch */
  #patch(index, patch) { this.#set(this.options.map((o, i) => (i === index ? { ...o, ...patch } : o))); }
  /** @param {KeyboardEvent} event @param {number} index */
  #key(event, index) {
    if (event.isComposing) return;
    const empty = /** @type {HTMLInputElement} */ (event.target).value === "";
    if (event.key === "Enter") this.#add();
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) { this.#set(moveOption(this.options, index, index + (event.key === "ArrowUp" ? -1 : 1))); this.#focus(index + (event.key === "ArrowUp" ? -1 : 1)); }
    else if (event.key === "Backspace" && empty && this.options.length > 1) { this.#set(this.options.filter((_, i) => i !== index)); this.#focus(index - 1); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/\n/.test(text.trim())) return;
    event.preventDefault();
    const added = pasteOptions([], text, this.language).map((o) => localized(o.label, this.language));
    this.#set(added.reduce((list, label) => addOption(list, label, this.language), this.options));
    announce(fmt(gettext("%(count)s options added."), { count: added.length }));
  }
  #add() {
    this.#set(addOption(this.options, `${gettext("Option")} ${this.options.length + 1}`, this.language));
    this.#focus(this.options.length);
  }
  #bulk() {
    let text = this.options.map((o) => localized(o.label, this.language) || o.key).join("\n");
    const dialog = openDialog({
      title: gettext("Edit options as a list"), size: "narrow",
      content: html`<div class="field"><label for="options-list">${gettext("One option on each line")}</label><textarea class="input" id="options-list" rows="12" .value=${text} @input=${(/** @type {InputEvent} */ e) => { text = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></textarea></div>`,
      footer: html`<button type="button" class="btn" @click=${() => dialog.close()}>${gettext("Cancel")}</button><button type="button" class="btn primary" @click=${() => { this.#set(pasteOptions(this.options, text, this.language)); dialog.close(); }}>${gettext("Use this list")}</button>`,
    });
  }
  render() {
    return html`<div class="field"><span class="label" id="pp-options">${gettext("Options")}</span>
      <ul role="list" class="option-list" data-drop="options" aria-labelledby="pp-options" @paste=${this.#paste}>${repeat(this.options, (o) => o.key, (o, i) => html`<li data-item=${o.key}>
        <span class="grip" data-drag=${o.key} aria-hidden="true">${icon("grip-vertical")}</span>
        <mr-menu><button type="button" class="swatch ${o.color ?? ""}" aria-label=${fmt(gettext("Colour of option %(n)s"), { n: i + 1 })}></button><div class="menu" popover role="menu">${COLOURS().map(([key, label]) => html`<button type="button" role="menuitemradio" tabindex="-1" aria-checked=${(o.color ?? "") === key ? "true" : "false"} @click=${() => this.#patch(i, { color: key || undefined })}><span class="swatch ${key}"></span>${label}</button>`)}</div></mr-menu>
        <input class="input sm" aria-label=${fmt(gettext("Option %(n)s"), { n: i + 1 })} .value=${live(localized(o.label, this.language))} @keydown=${(/** @type {KeyboardEvent} */ e) => this.#key(e, i)} @input=${(/** @type {InputEvent} */ e) => this.#patch(i, { label: relabel(o.label, /** @type {HTMLInputElement} */ (e.target).value, this.language) })}>
        <button type="button" class="btn ghost icon sm" ?disabled=${this.options.length < 2} aria-label=${fmt(gettext("Remove option %(n)s"), { n: i + 1 })} @click=${() => { this.#set(this.options.filter((_, j) => j !== i)); this.#focus(i); }}>${icon("x")}</button></li>`)}</ul>
      <div class="row gap-1"><button type="button" class="btn ghost sm" @click=${() => this.#add()}>${icon("plus")}${gettext("Add option")}</button><button type="button" class="btn ghost sm" @click=${() => this.#bulk()}>${icon("list")}${gettext("Edit as list")}</button></div>
      ${this.options.length ? nothing : html`<p class="help">${gettext("Add the answers people can choose from.")}</p>`}</div>`;
  }
}
customElements.define("mr-options-editor", OptionsEditor);
