// @ts-check
/** `<mr-import-wizard>`: a file becomes records in five steps; without a form, one is made from the file. Its job goes on without it. */
import { LitElement, html, nothing } from "lit";
import { announce } from "../../builder/core/announce.js";
import { ProblemError, api, idempotencyKey, withQuery } from "../../builder/core/api.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import { STEPS, adviceFor, followPlan, formGapsOf, formOf, gapsOf, isOver, pastedTable, pauseAfter, planOf, refusalOf, startFrom, stepOf, targetsOf } from "./model.js";
import { checkStep } from "./step-check.js";
import { columnsStep } from "./step-columns.js";
import { fileStep } from "./step-file.js";
import { runStep } from "./step-run.js";
import { sheetStep } from "./step-sheet.js";

/** @typedef {import("./model.js").Step} Step */
/** @typedef {{title: string, lines: string[]}} Trouble */
/**
 * @typedef {{form: string, creates: boolean, sample: {label: string, type: string, required: boolean, text: string}[], types: Record<string, {label: string, icon: string, unique: boolean}>,
 *   creatable: string[], limits: import("./model.js").Limits, urls: {imports: string, records: string, design: string, any_form: string}}} Given
 */
/**
 * @typedef {{plan: import("./model.js").Plan, checked: number, complete: boolean, good: number, failed: number,
 *   columns: {index: number, field: string, good: number, blank: number, failed: number, examples: {row: number, value: string, message: string}[]}[],
 *   problems: {row: number, problems: {path: string, message: string}[]}[]}} Trial
 */

const DRAWN = { file: fileStep, sheet: sheetStep, columns: columnsStep, check: checkStep, run: runStep };

export class MrImportWizard extends LitElement {
  static properties = { data: { type: String }, step: { state: true }, batch: { state: true }, found: { state: true }, draft: { state: true }, trial: { state: true }, recent: { state: true }, busy: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.data = "";
    /** @type {Given} */ this.given = NIL;
    /** @type {Step} */ this.step = "file";
    /** @type {import("./model.js").Batch} */ this.batch = NIL;
    /** @type {import("./model.js").Inspection} */ this.found = NIL;
    /** @type {import("./model.js").Draft} */ this.draft = NIL;
    /** @type {Trial} */ this.trial = NIL;
    /** @type {import("./model.js").Batch[]} */ this.recent = [];
    this.busy = "";
    /** @type {Trouble | null} */ this.trouble = null;
    this.timer = 0;
    this.looks = 0;
    this.paste = (/** @type {ClipboardEvent} */ event) => this.pasted(event);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    document.addEventListener("paste", this.paste);
    const id = Number(new URLSearchParams(location.search).get("import"));
    if (id) this.resume(id);
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("paste", this.paste);
    clearTimeout(this.timer);
  }

  /** Whether the form is still to be made. */
  get creates() {
    return !this.form;
  }
  /** The form's key, once there is one. */
  get form() {
    return this.batch?.form ?? this.given.form;
  }
  get fields() {
    return this.found ? targetsOf(this.found, this.draft?.mode ?? "create") : [];
  }
  /** @param {"records" | "design"} page */
  address(page) {
    return this.given.urls[page].replace(`/${this.given.urls.any_form}/`, `/${this.form}/`);
  }
  /** Where the server answers about this import. @param {string} [part] */
  at(part = "") {
    return `${this.given.urls.imports}${this.batch.id}/${part}`;
  }

  // ---- going on --------------------------------------------------------------------------------
  /** Do what takes a while; what the server refuses is shown. @template T @param {string} what @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
  async during(what, act) {
    if (this.busy) return undefined;
    this.busy = what;
    this.trouble = null;
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.refused(error);
      return undefined;
    } finally {
      this.busy = "";
    }
  }

  /** @param {ProblemError} error */
  refused(error) {
    const lines = error.problems.map((one) => `${this.placeOf(one.path)}${one.message}`);
    const title = error.status === 413 ? gettext("The file is too large for this server.") : error.problems.length === 1 && error.problems[0].path === "file" ? error.problems[0].message : error.message;
    const advice = error.problems.map((one) => adviceFor(one.code)).filter(Boolean);
    this.complain(title, [...lines.filter((line) => line !== title), ...advice]);
  }

  /** The column that a problem is about. @param {string} path */
  placeOf(path) {
    const [list, place] = path.split(".");
    const columns = this.creates ? this.draft?.columns.filter((one) => one.use)[Number(place)] : this.draft?.columns.find((one) => String(one.index) === place);
    return list === "columns" && columns ? `${columns.name}: ` : "";
  }

  /** @param {string} title @param {string[]} [lines] */
  complain(title, lines = []) {
    this.trouble = { title, lines: [...new Set(lines)] };
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(".im-trouble"))?.focus());
  }

  /** @param {Step} step */
  go(step) {
    this.step = step;
    this.trouble = null;
    this.updateComplete.then(() => {
      this.querySelector("h2")?.focus();
      this.closest(".page-body")?.scrollTo({ top: 0 });
    });
  }

  back() {
    this.go(STEPS[STEPS.indexOf(this.step) - 1]);
  }

  /** @param {import("./model.js").Draft} draft */
  change(draft) {
    this.draft = draft;
    this.trouble = null;
  }

  // ---- the file --------------------------------------------------------------------------------
  async look() {
    try {
      const own = this.given.form ? `?form=${encodeURIComponent(this.given.form)}` : "";
      const answer = await api.get(`${this.given.urls.imports}${own}`);
      this.recent = answer.results.filter((/** @type {any} */ one) => one.state !== "uploaded" && (!this.given.form || one.form === this.given.form)).slice(0, 5);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (this.step !== "file" || this.busy || target.closest?.("input:not([type=file]), textarea")) return;
    const file = event.clipboardData?.files[0];
    const text = pastedTable(event.clipboardData?.getData("text/plain") ?? "");
    if (!file && !text) return;
    event.preventDefault();
    if (file) this.take(file);
    else this.takeText(text);
  }

  /** @param {string} text */
  takeText(text) {
    const table = pastedTable(text);
    if (!table) this.complain(gettext("This is no table. Copy rows and columns out of a spreadsheet."));
    else this.take(new File([table], `${gettext("pasted")}.tsv`, { type: "text/tab-separated-values" }));
  }

  /** @param {File} file */
  async take(file) {
    const refusal = refusalOf(file, this.given.limits);
    if (refusal) return this.complain(refusal);
    await this.during(gettext("Reading the file…"), async () => {
      const body = new FormData();
      body.set("file", file);
      if (this.given.form) body.set("form", this.given.form);
      this.batch = await api.post(this.given.urls.imports, body, { idempotencyKey: idempotencyKey() });
      await this.inspect();
      history.replaceState(null, "", withQuery(location.pathname, { import: this.batch.id }));
      this.go("sheet");
    });
  }

  /** @param {number} id */
  async resume(id) {
    await this.during(gettext("Loading…"), async () => {
      this.batch = await api.get(`${this.given.urls.imports}${id}/`);
      const step = stepOf(this.batch);
      if (step === "sheet") await this.inspect();
      this.go(step);
      if (step === "run") this.follow();
    });
  }

  // ---- sheet and header ------------------------------------------------------------------------
  /** @param {number} [sheet] @param {number} [header] */
  async inspect(sheet, header) {
    this.found = await api.get(withQuery(this.at("inspect/"), { sheet, header_row: header }));
    const title = this.draft?.title;
    this.draft = startFrom(this.found, this.batch.file.name);
    if (title) this.draft = { ...this.draft, title };
  }

  /** @param {number} sheet @param {number} [header] */
  async reread(sheet, header) {
    await this.during(gettext("Reading the sheet…"), () => this.inspect(sheet, header));
  }

  // ---- columns ---------------------------------------------------------------------------------
  async checkColumns() {
    const gaps = this.creates ? formGapsOf(this.draft) : gapsOf(this.draft);
    if (gaps.length) return this.complain(gettext("Something is missing."), gaps);
    await this.during(this.creates ? gettext("Creating the form…") : gettext("Checking the rows…"), async () => {
      if (this.creates) await this.makeForm();
      this.trial = await api.post(this.at("preview/"), { plan: planOf(this.draft) });
      this.go("check");
    });
  }

  async makeForm() {
    const made = await api.post(this.at("form/"), formOf(this.draft), { idempotencyKey: idempotencyKey() });
    this.batch = { ...this.batch, form: made.form };
    const { title } = this.draft;
    await this.inspect(made.plan.sheet, made.plan.header_row);
    this.draft = { ...followPlan(this.draft, made.plan, this.fields), title };
  }

  // ---- running ---------------------------------------------------------------------------------
  async start() {
    await this.during(gettext("Starting…"), async () => {
      this.batch = await api.post(this.at("start/"), { plan: planOf(this.draft) }, { idempotencyKey: idempotencyKey() });
      this.go("run");
      this.looks = 0;
      this.follow();
    });
  }

  async follow() {
    clearTimeout(this.timer);
    try {
      this.batch = await api.get(this.at());
      this.trouble = null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.trouble = { title: gettext("The server does not answer. The import goes on there; this page keeps asking."), lines: [] };
    }
    if (isOver(this.batch)) return this.finish();
    if (this.isConnected) this.timer = window.setTimeout(() => this.follow(), pauseAfter(this.looks++));
  }

  finish() {
    announce(this.batch.state === "done" ? gettext("The import is finished.") : gettext("The import failed."));
    const here = !document.activeElement || document.activeElement === document.body || this.contains(document.activeElement);
    if (here) this.updateComplete.then(() => this.querySelector("h2")?.focus());
  }

  again() {
    history.replaceState(null, "", location.pathname);
    this.batch = this.found = this.draft = this.trial = NIL;
    this.look();
    this.go("file");
  }

  // ---- drawing ---------------------------------------------------------------------------------
  render() {
    return html`
      ${this.path()}
      <section class="card im-card" aria-busy=${String(!!this.busy)} aria-labelledby="im-title">
        ${this.trouble ? html`<div class="banner danger im-trouble" role="alert" tabindex="-1">${icon("circle-alert")}<div class="body"><b>${this.trouble.title}</b>${this.trouble.lines.length ? html`<ul>${this.trouble.lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}</div></div>` : nothing}
        ${DRAWN[this.step](this)}
      </section>
      <p class="sr-only" role="status">${this.busy}</p>`;
  }

  path() {
    const names = { file: gettext("File"), sheet: gettext("Rows"), columns: gettext("Columns"), check: gettext("Check"), run: gettext("Import") };
    const now = STEPS.indexOf(this.step);
    return html`<ol class="steps" aria-label=${gettext("Steps")}>${STEPS.map((step, place) => {
      const done = place < now || (this.step === "run" && this.batch?.state === "done");
      const failed = step === "run" && this.batch?.state === "failed";
      return html`<li class=${failed ? "failed" : done ? "done" : place === now ? "now" : ""} aria-current=${place === now ? "step" : nothing}>
        <span class="dot" aria-hidden="true">${failed ? "✕" : done ? "✓" : place + 1}</span><span class="text">${names[step]}${done ? html`<span class="sr-only"> (${gettext("done")})</span>` : nothing}</span></li>`;
    })}</ol>`;
  }
}

customElements.define("mr-import-wizard", MrImportWizard);
