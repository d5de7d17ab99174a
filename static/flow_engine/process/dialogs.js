// @ts-check
/** The questions that come with an answer: a comment, whom to hand over to, how far to send back. */
import { html, nothing } from "lit";
import { gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
import "../../builder/ui/mr-people-picker.js";

/**
 * @typedef {{title: string, text?: string, confirmLabel: string, danger?: boolean, comment?: string, commentRule?: "off" | "optional" | "required",
 *   people?: "" | "one" | "many", peopleUrl?: string, choices?: {name: string, label: string, options: [string, string][], value: string}[],
 *   send: (answer: Answer) => Promise<string>}} Question
 * `send` answers "" when it worked, or what went wrong, which stays in the dialog.
 */
/** @typedef {{comment: string, people: number[], choices: Record<string, string>}} Answer */

/** Ask, and send what was answered. @param {Question} question @returns {Promise<boolean>} whether it was sent */
export async function ask(question) {
  const { title, text = "", confirmLabel, danger = false, commentRule = "optional", people = "", peopleUrl = "", choices = [] } = question;
  /** @type {Answer} */
  const answer = { comment: question.comment ?? "", people: [], choices: Object.fromEntries(choices.map((one) => [one.name, one.value])) };
  let failure = "", busy = false, sent = false;
  const go = async () => {
    if (busy) return;
    failure = commentRule === "required" && !answer.comment.trim() ? gettext("Please write a comment.") : people && !answer.people.length ? gettext("Choose somebody.") : "";
    if (!failure) {
      busy = true;
      dialog.update();
      failure = await question.send(answer);
      busy = false;
      sent = !failure;
    }
    if (sent) dialog.close();
    else {
      dialog.update();
      /** @type {HTMLElement | null} */ (dialog.element.querySelector("textarea, input"))?.focus();
    }
  };
  const dialog = openDialog(() => ({
    title,
    size: "narrow",
    content: html`<div class="stack gap-4" @keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); go(); } }}>
      ${text ? html`<p class="muted">${text}</p>` : nothing}
      ${failure ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<div class="body">${failure}</div></div>` : nothing}
      ${people ? html`<div class="field"><label for="pr-people">${people === "one" ? gettext("To") : gettext("People")}</label><mr-people-picker input-id="pr-people" src=${peopleUrl} ?multiple=${people === "many"} @mr-change=${(/** @type {CustomEvent} */ event) => { event.stopPropagation(); answer.people = /** @type {any[]} */ ([]).concat(event.detail.value ?? []).filter((one) => one !== "").map(Number); }}></mr-people-picker></div>` : nothing}
      ${choices.map((one) => html`<fieldset class="field"><legend>${one.label}</legend><div class="checks column">${one.options.map(([value, label]) => html`<label class="check"><input type="radio" name=${`pr-${one.name}`} .checked=${value === one.value} @change=${() => { answer.choices[one.name] = value; }}> ${label}</label>`)}</div></fieldset>`)}
      ${commentRule === "off" ? nothing : html`<div class="field"><label for="pr-comment">${gettext("Comment")}${commentRule === "required" ? html`<span class="req" aria-hidden="true">*</span>` : nothing}</label><textarea class="input" id="pr-comment" rows="3" maxlength="10000" ?required=${commentRule === "required"} .value=${answer.comment} @input=${(/** @type {any} */ event) => { answer.comment = event.target.value; }}></textarea></div>`}
    </div>`,
    footer: html`<span class="muted tiny not-phone pr-send-hint"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
      <button type="button" class="btn" @click=${() => dialog.close()}>${gettext("Cancel")}</button>
      <button type="button" class="btn primary ${danger ? "danger" : ""}" data-confirm aria-busy=${busy ? "true" : "false"} @click=${go}>${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${confirmLabel}</button>`,
  }));
  /** @type {HTMLElement | null} */ (dialog.element.querySelector("textarea, .dialog-body input"))?.focus();
  await dialog.closed;
  return sent;
}

/** Nodes a task may go back to, as choices. @param {any} button @returns {NonNullable<Question["choices"]>} */
export function returnChoices(button) {
  const targets = /** @type {{node: string, name: any}[]} */ (button.targets ?? []);
  const label = (/** @type {{node: string, name: any}} */ one) => (one.node === "start" ? gettext("the initiator") : localized(one.name) || one.node);
  const found = [];
  if (targets.length > 1) found.push({ name: "target", label: gettext("Back to"), options: /** @type {[string, string][]} */ (targets.map((one) => [one.node, label(one)])), value: targets[0].node });
  if (button.after === "choose") found.push({ name: "after", label: gettext("Afterwards"), options: /** @type {[string, string][]} */ ([["restart", gettext("the steps between are done again")], ["direct", gettext("it comes straight back here")]]), value: "restart" });
  return found;
}
