// @ts-check
/** `<mr-lane-condition>`: one condition, chosen from lists or written as an expression; fires `mr-change` {when}. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../../builder/core/i18n.js";
import "../../builder/ui/mr-condition-builder.js";
import { fromText, toText } from "../../forms_engine/designer/condition-text.js";

export class MrLaneCondition extends LitElement {
  static properties = { when: { attribute: false }, fields: { attribute: false }, asText: { state: true }, tree: { state: true } };

  constructor() {
    super();
    this.when = "";
    /** @type {any[]} */
    this.fields = [];
    this.asText = false;
    /** @type {any} */
    this.tree = null;
    /** The text that `tree` says. */
    this.known = "";
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    if (this.when === this.known) return;
    this.known = this.when;
    this.read();
  }

  /** What only text can say stays text. */
  read() {
    this.tree = fromText(this.when, this.fields);
    this.asText = !!this.tree?.text;
  }

  /** @param {string} when */
  tell(when) {
    this.known = when;
    this.dispatchEvent(new CustomEvent("mr-change", { detail: { when }, bubbles: false }));
  }

  /** @param {{value: any, complete: boolean}} detail */
  choose({ value, complete }) {
    this.tree = value;
    const text = complete ? toText(value, this.fields) : null;
    if (text !== null) this.tell(text);
  }

  render() {
    return html`
      <div class="field"><span class="label">${gettext("Condition")}</span>
        ${this.asText
          ? html`<textarea class="input" rows="3" spellcheck="false" aria-label=${gettext("Condition")} placeholder="total > 10000" .value=${live(this.when)} @change=${(/** @type {any} */ event) => this.tell(event.target.value.trim())}></textarea>`
          : html`<mr-condition-builder .fields=${this.fields} .value=${this.tree} @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); this.choose(event.detail); }}></mr-condition-builder>`}
        <button class="btn ghost sm" type="button" ?hidden=${this.asText && !!this.tree?.text} @click=${() => { this.asText = !this.asText; }}>${this.asText ? gettext("Choose from lists") : gettext("Write as an expression")}</button>
        ${this.asText && this.tree?.text ? html`<p class="help">${gettext("This condition can only be written.")}</p>` : nothing}
      </div>`;
  }
}

customElements.define("mr-lane-condition", MrLaneCondition);
