// @ts-check
/**
 * <mr-form data="script-id">: a form to fill in, or to read.
 *
 * The JSON script holds {form, values, labels, references, masks, revision}; `masks` gives hidden, masked, read, edit or
 * required by field, or by "lines.column". Attributes: mode (new, edit, view), action (where it is sent), next (where to go
 * then; {id} is the record), draft-key (names unsent work in this browser), app and form (their keys, where neither action nor the JSON tells), api, submit-label, cancel-url, and
 * no-actions for a page that sends the values itself through `attempt()` and `refuse()`.
 * Events: `mr-input` {dirty, values}, `mr-submitted` {record}.
 */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../builder/core/announce.js";
import { formatRelative } from "../../builder/core/format.js";
import { fmt, gettext, localized, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import { toast } from "../../builder/core/toast.js";
import "./mr-lines-field.js";
import "./widgets/choices.js";
import "./widgets/entry.js";
import { lookupExact } from "./widgets/pick.js";
import { isGroup } from "./widgets/choices.js";
import { dropDraft, findDraft, keepDraft } from "./drafts.js";
import { evaluate } from "./live.js";
import { linkedRecord, Sender } from "./sending.js";
import { FormSession } from "./session.js";
import { fieldAt } from "./state.js";
import { displayText } from "./values.js";
import { makeUrls, widgetFor } from "./widgets.js";
/** @typedef {import("./spec.js").FieldSpec} FieldSpec */
/** @typedef {import("./widgets.js").Control} Control */

const DRAFT_MS = 600;
let serial = 0;

export class FormElement extends LitElement {
  static properties = {
    data: {}, mode: {}, action: {}, next: {}, app: {}, form: {}, api: {}, draftKey: { attribute: "draft-key" }, submitLabel: { attribute: "submit-label" }, cancelUrl: { attribute: "cancel-url" },
    noActions: { type: Boolean, attribute: "no-actions" }, start: { attribute: false }, urls: { attribute: false }, sending: { state: true }, offered: { state: true }, conflict: { state: true },
  };
  constructor() {
    super();
    this.data = ""; this.mode = "new"; this.action = ""; this.next = ""; this.app = ""; this.form = ""; this.api = "/api/v1/"; this.draftKey = "";
    this.submitLabel = ""; this.cancelUrl = "";
    this.noActions = false; this.sending = false;
    /** @type {import("./session.js").Start & {revision?: number} | null} */ this.start = null;
    /** @type {Record<string, string> | null} */ this.urls = null;
    /** @type {import("./drafts.js").Draft | null} */ this.offered = null;
    /** @type {string[] | null} */ this.conflict = null;
    /** @type {FormSession} */ this.session = NIL;
    this.sender = new Sender();
    this.uid = `f${(serial += 1)}`;
    this.timer = 0;
    this.left = false;
  }
  createRenderRoot() { return this; }
  connectedCallback() {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.#guard);
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.#guard);
    clearTimeout(this.timer);
  }
  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.start && this.data) this.start = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    if (this.start && (changed.has("start") || changed.has("mode") || !this.session)) this.#begin(this.start);
  }
  /** @param {import("./session.js").Start & {revision?: number}} start */
  #begin(start) {
    this.session = new FormSession({ ...start, isNew: this.mode === "new", readOnly: this.mode === "view" }, evaluate);
    this.session.addEventListener("change", this.#changed);
    this.revision = start.revision ?? null;
    const [, app = "", form = ""] = /\/apps\/([^/]+)\/forms\/([^/]+)\//.exec(this.action) ?? [];
    this.places = makeUrls({ api: this.api, app: this.app || app || start.form?.app, form: this.form || form || start.form?.key, urls: this.urls ?? start.form?.urls ?? {} });
    this.offered = this.mode === "view" ? null : findDraft(this.draftKey);
  }
  #changed = () => {
    this.requestUpdate();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.#keep, DRAFT_MS);
    this.dispatchEvent(new CustomEvent("mr-input", { bubbles: true, detail: { dirty: this.session.dirty, values: this.session.values } }));
  };
  #keep = () => {
    if (!this.session.dirty || this.left || this.mode === "view") return;
    keepDraft(this.draftKey, { revision: this.revision ?? null, state: this.session.state });
    this.toggleAttribute("data-kept", true);
  };
  /** @param {BeforeUnloadEvent} event */
  #guard = (event) => { if (!this.left && this.mode !== "view" && this.session?.dirty) event.preventDefault(); };

  // ---- for pages that send the values themselves
  get dirty() { return Boolean(this.session?.dirty); }
  /** The values when nothing is wrong here; else null, and the problems are shown. */
  attempt() {
    const values = this.session.attempt();
    if (!values) this.#showSummary();
    return values;
  }
  /** What this person changed. */
  get changes() { return this.session.changes; }
  /** Show the server's problems beside their fields. @param {{path?: string, message: string}[]} problems */
  refuse(problems) {
    this.session.refuse(problems);
    this.#showSummary();
  }
  /** The values are saved: nothing is unsent any more. */
  settle() {
    this.left = true;
    dropDraft(this.draftKey);
    this.session.settle();
  }

  // ---- sending
  async #submit() {
    if (this.sending || !this.attempt()) return;
    this.sending = true;
    this.conflict = null;
    try {
      const isNew = this.mode === "new";
      const record = await this.sender.send(this.action, isNew ? this.session.values : this.session.changes, { isNew, revision: this.revision ?? undefined });
      this.settle();
      this.dispatchEvent(new CustomEvent("mr-submitted", { bubbles: true, detail: { record } }));
      announce(gettext("Saved."));
      if (this.next) window.location.assign(this.next.replace("{id}", String(record?.id ?? "")));
    } catch (error) {
      await this.#failed(/** @type {import("../../builder/core/api.js").ProblemError} */ (error));
    } finally {
      this.sending = false;
    }
  }
  /** @param {import("../../builder/core/api.js").ProblemError} error */
  async #failed(error) {
    if (error.status === 409 && this.mode === "edit") {
      const theirs = await this.sender.current(this.action);
      this.conflict = this.session.rebase(theirs.values, theirs.labels ?? {});
      this.revision = theirs.revision;
      await this.#showSummary();
      return;
    }
    this.refuse(error.problems.length ? error.problems : [{ path: "", message: error.status ? error.message : gettext("The server could not be reached. What you typed is kept; please send it again.") }]);
  }
  async #showSummary() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(".form-summary"))?.focus();
  }
  /** @param {string} path */
  async focusField(path) {
    const [key, row, column] = path.split("/");
    const holder = this.querySelector(`[data-field="${key}"]`);
    if (row) await /** @type {any} */ (holder?.querySelector("mr-lines-field"))?.focusCell(row, column);
    else /** @type {HTMLElement | null} */ (holder?.querySelector("input:not([type=hidden]), select, textarea, button"))?.focus();
    holder?.scrollIntoView({ block: "center" });
  }

  // ---- entering
  /** @param {CustomEvent} event */
  async #lines(event) {
    event.stopPropagation();
    const { command, key } = event.detail;
    const { focus, lookups, lost } = this.session.lines(event.detail);
    await this.updateComplete;
    const field = /** @type {import("./mr-lines-field.js").LinesField | null} */ (this.querySelector(`[data-field="${key}"] mr-lines-field`));
    if (focus) await field?.focusCell(focus.row, focus.column);
    else /** @type {HTMLElement | null} */ (field?.querySelector(".lines-foot button"))?.focus();
    announce({ add: gettext("Line added."), duplicate: gettext("Line duplicated."), remove: gettext("Line deleted."), move: gettext("Line moved."), paste: gettext("Cells pasted.") }[/** @type {string} */ (command)] ?? "");
    if (lost) toast(fmt(ngettext("%(n)s cell did not fit and was left out.", "%(n)s cells did not fit and were left out.", lost), { n: lost }));
    await this.#resolve(lookups);
  }
  /** Find the people and records that pasted cells name. @param {{path: string, text: string}[]} lookups */
  async #resolve(lookups) {
    for (const { path, text } of lookups) {
      const field = /** @type {FieldSpec} */ (fieldAt(this.session.spec, path));
      const found = await lookupExact(field, this.places, text).catch(() => null);
      if (found && this.session.state.texts[path] === text) await this.#chosen(field, path, found.value, found.label);
    }
  }
  /** @param {FieldSpec} field @param {string} path @param {any} value @param {any} label */
  async #chosen(field, path, value, label) {
    this.session.choose(path, value, label);
    if (field.type !== "link" || !value) return;
    const record = await linkedRecord(this.places.records(field.settings.form), value).catch(() => null);
    if (record) this.session.learn(path, record);
  }
  /** @type {import("./mr-lines-field.js").MakeControl | ((path: string, field: FieldSpec, options: {view: any, value: any, name?: string, compact?: boolean}) => Control)} */
  control = (path, field, { view, value, name = "", compact = false }) => {
    const { session } = this;
    const id = `${this.uid}-${path.replaceAll("/", "-")}`;
    const problem = session.problems[path];
    const editing = session.typing?.path === path;
    const typed = editing && session.typing?.text ? session.typing.text : session.state.texts[path];
    return {
      field, path, id, value, name, compact, editing, text: typed, label: session.labels[path] ?? (field.type === "member" && value && value === session.me?.id ? session.me?.name : undefined), required: view.required, invalid: Boolean(problem), urls: this.places,
      describedBy: [problem ? `${id}-error` : "", !compact && field.help ? `${id}-help` : ""].filter(Boolean).join(" "),
      enter: (text) => session.enter(path, text),
      choose: (chosen, label) => void this.#chosen(field, path, chosen, label),
      focus: () => session.focus(path),
      leave: () => session.leave(path),
    };
  };

  // ---- drawing
  /** @param {FieldSpec} field @param {import("./spec.js").SectionSpec} section */
  #field(field, section) {
    const { session } = this;
    const view = session.view.fields[field.key];
    if (!view.visible) return nothing;
    const value = session.view.values[field.key];
    const widget = widgetFor(field.type);
    const spans = /** @type {Record<string, string>} */ ({ full: "wide", half: "span-6", third: "span-4", "two-thirds": "span-8", quarter: "span-3" });
    const span = field.type === "lines" ? "wide" : (spans[field.span] ?? (widget.wide && section.columns > 1 ? "wide" : ""));
    const id = `${this.uid}-${field.key}`;
    const problem = session.problems[field.key];
    const error = problem ? html`<p class="error" id=${`${id}-error`}>${icon("circle-alert")}<span>${problem}</span></p>` : nothing;
    const help = field.help ? html`<p class="help" id=${`${id}-help`}>${localized(field.help)}</p>` : nothing;
    const cls = `field ${span} ${problem ? "has-error" : ""}`;
    const star = view.required ? html`<span class="req" aria-hidden="true">*</span>` : nothing;
    const label = localized(field.label);
    if (field.type === "lines") return html`<div class=${cls} data-field=${field.key}><span class="label" id=${`${id}-label`}>${label}${star}</span>${help}${this.#linesField(field, id, problem)}${error}</div>`;
    if (view.readOnly) return html`<div class=${cls} data-field=${field.key} data-type=${field.type}><span class="label" id=${`${id}-label`}>${label}</span><div class="value" aria-labelledby=${`${id}-label`} role="group">${view.masked ? "•••" : this.#shown(field, value)}</div>${this.mode === "view" ? nothing : help}${error}</div>`;
    const control = widget.render(this.control(field.key, field, { view, value }));
    if (widget.ownLabel) return html`<div class="${cls} tick" data-field=${field.key}><div>${control}</div>${help}${error}</div>`;
    if (isGroup(field)) return html`<div class=${cls} data-field=${field.key}><span class="label" id=${`${id}-label`}>${label}${star}</span>${control}${help}${error}</div>`;
    return html`<div class=${cls} data-field=${field.key}><label for=${id} id=${`${id}-label`}>${label}${star}</label>${control}${help}${error}</div>`;
  }
  /** @param {FieldSpec} field @param {any} value */
  #shown(field, value) {
    const label = this.session.labels[field.key];
    if (field.type === "file" && Array.isArray(value)) return html`<ul role="list" class="file-list">${value.map((id, i) => html`<li class="file">${icon("file")}<a class="name" href=${label?.[i]?.url ?? `${this.places.files}${id}/`}>${label?.[i]?.name ?? label?.[i] ?? id}</a></li>`)}</ul>`;
    const text = displayText(field, value, label);
    return text || html`<span class="faint">${field.type === "formula" || field.type === "autonumber" ? (this.mode === "new" && field.type === "autonumber" ? gettext("Given when it is saved") : "–") : "–"}</span>`;
  }
  /** @param {FieldSpec} field @param {string} id @param {string | undefined} problem */
  #linesField(field, id, problem) {
    const { session } = this;
    return html`<mr-lines-field labelledby=${`${id}-label`} describedby=${problem ? `${id}-error` : ""} .field=${field} .rows=${session.view.rows[field.key]} .make=${this.control} .labels=${session.labels}
      .marks=${this.#marks(field.key)} .readOnly=${session.view.fields[field.key].readOnly} @mr-lines=${this.#lines}></mr-lines-field>`;
  }
  /** What is special about each line, with a key that changes when it does. @param {string} key */
  #marks(key) {
    /** @type {Record<string, {key: string, problems: Record<string, string>}>} */ const marks = {};
    const mark = (/** @type {string} */ path, /** @type {string} */ text, /** @type {boolean} */ bad) => {
      const [at, row] = path.split("/");
      if (at !== key || !row) return;
      marks[row] ??= { key: "", problems: {} };
      marks[row].key += `${path}:${text}|`;
      if (bad) marks[row].problems[path] = text;
    };
    for (const [path, text] of Object.entries(this.session.problems)) mark(path, text, true);
    for (const [path, text] of Object.entries(this.session.state.texts)) mark(path, text, false);
    if (this.session.typing) mark(this.session.typing.path, `typing ${this.session.typing.text}`, false);
    return marks;
  }
  #summary() {
    const problems = Object.entries(this.session.problems);
    const show = this.session.attempted || Object.keys(this.session.state.problems).length > 0;
    if ((!show || !problems.length) && !this.conflict) return nothing;
    const name = (/** @type {string} */ path) => localized(fieldAt(this.session.spec, path)?.label ?? "") + (path.includes("/") ? ` (${fmt(gettext("line %(n)s"), { n: this.#lineNumber(path) })})` : "");
    return html`<div class="banner ${problems.length ? "danger" : "warn"} form-summary" role="alert" tabindex="-1">${icon("circle-alert")}<div class="body">
      ${this.conflict ? html`<b>${gettext("Somebody else saved this record meanwhile.")}</b><p>${this.conflict.length ? fmt(gettext("You both changed: %(fields)s. Your text is kept; save again to replace theirs."), { fields: this.conflict.map((k) => localized(this.session.spec.byKey[k]?.label)).join(", ") }) : gettext("Their changes are now shown together with yours. Save again.")}</p>` : nothing}
      ${problems.length ? html`<b>${gettext("Please check the form.")}</b><ul>${problems.map(([path, text]) => html`<li>${path ? html`<a href=${`#${this.uid}-${path.replaceAll("/", "-")}`} @click=${(/** @type {Event} */ e) => { e.preventDefault(); this.focusField(path); }}>${name(path)}</a>: ${text}` : text}</li>`)}</ul>` : nothing}
    </div></div>`;
  }
  /** @param {string} path */
  #lineNumber(path) { return this.session.state.values[path.split("/")[0]].findIndex((/** @type {any} */ r) => r._row === path.split("/")[1]) + 1; }
  #offer() {
    const { offered } = this;
    if (!offered) return nothing;
    const close = () => { this.offered = null; };
    return html`<div class="banner">${icon("history")}<div class="body"><b>${gettext("There is unsent work in this browser.")}</b>${fmt(gettext("Typed %(when)s."), { when: formatRelative(offered.at) })}</div>
      <div class="row"><button type="button" class="btn sm" @click=${() => { this.session.restore(offered.state); close(); }}>${gettext("Continue with it")}</button><button type="button" class="btn ghost sm" @click=${() => { dropDraft(this.draftKey); close(); }}>${gettext("Discard")}</button></div></div>`;
  }
  render() {
    if (!this.session) return nothing;
    const { spec, view } = this.session;
    const asksAnything = spec.fields.some((f) => view.fields[f.key].required);
    return html`<form class="form" novalidate @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.#submit(); }}>
      ${this.#offer()}${this.#summary()}
      ${asksAnything && this.mode !== "view" ? html`<p class="help form-hint"><span class="req" aria-hidden="true">*</span> ${gettext("must be filled in")}</p>` : nothing}
      ${repeat(spec.sections.filter((s) => view.sections[s.id]), (s) => s.id, (s) => html`<section class="form-section" aria-labelledby=${localized(s.label) ? `${this.uid}-s-${s.id}` : nothing}>
        ${localized(s.label) ? html`<h2 id=${`${this.uid}-s-${s.id}`}>${localized(s.label)}</h2>` : nothing}
        <div class="form-grid cols-${s.columns}">${repeat(s.fields, (k) => k, (k) => this.#field(spec.byKey[k], s))}</div></section>`)}
      ${this.noActions || this.mode === "view" ? nothing : html`<div class="form-actions">
        <button type="submit" class="btn primary" aria-disabled=${this.sending ? "true" : "false"}>${this.sending ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${this.submitLabel || (this.mode === "new" ? gettext("Submit") : gettext("Save"))}</button>
        ${this.cancelUrl ? html`<a class="btn ghost" href=${this.cancelUrl}>${gettext("Cancel")}</a>` : nothing}</div>`}
    </form>`;
  }
}
customElements.define("mr-form", FormElement);

