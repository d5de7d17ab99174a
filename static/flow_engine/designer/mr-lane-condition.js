// @ts-check
/** `<mr-lane-condition>`: one condition, chosen from lists or written as an expression; fires `mr-change` {when}. */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { api } from "../../builder/core/api.js";
import { gettext } from "../../builder/core/i18n.js";
import { toastError } from "../../builder/core/toast.js";
import "../../builder/ui/mr-condition-builder.js";

export class MrLaneCondition extends LitElement {
  static properties = { when: { attribute: false }, fields: { attribute: false }, url: { attribute: false }, form: { attribute: false }, asText: { state: true }, tree: { state: true } };

  constructor() {
    super();
    this.when = "";
    /** @type {any[]} */
    this.fields = [];
    this.url = "";
    this.form = "";
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

  /** Ask how the text looks in lists; what only text can say stays text. */
  async read() {
    if (!this.when) {
      this.tree = null;
      return;
    }
    const answer = await api.post(this.url, { form: this.form, text: this.when }).catch(() => null);
    if (answer?.condition) this.tree = answer.condition;
    this.asText = !answer?.condition;
  }

  /** @param {string} when */
  tell(when) {
    this.known = when;
    this.dispatchEvent(new CustomEvent("mr-change", { detail: { when }, bubbles: false }));
  }

  /** @param {{value: any, complete: boolean}} detail */
  async choose({ value, complete }) {
    this.tree = value;
    if (!complete) return;
    try {
      this.tell(value ? (await api.post(this.url, { form: this.form, condition: value })).text : "");
    } catch (error) {
      toastError(error);
    }
  }

  render() {
    return html`
      <div class="field"><span class="label">${gettext("Condition")}</span>
        ${this.asText
          ? html`<textarea class="input" rows="3" spellcheck="false" aria-label=${gettext("Condition")} placeholder="total > 10000" .value=${live(this.when)} @change=${(/** @type {any} */ event) => this.tell(event.target.value.trim())}></textarea>`
          : html`<mr-condition-builder .fields=${this.fields} .value=${this.tree} @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); this.choose(event.detail); }}></mr-condition-builder>`}
        <button class="btn ghost compact" type="button" @click=${() => { this.asText = !this.asText; }}>${this.asText ? gettext("Choose from lists") : gettext("Write as an expression")}</button>
        ${this.asText && this.when && !this.tree ? html`<p class="help">${gettext("This condition can only be written.")}</p>` : nothing}
      </div>`;
  }
}

customElements.define("mr-lane-condition", MrLaneCondition);
