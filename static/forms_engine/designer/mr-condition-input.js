// @ts-check
/** `<mr-condition-input>`: a condition, chosen from lists or written as an expression; fires `mr-change` {when}. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../../builder/core/i18n.js";
import "../../builder/ui/mr-condition-builder.js";
import { fromText, toText } from "./condition-text.js";

export class MrConditionInput extends LitElement {
  static properties = { when: { attribute: false }, fields: { attribute: false }, label: {}, asText: { state: true }, tree: { state: true } };

  constructor() {
    super();
    this.when = "";
    this.label = "";
    /** @type {any[]} */
    this.fields = [];
    this.asText = false;
    /** @type {any} */
    this.tree = null;
    /** The text that `tree` says; null before the first one. @type {string | null} */
    this.known = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.when === this.known && (!changed.has("fields") || this.when === "")) return;
    this.known = this.when;
    this.tree = fromText(this.when, this.fields);
    this.asText = !!this.tree?.text;
  }

  /** @param {string} when */
  tell(when) {
    // The page gives the same text back, but only after this element has drawn itself.
    this.when = this.known = when;
    this.dispatchEvent(new CustomEvent("mr-change", { detail: { when } }));
  }

  /** @param {{value: any, complete: boolean}} detail */
  choose({ value, complete }) {
    this.tree = value;
    const text = complete ? toText(value, this.fields) : null;
    if (text !== null) this.tell(text);
  }

  /** @param {string} text */
  write(text) {
    this.tree = fromText(text, this.fields);
    this.tell(text);
  }

  render() {
    const onlyText = this.asText && !!this.tree?.text;
    return html`
      ${this.asText
        ? html`<textarea class="input" rows="3" spellcheck="false" aria-label=${this.label} placeholder="total > 1000" .value=${live(this.when)} @change=${(/** @type {any} */ event) => this.write(event.target.value.trim())}></textarea>`
        : html`<mr-condition-builder legend=${this.label} .fields=${this.fields} .value=${this.tree} @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); this.choose(event.detail); }}></mr-condition-builder>`}
      ${onlyText ? html`<p class="help">${gettext("This condition can only be written.")}</p>` : html`<button class="btn ghost sm" type="button" @click=${() => { this.asText = !this.asText; }}>${this.asText ? gettext("Choose from lists") : gettext("Write as an expression")}</button>`}`;
  }
}

if (!customElements.get("mr-condition-input")) customElements.define("mr-condition-input", MrConditionInput);
