// @ts-check
/**
 * `<mr-decision>`: the bar with which a reader answers their task, or acts on their own request.
 *
 * Properties: page (a process as /api/v1/processes/<id>/page/ gives it), me, urls {api, people}, form (finds the <mr-form>).
 * Events: `mr-decided` {action, settled}, `mr-gone` {error, node} when somebody was faster.
 */
import { LitElement, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { ProblemError, api } from "../../builder/core/api.js";
import { gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import { toast, toastError } from "../../builder/core/toast.js";
import "../../builder/ui/mr-menu.js";
import { ask, returnChoices } from "./dialogs.js";
import { buttonsOf, doneWord, lentTask, needsComment, settles } from "./model.js";
import { Answers } from "./sending.js";

const KEEP_MS = 1200;
const LOOK = /** @type {Record<string, [string, () => string, string]>} */ ({
  approve: ["check", () => gettext("Approve"), "A"],
  submit: ["send", () => gettext("Submit"), "A"],
  reject: ["x", () => gettext("Reject"), "R"],
  return: ["corner-up-left", () => gettext("Return"), "B"],
  transfer: ["forward", () => gettext("Transfer"), "T"],
  add_before: ["user-plus", () => gettext("Ask others first"), ""],
  add_after: ["user-plus", () => gettext("Ask others after me"), ""],
  add_parallel: ["user-plus", () => gettext("Ask others as well"), ""],
  cc: ["copy", () => gettext("Send a copy"), ""],
});

export class DecisionElement extends LitElement {
  static properties = { page: { attribute: false }, me: { attribute: false }, urls: { attribute: false }, form: { attribute: false }, hints: { type: Boolean }, comment: { state: true }, busy: { state: true }, refused: { state: true } };

  constructor() {
    super();
    /** @type {import("./model.js").Page} */ this.page = NIL;
    /** @type {{id: number, name: string}} */ this.me = NIL;
    /** @type {{api: string, people: string}} */ this.urls = NIL;
    /** @type {() => any} */ this.form = () => null;
    this.hints = false;
    this.comment = "";
    this.busy = "";
    this.refused = "";
    this.answers = new Answers();
    this.timer = 0;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get("page");
    if (!changed.has("page") || (before && before.task?.id === this.page?.task?.id)) return;
    this.comment = this.page?.task?.draft_comment ?? "";
    this.refused = "";
  }

  get task() {
    return this.page.task;
  }

  /** Do what a key or button asks for; nothing when the task does not offer it. @param {string} action */
  run(action) {
    const wanted = action === "approve" && !this.task?.actions.approve ? "submit" : action;
    if (this.busy || !this.task || !buttonsOf(this.task).includes(wanted)) return false;
    if (wanted === "approve" || wanted === "submit") this.agree(wanted);
    else if (wanted === "reject") this.reject();
    else if (wanted === "return") this.sendBack();
    else if (wanted === "transfer") this.transfer();
    else if (wanted === "cc") this.copy();
    else this.addPeople(wanted);
    return true;
  }

  focusComment() {
    /** @type {HTMLElement | null} */ (this.querySelector("textarea"))?.focus();
  }

  // ---- answers
  /** @param {string} action */
  async agree(action) {
    const form = this.form();
    if (form?.mode === "edit" && !form.attempt()) return;
    const data = form?.mode === "edit" ? form.changes : {};
    const body = { values: data, revision: Object.keys(data).length ? (this.page.record?.revision ?? null) : null };
    if (needsComment(/** @type {any} */ (this.task), action) && !this.comment.trim()) {
      await ask({ title: LOOK[action][1](), confirmLabel: LOOK[action][1](), commentRule: "required", send: ({ comment }) => this.post(action, `tasks/${this.task?.id}/${action}/`, { ...body, comment }) });
      return;
    }
    const failure = await this.post(action, `tasks/${this.task?.id}/${action}/`, { ...body, comment: this.comment });
    if (failure) toast(failure, { tone: "danger", stay: true });
  }

  /** @param {string} action @returns {"off" | "optional" | "required"} */
  ruleFor(action) {
    const task = /** @type {import("./model.js").Task} */ (this.task);
    return task.comment_rule === "off" ? "off" : needsComment(task, action) ? "required" : "optional";
  }

  reject() {
    return ask({ title: gettext("Reject this request"), confirmLabel: gettext("Reject"), danger: true, comment: this.comment, commentRule: this.ruleFor("reject"), send: ({ comment }) => this.post("reject", `tasks/${this.task?.id}/reject/`, { comment }) });
  }

  sendBack() {
    return ask({
      title: gettext("Send this request back"), text: gettext("It can be changed and submitted again."), confirmLabel: gettext("Return"), comment: this.comment, commentRule: this.ruleFor("return"),
      choices: returnChoices(this.task?.actions.return), send: ({ comment, choices }) => this.post("return", `tasks/${this.task?.id}/return/`, { comment, ...choices }),
    });
  }

  transfer() {
    return ask({
      title: gettext("Hand this task over"), text: gettext("Somebody else decides in your place."), confirmLabel: gettext("Transfer"), people: "one", peopleUrl: this.urls.people, comment: this.comment,
      commentRule: "optional", send: ({ comment, people }) => this.post("transfer", `tasks/${this.task?.id}/transfer/`, { comment, to: people[0] }),
    });
  }

  copy() {
    return ask({ title: gettext("Send a copy"), confirmLabel: gettext("Send"), people: "many", peopleUrl: this.urls.people, commentRule: "off", send: ({ people }) => this.post("cc", `processes/${this.page.process.id}/copy/`, { people }) });
  }

  /** @param {string} action add_before, add_after or add_parallel */
  addPeople(action) {
    return ask({
      title: LOOK[action][1](), confirmLabel: gettext("Ask"), people: "many", peopleUrl: this.urls.people, commentRule: "optional",
      send: ({ comment, people }) => this.post("add", `tasks/${this.task?.id}/add-signer/`, { comment, people, position: action.slice(4) }),
    });
  }

  // ---- what the initiator may do
  async submitAgain() {
    const form = this.form();
    if (form?.mode === "edit" && !form.attempt()) return;
    const failure = await this.post("submit", `processes/${this.page.process.id}/submit/`, { values: form?.mode === "edit" ? form.changes : {}, comment: this.comment });
    if (failure) toast(failure, { tone: "danger", stay: true });
  }

  withdraw() {
    return ask({ title: gettext("Withdraw this request"), text: gettext("Nobody decides about it until you submit it again."), confirmLabel: gettext("Withdraw"), send: ({ comment }) => this.post("withdraw", `processes/${this.page.process.id}/withdraw/`, { comment }) });
  }

  giveUp() {
    return ask({ title: gettext("Give this request up"), text: gettext("It ends for good; the record stays."), confirmLabel: gettext("Give up"), danger: true, send: ({ comment }) => this.post("cancel", `processes/${this.page.process.id}/cancel/`, { comment }) });
  }

  /** @param {string} action @param {string} path */
  async simple(action, path) {
    const failure = await this.post(action, path, {});
    if (failure) toast(failure, { tone: "danger", stay: true });
  }

  async say() {
    if (!this.comment.trim()) return this.focusComment();
    const failure = await this.post("comment", `processes/${this.page.process.id}/comment/`, { comment: this.comment });
    if (failure) toast(failure, { tone: "danger", stay: true });
    else this.comment = "";
  }

  /**
   * Send; answers "" when it worked or was dealt with elsewhere on the page, else what to tell.
   * @param {string} action @param {string} path @param {Record<string, any>} body @returns {Promise<string>}
   */
  async post(action, path, body) {
    const node = this.task?.node ?? "";
    this.busy = action;
    this.refused = "";
    clearTimeout(this.timer);
    try {
      if ((await this.answers.send(`${this.urls.api}${path}`, body)) === null) return "";
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return this.failed(error, node);
    } finally {
      this.busy = "";
    }
    this.form()?.settle?.();
    toast(`${doneWord(action)}: ${this.page.process.title}`);
    this.dispatchEvent(new CustomEvent("mr-decided", { bubbles: true, detail: { action, settled: settles(action) } }));
    return "";
  }

  /** @param {ProblemError} error @param {string} node @returns {Promise<string>} */
  async failed(error, node) {
    if (error.status === 404 || (error.status === 409 && error.code === "process_conflict" && ["task_gone", "task_not_open", "finished", "state"].includes(error.body?.reason))) {
      this.dispatchEvent(new CustomEvent("mr-gone", { bubbles: true, detail: { error, node } }));
      return "";
    }
    if (error.status === 409 && error.code === "record_changed") return this.merge(error);
    const inForm = error.problems.filter((problem) => problem.path.startsWith("data.") || problem.path.startsWith("values."));
    if (inForm.length && this.form()) {
      this.form().refuse(inForm.map((problem) => ({ ...problem, path: problem.path.replace(/^(data|values)\./, "") })));
      return "";
    }
    return error.problems.map((problem) => problem.message).join(" ") || error.message;
  }

  /** Somebody saved the record meanwhile: their changes are shown beside the reader's own. @param {ProblemError} error */
  async merge(error) {
    const form = this.form();
    const fresh = await api.get(`${this.urls.api}processes/${this.page.process.id}/page/?task=${this.task?.id ?? ""}`).catch(toastError);
    if (!fresh?.record || !form) return error.message;
    form.conflict = form.session.rebase(fresh.record.values, fresh.record.labels ?? {});
    this.page.record.revision = fresh.record.revision;
    return "";
  }

  keep() {
    clearTimeout(this.timer);
    const task = this.task;
    if (task) this.timer = window.setTimeout(() => { api.post(`${this.urls.api}tasks/${task.id}/save/`, { comment: this.comment }).catch(() => null); }, KEEP_MS);
  }

  // ---- drawing
  render() {
    if (!this.page) return nothing;
    const { can } = this.page.process;
    const bar = this.task ? this.taskBar() : this.ownBar();
    if (bar === nothing && !can.comment) return nothing;
    return html`<div class="act-bar pr-bar" role="group" aria-label=${gettext("Your answer")}>
      ${this.task?.comment_rule === "off" ? nothing : this.commentField()}
      ${bar}
    </div>`;
  }

  commentField() {
    const label = this.task ? gettext("Comment") : gettext("Write a comment");
    return html`<textarea class="input pr-comment" rows="1" maxlength="10000" aria-label=${label} placeholder=${label} .value=${live(this.comment)} @input=${(/** @type {any} */ event) => { this.comment = event.target.value; this.keep(); }}
      @keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) { event.preventDefault(); if (this.task) this.run("approve"); else this.say(); } else if (event.key === "Escape") /** @type {HTMLElement} */ (event.target).blur(); }}></textarea>`;
  }

  /** @param {string} name @param {string} cls @param {() => void} [run] */
  button(name, cls, run = () => this.run(name)) {
    const [sign, label, key] = LOOK[name];
    const text = localized(this.task?.actions[name]?.label) || (name === "submit" && this.task?.kind === "start" ? gettext("Submit again") : label());
    return html`<button type="button" class="btn ${cls}" data-action=${name} aria-keyshortcuts=${this.hints && key ? key : nothing} aria-busy=${this.busy === name ? "true" : "false"} ?disabled=${!!this.busy && this.busy !== name} @click=${run}>
      ${this.busy === name ? html`<span class="spinner" aria-hidden="true"></span>` : icon(sign)}${text}${this.hints && key ? html`<kbd class="pr-key" aria-hidden="true">${key}</kbd>` : nothing}</button>`;
  }

  taskBar() {
    const names = buttonsOf(this.task);
    const rest = names.filter((name) => !["approve", "submit", "reject"].includes(name));
    const { can } = this.page.process;
    return html`
      ${names.filter((name) => name === "approve" || name === "submit").map((name) => this.button(name, "primary"))}
      ${names.includes("reject") ? this.button("reject", "danger") : nothing}
      ${rest.filter((name) => name === "return" || name === "transfer").map((name) => this.button(name, "opt"))}
      ${rest.length || can.cancel ? html`<mr-menu class="pr-more ${rest.some((name) => !["return", "transfer"].includes(name)) || can.cancel ? "" : "only-phone"}" placement="end"><button type="button" class="btn icon" aria-label=${gettext("More")}>${icon("ellipsis")}</button>
        <div class="menu" popover role="menu">
          ${rest.map((name) => html`<button type="button" role="menuitem" class=${name === "return" || name === "transfer" ? "only-phone" : ""} @click=${() => this.run(name)}>${icon(LOOK[name][0])}${LOOK[name][1]()}</button>`)}
          ${can.cancel ? html`<button type="button" role="menuitem" @click=${() => this.giveUp()}>${icon("trash-2")}${gettext("Give up")}</button>` : nothing}
        </div></mr-menu>` : nothing}`;
  }

  ownBar() {
    const { process } = this.page;
    const own = process.initiator.id === this.me.id;
    const lent = lentTask(this.page, this.me.id);
    const waits = process.urge_after ? process.urge_after * 1000 > Date.now() : false;
    const plain = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {string} */ cls, /** @type {() => void} */ run, disabled = false) => html`<button type="button" class="btn ${cls}" ?disabled=${!!this.busy || disabled} @click=${run}>${icon(sign)}${label}</button>`;
    const found = [
      process.can.submit ? plain("send", gettext("Submit again"), "primary", () => this.submitAgain()) : nothing,
      lent ? plain("undo-2", gettext("Take back"), "primary", () => this.simple("recall", `tasks/${lent.id}/recall/`)) : nothing,
      process.can.withdraw ? plain("undo-2", gettext("Withdraw"), "", () => this.withdraw()) : nothing,
      own && process.can.urge ? plain("bell", gettext("Urge"), "", () => this.simple("urge", `processes/${process.id}/urge/`), waits) : nothing,
      process.can.cancel ? plain("trash-2", gettext("Give up"), "danger", () => this.giveUp()) : nothing,
      process.can.comment ? plain("message-square", gettext("Comment"), "", () => this.say()) : nothing,
    ].filter((one) => one !== nothing);
    return found.length ? html`${found}` : nothing;
  }
}

customElements.define("mr-decision", DecisionElement);
