// @ts-check
/** `<mr-rule-designer>`: a rule as a sentence with slots: when, if, then. */
import { LitElement, html, nothing, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { Store } from "../../builder/core/store.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { conditionFields } from "../../builder/ui/condition-fields.js";
import "../../forms_engine/designer/mr-condition-input.js";
import { askPublish } from "../../forms_engine/designer/publishing.js";
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
  static properties = { data: { type: String }, rule: { state: true }, problems: { state: true }, enabled: { state: true }, sheet: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** @type {Problem[]} */
    this.problems = [];
    this.enabled = true;
    /** Whether a phone shows the settings. */
    this.sheet = false;
    /** @type {{form: FormInfo | undefined, fields: any[]} | null} */
    this.known = null;
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
    this.draft = new Draft(this.store, { url: given.urls.draft, revision: given.revision });
    attachDraftBar(this.draft);
    this.store.addEventListener("change", () => {
      this.rule = /** @type {Rule} */ (this.store?.doc);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.check(), CHECK_MS);
    });
    this.check();
  }

  /** @returns {FormInfo | undefined} */
  get form() {
    return this.given?.forms.find((/** @type {FormInfo} */ form) => form.key === this.rule.form);
  }

  /** The fields of the form as the condition builder takes them; kept while the form stays. */
  conditionFields() {
    const { form } = this;
    if (this.known?.form !== form) this.known = { form, fields: conditionFields(form?.fields ?? [], (target) => this.recordsOf(target)) };
    return this.known?.fields ?? [];
  }

  /** Where records of a form are searched. @param {string} form */
  recordsOf(form) {
    return `${this.given.urls.forms}${form}/records/pick/`;
  }

  /** @param {Rule} rule @param {string} label @param {string} [coalesce] */
  commit(rule, label, coalesce = "") {
    this.store?.commit(rule, { label, coalesce });
  }

  async check() {
    const answer = await api.post(this.given.urls.check, { document: this.rule }).catch(() => null);
    if (answer) this.problems = answer.problems;
  }

  updated() {
    const bar = document.getElementById("design-actions");
    if (!bar) return;
    render(html`
      <button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Settings")} aria-expanded=${String(this.sheet)} @click=${() => { this.sheet = !this.sheet; }}>${icon("sliders-horizontal")}</button>
      ${this.given.may_publish ? html`<button class="btn primary" type="button" id="publish" aria-label=${gettext("Publish")} @click=${() => this.publish()}>${icon("upload")}<span class="not-phone">${gettext("Publish")}</span></button>` : nothing}`, bar);
  }

  async publish() {
    await this.draft?.save();
    const version = await askPublish({
      urls: this.given.urls, revision: this.draft?.revision ?? 0, version: this.given.version,
      words: { first: gettext("Publish the rule"), blocked: gettext("The rule cannot be published yet.") }, jump: (problem) => this.jump(problem),
    });
    if (version === null) return;
    this.given = { ...this.given, version };
    this.requestUpdate();
    toast(this.enabled ? gettext("Published. The rule is at work.") : gettext("Published. The rule is switched off."));
  }

  /** Go to where a problem is. @param {Problem} problem */
  jump({ path }) {
    const [, step] = /^steps\.(\d+)/.exec(path) ?? [];
    const place = step ? `.rule-steps > li:nth-child(${Number(step) + 1})` : path.startsWith("condition") ? ".rule-if" : ".rule-when";
    const card = this.querySelector(place);
    card?.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null} */ (card?.querySelector("select, input, textarea"))?.focus();
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
      <div class="d-panes no-left" data-sheet=${this.sheet ? "open" : "closed"} @keydown=${(/** @type {KeyboardEvent} */ event) => this.escape(event)}>
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

  /** Escape closes the settings of a phone. @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.sheet) return;
    this.sheet = false;
    /** @type {HTMLElement | null} */ (document.querySelector("#design-actions > .only-phone"))?.focus();
  }

  when() {
    const triggers = this.given?.triggers ?? [];
    const trigger = triggers.find((/** @type {Kind} */ one) => one.key === this.rule.trigger.type);
    return html`
      <section class="rule-card rule-when" aria-labelledby="rule-when">
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
      <section class="rule-card rule-if" aria-labelledby="rule-if">
        <h2 id="rule-if"><span class="rule-word">${gettext("If")}</span></h2>
        <mr-condition-input label=${gettext("Only if")} .when=${this.rule.condition ?? ""} .fields=${this.conditionFields()} @mr-change=${(/** @type {CustomEvent} */ event) => this.commit(withCondition(this.rule, event.detail.when), gettext("Condition"), "condition")}></mr-condition-input>
      </section>`;
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
        ${own.length ? html`<ul class="error rule-faults">${own.map((problem) => html`<li>${problem.message}</li>`)}</ul>` : nothing}
        ${stepSettings({ step, source: this.form?.fields ?? [], given: this.given, change: (how, label, coalesce) => this.commit(changeStep(this.rule, step.key, how), label, coalesce) })}
      </li>`;
  }

  side() {
    const general = this.problems.filter((problem) => !/^steps\.\d/.test(problem.path));
    return html`
      <div class="props-head">${icon("zap")}<h2>${gettext("Rule")}</h2><button class="btn ghost icon only-phone" type="button" aria-label=${gettext("Close")} @click=${() => { this.sheet = false; }}>${icon("x")}</button></div>
      <div class="props-body">
        <label class="check"><input type="checkbox" role="switch" .checked=${this.enabled} @change=${() => this.toggle()}> ${gettext("Switched on")}</label>
        <label class="field"><span class="label">${gettext("Acts as")}</span>
          <select class="select" @change=${(/** @type {any} */ event) => this.commit({ ...this.rule, run_as: event.target.value }, gettext("Acts as"))}>
            <option value="application" ?selected=${this.rule.run_as !== "actor"}>${gettext("The app itself")}</option>
            <option value="actor" ?selected=${this.rule.run_as === "actor"}>${gettext("Whoever caused it")}</option>
          </select>
        </label>
        ${general.length ? html`<section><h3>${gettext("Problems")}</h3><div class="banner warn">${icon("triangle-alert")}<ul class="body">${general.map((problem) => html`<li>${problem.message}</li>`)}</ul></div></section>` : nothing}
        <mr-rule-trial .urls=${this.given?.urls} .records=${this.recordsOf(this.rule.form)}></mr-rule-trial>
      </div>`;
  }
}

customElements.define("mr-rule-designer", MrRuleDesigner);
