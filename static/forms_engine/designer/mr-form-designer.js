// @ts-check
/**
 * <mr-form-designer data="script-id">: palette, canvas and properties of one form.
 *
 * The JSON script holds {app, form, document, revision, version, published, types, functions, forms, languages, urls}.
 * Saving state, history and actions are drawn into #design-saved, #design-history and #design-actions of the page.
 */
import { LitElement, html, nothing, render } from "lit";
import { announce } from "../../builder/core/announce.js";
import { attachDnd } from "../../builder/core/dnd.js";
import { fmt, gettext, language, localized, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { isTyping, shortcut } from "../../builder/core/keys.js";
import { NIL } from "../../builder/core/nil.js";
import { toast } from "../../builder/core/toast.js";
import { confirm } from "../../builder/ui/mr-dialog.js";
import { Autosave } from "./autosave.js";
import { canvas, paletteView } from "./canvas.js";
import { Editor } from "./editor.js";
import { readKinds } from "./kinds.js";
import "./mr-field-properties.js";
import "./mr-form-properties.js";
import { columnsOf, find, keyProblem, storedDocument } from "./model.js";
import { Checker, locateProblem } from "./problems.js";
/**
 * @typedef {{app: string, form: string, document: any, revision: number, version: number | null, published: string[], types: any[], functions: any[], forms: any[],
 *   languages: {code: string, name: string}[], urls: Record<string, string>}} PageData
 */

export class FormDesigner extends LitElement {
  static properties = { data: {}, query: { state: true }, language: { state: true }, sheet: { state: true }, listing: { state: true } };
  constructor() {
    super();
    this.data = "";
    this.query = "";
    this.language = language();
    this.sheet = false;
    this.listing = false;
    /** @type {PageData} */ this.page = NIL;
    /** @type {Editor} */ this.editor = NIL;
    /** @type {Autosave} */ this.saving = NIL;
    /** @type {Checker} */ this.checker = NIL;
    /** @type {() => void} */ this.detach = () => {};
  }
  createRenderRoot() { return this; }
  connectedCallback() {
    if (!this.editor) this.#begin(JSON.parse(document.getElementById(this.data)?.textContent ?? "{}"));
    super.connectedCallback();
    this.detach = attachDnd(this, {
      onDrop: (drop) => this.editor.drop(drop),
      accepts: (payload, zone) => this.editor.accepts(payload, zone),
      label: (payload) => (payload.startsWith("new:") ? this.editor.kinds[payload.slice(4)].label : localized(find(this.editor.doc, payload)?.field.label ?? this.editor.doc["x-layout"].find((s) => `section:${s.id}` === payload)?.section) || gettext("Section")),
    });
    document.addEventListener("keydown", this.#key);
    window.addEventListener("beforeunload", this.#guard);
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    this.detach();
    document.removeEventListener("keydown", this.#key);
    window.removeEventListener("beforeunload", this.#guard);
  }
  /** @param {PageData} page */
  #begin(page) {
    this.page = page;
    if (!page.languages.some((l) => l.code === this.language)) this.language = page.languages[0]?.code ?? "en";
    this.editor = new Editor({ document: page.document, kinds: readKinds(page.types), language: this.language, published: page.published });
    this.saving = new Autosave({ url: page.urls.draft, revision: page.revision });
    this.checker = new Checker({ url: page.urls.check });
    let saved = this.editor.doc;
    this.editor.addEventListener("change", () => {
      if (this.editor.doc !== saved) {
        if (!Object.keys(saved.properties).length) this.checker.problems = [];
        saved = this.editor.doc;
        this.saving.touch(storedDocument(saved));
        this.checker.ask(storedDocument(saved));
      }
      this.requestUpdate();
    });
    this.editor.addEventListener("focus", () => this.#focusSelected());
    this.editor.addEventListener("said", (event) => announce(/** @type {CustomEvent} */ (event).detail.text));
    for (const source of [this.saving, this.checker]) source.addEventListener("change", () => this.requestUpdate());
    this.checker.ask(storedDocument(saved), 0);
  }
  /** @param {BeforeUnloadEvent} event */
  #guard = (event) => { if (this.saving.status !== "saved") { this.saving.flush(); event.preventDefault(); } };

  // ---- focus and keys
  async #focusSelected() {
    await this.updateComplete;
    const { selected, section } = this.editor;
    const target = section ? `[data-section="${section}"]` : selected ? `[data-hit="${selected}"]` : "[data-form]";
    const card = /** @type {any} */ (this.querySelector(`mr-field-card:has(${target})`) ?? [...this.querySelectorAll("mr-field-card")].find((c) => /** @type {any} */ (c).selected === selected));
    await card?.updateComplete;
    const element = /** @type {HTMLElement | null} */ (this.querySelector(target));
    element?.focus({ preventScroll: true });
    element?.closest(".field-item, .canvas-section, .design-head")?.scrollIntoView({ block: "nearest" });
  }
  /** @param {string} id */
  async #focusProperty(id) {
    this.sheet = true;
    await this.updateComplete;
    await /** @type {any} */ (this.querySelector("mr-field-properties, mr-form-properties"))?.updateComplete;
    const input = /** @type {HTMLInputElement | null} */ (this.querySelector(`[id="${id}"]`));
    input?.focus();
    input?.select?.();
  }
  #search() {
    const input = /** @type {HTMLInputElement | null} */ (this.querySelector("#palette-q"));
    input?.focus();
    input?.select();
  }
  /** @type {Record<string, () => void>} */
  get #commands() {
    const { editor } = this;
    return {
      ArrowUp: () => editor.step(-1), ArrowLeft: () => editor.step(-1), ArrowDown: () => editor.step(1), ArrowRight: () => editor.step(1), Home: () => editor.step("first"), End: () => editor.step("last"),
      "Alt+ArrowUp": () => editor.nudge(-1), "Alt+ArrowLeft": () => editor.nudge(-1), "Alt+ArrowDown": () => editor.nudge(1), "Alt+ArrowRight": () => editor.nudge(1),
      Delete: () => (editor.section ? editor.removeSection(editor.section) : editor.remove()), Backspace: () => (editor.section ? undefined : editor.remove()), "Mod+D": () => editor.duplicate(),
      Enter: () => void this.#focusProperty(editor.section ? "sp-label" : editor.selected ? "pp-label" : "fp-name"),
    };
  }
  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.isComposing || event.defaultPrevented || target.closest?.("dialog, [popover]")) return;
    const name = shortcut(event);
    const undo = { "Mod+Z": true, "Mod+Shift+Z": false, "Mod+Y": false }[name];
    if (undo !== undefined) { event.preventDefault(); this.editor.history(undo); return; }
    if (isTyping(event)) {
      if (name === "Escape" && target.closest(".d-right")) { event.preventDefault(); this.sheet = false; this.#focusSelected(); }
      return;
    }
    if (name === "/") { event.preventDefault(); this.#search(); return; }
    if (!target.matches("[data-hit], [data-section], [data-form]")) return;
    const run = this.#commands[name];
    if (!run) return;
    event.preventDefault();
    const at = target.dataset.hit ?? (target.dataset.section ? `section:${target.dataset.section}` : "");
    if (at !== this.editor.selected) this.editor.select(at);
    run();
  };

  // ---- clicks and edits
  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const { editor } = this;
    const hit = /** @type {HTMLElement | null} */ (target.closest("[data-hit]"));
    const section = /** @type {HTMLElement | null} */ (target.closest("[data-section]"));
    const act = /** @type {HTMLElement | null} */ (target.closest("[data-act]"))?.dataset.act;
    if (hit) { editor.select(hit.dataset.hit ?? ""); this.sheet = true; }
    else if (section) { editor.select(`section:${section.dataset.section}`); this.sheet = true; }
    else if (target.closest("[data-form]")) { editor.select(""); this.sheet = true; }
    else if (act === "column") this.#addColumn(/** @type {any} */ (target.closest("mr-field-card")).field.id);
    else if (act) this.#act(act);
  }
  /** @param {string} act */
  #act(act) {
    const { editor } = this;
    const at = editor.doc["x-layout"].findIndex((s) => s.id === editor.section);
    /** @type {Record<string, () => void>} */ ({
      up: () => editor.nudge(-1), down: () => editor.nudge(1), copy: () => editor.duplicate(), delete: () => editor.remove(), "add-section": () => editor.addSection(),
      "section-up": () => editor.moveSection(editor.section, at - 1), "section-down": () => editor.moveSection(editor.section, at + 1), "section-delete": () => editor.removeSection(editor.section),
    })[act]?.();
  }
  /** @param {string} lines */
  #addColumn(lines) {
    this.editor.select(lines);
    this.editor.target = lines;
    this.requestUpdate();
    announce(gettext("Choose a field type for the new column."));
    this.#search();
  }
  /** @param {CustomEvent} event */
  #edit(event) {
    event.stopPropagation();
    const { editor } = this;
    const { command, id, patch, ...rest } = event.detail;
    /** @type {Record<string, () => void>} */ ({
      patch: () => editor.patch(id, patch), label: () => editor.label(id, rest.label), key: () => editor.key(id, rest.key), required: () => editor.require(id, rest.required),
      form: () => editor.patchForm(patch), section: () => editor.patchSection(id, patch), "section-move": () => editor.moveSection(id, rest.to), "section-remove": () => editor.removeSection(id),
      write: () => void this.#write(id, rest), condition: () => void this.#condition(id, rest),
    })[command]?.();
  }
  /** What the dialogs for expressions need to know; they are loaded when the first one opens. @param {string} scope @param {string} [link] */
  async #dialogs(scope, link = "") {
    const { askCondition, askFormula, conditionFields, formulaNames, targetFields } = await import("./expression-dialogs.js");
    const { page, editor } = this;
    const { doc, fields, kinds } = editor;
    const target = link ? page.forms.find((f) => f.key === find(doc, editor.selected)?.field.form) : null;
    const lines = scope ? (find(doc, scope)?.key ?? "") : "";
    const src = (/** @type {any} */ f) => ({ member: page.urls.people, department: page.urls.departments, link: `${page.urls.forms}${f.field.form}/records/pick/` })[/** @type {string} */ (f.field.type)] ?? "";
    const about = {
      check: page.urls.expression, context: { app: page.app, form: page.form, document: storedDocument(doc), lines, link }, functions: page.functions,
      names: target ? target.fields.map((/** @type {any} */ f) => ({ name: f.key, label: localized(f.label), type: f.type })) : formulaNames(fields, scope, (type) => kinds[type]?.label ?? type, page.forms),
      fields: target ? targetFields(target.fields) : conditionFields(fields, scope, kinds, src),
    };
    return { about, askCondition, askFormula };
  }
  /** @param {string} id @param {any} ask */
  async #write(id, { name, label, expected, target = "" }) {
    const found = find(this.editor.doc, id);
    if (!found) return;
    const old = name === "default" ? (found.field.default?.expression ?? "") : (found.field[name] ?? "");
    const { about, askCondition, askFormula } = await this.#dialogs(found.scope, target);
    const question = { ...about, title: `${localized(found.field.label)}: ${label}`, text: old, expected };
    const text = target ? await askCondition(question) : await askFormula(question);
    if (text !== null) this.editor.patch(id, { [name]: name === "default" ? (text ? { expression: text } : null) : text });
  }
  /** @param {string} id @param {any} ask */
  async #condition(id, { name, label, index }) {
    const { editor } = this;
    const found = find(editor.doc, id);
    const old = name === "section" ? editor.doc["x-layout"].find((s) => s.id === id)?.visible : name === "constraint" ? editor.doc["x-constraints"]?.[index]?.expression : found?.field[name];
    const { about, askCondition } = await this.#dialogs(found?.scope ?? "");
    const text = await askCondition({ ...about, title: found ? `${localized(found.field.label)}: ${label}` : label, text: old ?? "", expected: "boolean" });
    if (text === null) return;
    if (name === "section") editor.patchSection(id, { visible: text });
    else if (name === "constraint") editor.patchForm({ "x-constraints": (editor.doc["x-constraints"] ?? []).map((c, i) => (i === index ? { ...c, expression: text } : c)) });
    else editor.patch(id, { [name]: text });
  }

  // ---- preview, publish, conflict, problems
  async #preview() {
    const { showPreview } = await import("./previewing.js");
    await showPreview({ url: this.page.urls.preview, document: storedDocument(this.editor.doc), app: this.page.app });
  }
  async #publish() {
    if (!(await this.saving.flush())) { toast(gettext("The draft is not saved yet. Please try again."), { tone: "danger" }); return; }
    const { page } = this;
    const { askPublish } = await import("./publishing.js");
    const version = await askPublish({ urls: /** @type {any} */ (page.urls), revision: this.saving.revision, version: page.version, jump: (p) => this.#jump(locateProblem(this.editor.doc, p)) });
    if (version === null) return;
    page.version = version;
    for (const field of this.editor.fields) this.editor.published.add(field.id);
    toast(fmt(gettext("Version %(n)s is published."), { n: version }), page.urls.open ? { action: { label: gettext("Open the form"), run: () => window.location.assign(page.urls.open) } } : {});
    this.requestUpdate();
  }
  async #conflict() {
    const by = this.saving.theirs?.by;
    const replace = await confirm({
      title: by ? fmt(gettext("%(name)s has changed this draft"), { name: by }) : gettext("Somebody else has changed this draft"),
      text: gettext("Load their draft and lose your last changes, or replace their draft by yours?"), confirmLabel: gettext("Replace by mine"), cancelLabel: gettext("Load theirs"), danger: true,
    });
    if (replace) await this.saving.keepOurs(storedDocument(this.editor.doc));
    else {
      const theirs = this.saving.takeTheirs();
      if (theirs) this.editor.replace(theirs);
      await this.saving.flush();
    }
  }
  /** @param {import("./problems.js").Located} problem */
  #jump(problem) {
    this.listing = false;
    this.editor.select(problem.id || (problem.section ? `section:${problem.section}` : ""), { focus: true });
    this.sheet = true;
  }

  // ---- drawing
  #saved() {
    const { status, message } = this.saving;
    const shown = { saved: ["check", gettext("Saved")], unsaved: ["pencil", gettext("Not saved yet")], saving: ["refresh-cw", gettext("Saving…")], failed: ["triangle-alert", gettext("Not saved")], conflict: ["triangle-alert", gettext("Changed by somebody else")] }[status];
    if (status === "conflict") return html`<button type="button" class="btn sm danger" @click=${() => this.#conflict()}>${icon(shown[0])}<span class="text">${shown[1]}</span></button>`;
    return html`${icon(shown[0])}<span class="text">${shown[1]}</span>${message ? html`<span class="sr-only">${message}</span>` : nothing}`;
  }
  #portals() {
    const { store } = this.editor;
    const count = this.editor.fields.length ? this.checker.problems.length : 0;
    const tool = (/** @type {boolean} */ back, /** @type {boolean} */ can, /** @type {string} */ label, /** @type {string} */ what, /** @type {string} */ keys) => html`<button type="button" class="btn ghost icon" ?disabled=${!can} aria-label=${label} title=${`${label} ${what} (${keys})`} @click=${() => this.editor.history(back)}>${icon(back ? "undo-2" : "redo-2")}</button>`;
    const parts = /** @type {[string, unknown][]} */ ([
      ["design-saved", this.#saved()],
      ["design-history", html`${tool(true, store.canUndo, gettext("Undo"), store.undoLabel, "Ctrl+Z")}${tool(false, store.canRedo, gettext("Redo"), store.redoLabel, "Ctrl+Shift+Z")}`],
      ["design-actions", html`${count ? html`<button type="button" class="btn problems-button" aria-expanded=${this.listing ? "true" : "false"} @click=${() => { this.listing = !this.listing; }}>${icon("circle-alert")}<span>${count}</span><span class="sr-only">${ngettext("problem", "problems", count)}</span></button>` : nothing}
        <button type="button" class="btn" id="design-preview" aria-label=${gettext("Preview")} @click=${() => this.#preview()}>${icon("eye")}<span class="not-phone">${gettext("Preview")}</span></button><button type="button" class="btn primary" id="design-publish" @click=${() => this.#publish()}>${gettext("Publish")}</button>`],
    ]);
    for (const [id, content] of parts) { const place = document.getElementById(id); if (place) render(content, place); }
    document.getElementById("design-saved")?.setAttribute("data-status", this.saving.status);
  }
  updated() { this.#portals(); }
  #problemList() {
    const located = this.checker.problems.map((p) => locateProblem(this.editor.doc, p));
    if (!this.listing || !located.length) return nothing;
    return html`<section class="problem-list" aria-label=${gettext("Problems")}><header class="row spread"><h2>${gettext("Before the form can be published")}</h2><button type="button" class="btn ghost icon sm" aria-label=${gettext("Close")} @click=${() => { this.listing = false; }}>${icon("x")}</button></header>
      <ul role="list">${located.map((p) => html`<li><button type="button" @click=${() => this.#jump(p)}><b>${p.where}</b><span>${p.message}</span></button></li>`)}</ul></section>`;
  }
  #properties(/** @type {any[]} */ located) {
    const { editor } = this;
    const { found, section } = editor;
    const kind = found ? editor.kinds[found.field.type] : null;
    const languages = this.page.languages.length > 1 ? html`<select class="select sm language" aria-label=${gettext("Language of the texts")} @change=${(/** @type {Event} */ e) => { this.language = editor.language = /** @type {HTMLSelectElement} */ (e.target).value; }}>${this.page.languages.map((l) => html`<option value=${l.code} ?selected=${l.code === this.language}>${l.name}</option>`)}</select>` : nothing;
    const title = kind ? kind.label : section ? gettext("Section") : gettext("Form");
    const problems = located.filter((p) => (found ? p.id === found.id : section ? p.section === section : !p.id && !p.section));
    return html`<div class="props-head">${icon(kind?.icon ?? (section ? "rows-3" : "file-text"))}<h2>${title}</h2>${languages}<button type="button" class="btn ghost icon only-phone" aria-label=${gettext("Close")} @click=${() => { this.sheet = false; this.#focusSelected(); }}>${icon("x")}</button></div>
      ${found && kind ? html`<mr-field-properties .found=${found} .kind=${kind} language=${this.language} ?published=${editor.published.has(found.id)} .forms=${this.page.forms} .columns=${found.field.type === "lines" ? columnsOf(editor.doc, found.id) : []} .fields=${editor.fields} .problems=${problems} .keyProblem=${(/** @type {string} */ key) => keyProblem(editor.doc, found.id, key)}></mr-field-properties>`
      : html`<mr-form-properties .doc=${editor.doc} section=${section} language=${this.language} .fields=${editor.fields} .problems=${problems}></mr-form-properties>`}`;
  }
  render() {
    const { editor } = this;
    const located = editor.fields.length ? this.checker.problems.map((p) => locateProblem(editor.doc, p)) : [];
    const target = editor.scope ? localized(find(editor.doc, editor.scope)?.field.label) : "";
    const view = { doc: editor.doc, selected: editor.selected, tabStop: editor.found?.id ?? editor.fields[0]?.id ?? "", kinds: editor.kinds, troubled: new Set(located.map((p) => p.id).filter(Boolean)) };
    return html`<div class="d-panes" data-sheet=${this.sheet ? "open" : nothing}>
      <aside class="d-left" aria-label=${gettext("Field types")}>${paletteView({ kinds: editor.kinds, query: this.query, search: (q) => { this.query = q; }, add: (key) => { this.query = ""; editor.add(key); }, target })}</aside>
      <div class="d-canvas" data-scroll role="region" tabindex="-1" aria-label=${gettext("Form canvas")} @click=${this.#clicked}>${this.#problemList()}${canvas(view)}</div>
      <aside class="d-right" aria-label=${gettext("Properties")} @mr-edit=${this.#edit}>${this.#properties(located)}</aside></div>`;
  }
}
customElements.define("mr-form-designer", FormDesigner);
