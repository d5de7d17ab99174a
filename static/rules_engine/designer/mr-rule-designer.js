// @ts-check
/** `<mr-rule-designer>`: a rule as a sentence with slots: when, if, then. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ProblemError, api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { Store } from "../../builder/core/store.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import "../../builder/ui/mr-condition-builder.js";
import { fromText, toText } from "../../forms_engine/designer/condition-text.js";
import { addStep, changeStep, moveStep, removeStep, withCondition, withForm, withTrigger, withTriggerSettings } from "./model.js";
import { stepSettings } from "./steps.js";
import "./mr-rule-trial.js";

const CHECK_MS = 500;

/** @typedef {import("./model.js").Rule} Rule */
/** @typedef {import("./model.js").Field} Field */
/** @typedef {{key: string, label: string, icon: string, settings_schema: any}} Kind */
/** @typedef {{key: string, label: string, fields: Field[], condition_fields: any[]}} FormInfo */
/** @typedef {{path: string, code: string, message: string}} Problem */

export class MrRuleDesigner extends LitElement {
  static properties = { data: { type: String }, rule: { state: true }, problems: { state: true }, enabled: { state: true }, asText: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** @type {Problem[]} */
    this.problems = [];
    this.enabled = true;
    this.asText = false;
    this.timer = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.given = given;
    this.enabled = given.enabled;
    /** @type {Store<Rule>} */
    this.store = new Store(given.draft);
    /** @type {Rule} */
    this.rule = given.draft;
    this.tree = fromText(this.rule.condition ?? "", this.conditionFields());
    this.asText = !!this.tree?.text;
    this.draft = new Draft(this.store, { url: given.urls.draft, revision: given.revision });
    attachDraftBar(this.draft);
    this.store.addEventListener("change", () => {
      this.rule = /** @type {Rule} */ (this.store?.doc);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.check(), CHECK_MS);
    });
    document.getElementById("publish")?.addEventListener("click", () => this.publish());
    this.check();
  }

  /** @returns {FormInfo | undefined} */
  get form() {
    return this.given?.forms.find((/** @type {FormInfo} */ form) => form.key === this.rule.form);
  }

  conditionFields() {
    return conditionFields(this.form?.fields ?? [], (target) => `${this.given.urls.records}${target}/`);
  }

  /** @param {Rule} rule @param {string} label @param {string} [coalesce] */
  commit(rule, label, coalesce = "") {
    this.store?.commit(rule, { label, coalesce });
  }

  async check() {
    const answer = await api.post(this.given.urls.check, { document: this.rule }).catch(() => null);
    if (answer) this.problems = answer.problems;
  }

  async publish() {
    await this.draft?.save();
    try {
      await api.post(this.given.urls.publish, { base_revision: this.draft?.revision });
      this.problems = [];
      toast(this.enabled ? gettext("Published. The rule is at work.") : gettext("Published. The rule is switched off."));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problems = error.problems;
      toastError(error);
    }
  }

  async toggle() {
    const wanted = !this.enabled;
    try {
      await api.patch(this.given.urls.rule, { enabled: wanted });
      this.enabled = wanted;
    } catch (error) {
      toastError(error);
    }
    this.requestUpdate();
  }

  render() {
    return html`
      <div class="d-panes no-left">
        <section class="d-canvas" aria-label=${gettext("Rule")} tabindex="0">
          <div class="rule">
            ${this.when()} ${this.condition()}
            <ol class="rule-steps">${repeat(this.rule.steps, (step) => step.key, (step, index) => this.step(step, index))}</ol>
            <div class="row rule-add">
              ${this.given?.actions.map((/** @type {Kind} */ action) => html`<button class="btn" type="button" @click=${() => this.commit(addStep(this.rule, action.key), gettext("Add step"))}>${icon(action.icon)} ${action.label}</button>`)}
            </div>
          </div>
        </section>
        <section class="d-right" aria-label=${gettext("Settings")}>${this.side()}</section>
      </div>`;
  }

  when() {
    const triggers = this.given?.triggers ?? [];
    const trigger = triggers.find((/** @type {Kind} */ one) => one.key === this.rule.trigger.type);
    return html`
      <section class="rule-card" aria-labelledby="rule-when">
        <h2 id="rule-when"><span class="rule-word">${gettext("When")}</span></h2>
        <div class="rule-slots">
          <label class="field"><span class="label">${gettext("In the form")}</span>
            <select class="select" @change=${(/** @type {any} */ event) => this.commit(withForm(this.rule, event.target.value), gettext("Choose form"))}>
              ${this.given?.forms.map((/** @type {FormInfo} */ form) => html`<option value=${form.key} ?selected=${form.key === this.rule.form}>${form.label}</option>`)}
            </select>
          </label>
          <label class="field"><span class="label">${gettext("this happens")}</span>
            <select class="select" @change=${(/** @type {any} */ event) => this.commit(withTrigger(this.rule, event.target.value), gettext("Choose trigger"))}>
              ${triggers.map((/** @type {Kind} */ one) => html`<option value=${one.key} ?selected=${one.key === this.rule.trigger.type}>${one.label}</option>`)}
            </select>
          </label>
          ${Object.entries(trigger?.settings_schema.properties ?? {}).map(([key, schema]) => this.triggerSetting(key, schema))}
        </div>
      </section>`;
  }

  /** @param {string} key @param {any} schema */
  triggerSetting(key, schema) {
    const current = this.rule.trigger.settings?.[key];
    const keep = (/** @type {any} */ value) => this.commit(withTriggerSettings(this.rule, { [key]: value }), schema.title);
    if (schema.enum) {
      return html`
        <label class="field"><span class="label">${schema.title}</span>
          <select class="select" @change=${(/** @type {any} */ event) => keep(event.target.value)}>
            ${schema.enum.map((/** @type {string} */ one) => html`<option value=${one} ?selected=${(current ?? schema.enum[0]) === one}>${schema["x-labels"]?.[one] ?? one}</option>`)}
          </select>
        </label>`;
    }
    const chosen = new Set(current ?? []);
    const flip = (/** @type {string} */ field, /** @type {boolean} */ on) => keep((this.form?.fields ?? []).map((one) => one.key).filter((one) => (one === field ? on : chosen.has(one))));
    return html`
      <fieldset class="rule-fields"><legend class="label">${schema.title}</legend>
        ${this.form?.fields.map((field) => html`<label class="check"><input type="checkbox" .checked=${chosen.has(field.key)} @change=${(/** @type {any} */ event) => flip(field.key, event.target.checked)}> ${field.label}</label>`)}
      </fieldset>`;
  }

  condition() {
    return html`
      <section class="rule-card" aria-labelledby="rule-if">
        <h2 id="rule-if"><span class="rule-word">${gettext("If")}</span></h2>
        ${this.asText ? this.textCondition() : this.visualCondition()}
        <button class="btn ghost compact" type="button" ?hidden=${this.asText && !!this.tree?.text} @click=${() => { this.asText = !this.asText; }}>${this.asText ? gettext("Choose from lists") : gettext("Write as an expression")}</button>
      </section>`;
  }

  textCondition() {
    return html`
      <label class="field"><span class="label">${gettext("Expression")}</span>
        <textarea class="input" rows="2" spellcheck="false" .value=${this.rule.condition ?? ""} @input=${(/** @type {any} */ event) => { this.tree = fromText(event.target.value, this.conditionFields()); this.commit(withCondition(this.rule, event.target.value), gettext("Condition"), "condition"); }}></textarea>
      </label>`;
  }

  visualCondition() {
    return html`<mr-condition-builder .fields=${this.conditionFields()} .value=${this.tree ?? null} @mr-change=${(/** @type {CustomEvent} */ event) => this.keepTree(event.detail)}></mr-condition-builder>`;
  }

  /** @param {{value: any, complete: boolean}} detail */
  keepTree({ value, complete }) {
    this.tree = value;
    const text = complete ? toText(value, this.conditionFields()) : null;
    if (text !== null) this.commit(withCondition(this.rule, text), gettext("Condition"), "condition");
  }

  /** @param {import("./model.js").Step} step @param {number} index */
  step(step, index) {
    const action = this.given?.actions.find((/** @type {Kind} */ one) => one.key === step.action);
    const name = action?.label ?? step.action;
    const own = this.problems.filter((problem) => problem.path.startsWith(`steps.${index}.`) || problem.path === `steps.${index}`);
    return html`
      <li class="rule-card ${own.length ? "invalid" : ""}">
        <header class="rule-head">
          <h2><span class="rule-word">${index === 0 ? gettext("Then") : gettext("and")}</span> ${icon(action?.icon ?? "zap")} ${name}</h2>
          <span class="row gap-1">
            <button class="btn ghost icon" type="button" ?disabled=${index === 0} aria-label=${fmt(gettext("Move %(name)s up"), { name })} @click=${() => this.commit(moveStep(this.rule, step.key, -1), gettext("Move step"))}>${icon("arrow-up")}</button>
            <button class="btn ghost icon" type="button" ?disabled=${index === this.rule.steps.length - 1} aria-label=${fmt(gettext("Move %(name)s down"), { name })} @click=${() => this.commit(moveStep(this.rule, step.key, 1), gettext("Move step"))}>${icon("arrow-down")}</button>
            <button class="btn ghost icon" type="button" aria-label=${fmt(gettext("Remove %(name)s"), { name })} @click=${() => this.commit(removeStep(this.rule, step.key), gettext("Remove step"))}>${icon("trash-2")}</button>
          </span>
        </header>
        ${own.length ? html`<ul class="error">${own.map((problem) => html`<li>${problem.message}</li>`)}</ul>` : nothing}
        ${stepSettings({ step, source: this.form?.fields ?? [], given: this.given, change: (how, label, coalesce) => this.commit(changeStep(this.rule, step.key, how), label, coalesce) })}
      </li>`;
  }

  side() {
    const general = this.problems.filter((problem) => !/^steps\.\d/.test(problem.path));
    return html`
      <div class="props-head">${icon("zap")}<h2>${gettext("Rule")}</h2></div>
      <div class="props-body">
        <label class="check"><input type="checkbox" role="switch" .checked=${this.enabled} @change=${() => this.toggle()}> ${gettext("Switched on")}</label>
        <label class="field"><span class="label">${gettext("Acts as")}</span>
          <select class="select" @change=${(/** @type {any} */ event) => this.commit({ ...this.rule, run_as: event.target.value }, gettext("Acts as"))}>
            <option value="application" ?selected=${this.rule.run_as !== "actor"}>${gettext("The app itself")}</option>
            <option value="actor" ?selected=${this.rule.run_as === "actor"}>${gettext("Whoever caused it")}</option>
          </select>
        </label>
        ${general.length ? html`<section><h3>${gettext("Problems")}</h3><ul class="banner warn">${general.map((problem) => html`<li>${problem.message}</li>`)}</ul></section>` : nothing}
        <mr-rule-trial .urls=${this.given?.urls} .published=${this.given?.published}></mr-rule-trial>
      </div>`;
  }
}

customElements.define("mr-rule-designer", MrRuleDesigner);
