// @ts-check
/** The publish dialog: what changes, what it touches, a note, and the deed. */
import { html, nothing } from "lit";
import { api } from "../../builder/core/api.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
/** @typedef {{publishable: boolean, problems: any[], changes: {kind: string, path: string, message?: string, text?: string}[], findings: {level: string, message: string}[]}} Review */

const SIGNS = /** @type {Record<string, [string, string]>} */ ({ added: ["plus", "ok"], removed: ["minus", "danger"], changed: ["pencil", "info"], moved: ["arrow-down-up", ""] });

/** @param {Review} review */
const changes = (review) => (review.changes.length
  ? html`<ul role="list" class="changes">${review.changes.map((c) => { const [sign, tone] = SIGNS[c.kind] ?? SIGNS.changed; return html`<li><span class="tag ${tone}">${icon(sign)}</span><span>${c.message ?? c.text}</span></li>`; })}</ul>`
  : html`<p class="muted">${gettext("Nothing has changed since the last version.")}</p>`);

/** @param {Review} review */
const findings = (review) => review.findings.map((f) => html`<div class="banner ${f.level === "stop" ? "danger" : f.level === "warning" ? "warn" : ""}">${icon(f.level === "info" ? "info" : "triangle-alert")}<div class="body">${f.message}</div></div>`);

/** @param {Review} review @param {(problem: any) => void} jump @param {string} blocked */
const problems = (review, jump, blocked) => html`<div class="banner danger">${icon("circle-alert")}<div class="body"><b>${blocked}</b><ul>${review.problems.map((p) => html`<li><button type="button" class="btn link" @click=${() => jump(p)}>${p.message}</button></li>`)}</ul></div></div>`;

/**
 * Show what publishing would do and publish when asked to.
 * @param {{urls: {diff: string, publish: string}, revision: number, version: number | null, jump: (problem: any) => void, words?: {first: string, blocked: string}}} options
 * @returns {Promise<number | null>} the number of the new version
 */
export async function askPublish({ urls, revision, version, jump, words = { first: gettext("Publish the form"), blocked: gettext("The form cannot be published yet.") } }) {
  /** @type {Review | null} */ let review = null;
  let note = "", failure = "", busy = false;
  /** @type {number | null} */ let published = null;
  const run = async () => {
    busy = true;
    dialog.update();
    try {
      published = (await api.post(urls.publish, { base_revision: revision, note })).version;
      dialog.close();
    } catch (error) {
      const refused = /** @type {any} */ (error);
      failure = refused.problems?.map((/** @type {any} */ p) => p.message).join(" ") || refused.message;
      busy = false;
      dialog.update();
    }
  };
  const leave = (/** @type {any} */ problem) => { dialog.close(); jump(problem); };
  const dialog = openDialog(() => ({
    title: version ? fmt(gettext("Publish version %(n)s"), { n: version + 1 }) : words.first,
    content: html`<div class="stack">${failure ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<div class="body">${failure}</div></div>` : nothing}
      ${!review ? html`<p class="row muted" role="status"><span class="spinner"></span>${gettext("Checking the draft…")}</p>` : review.problems.length ? problems(review, leave, words.blocked) : html`${findings(review)}<h3>${gettext("What changes")}</h3>${changes(review)}
        <div class="field"><label for="publish-note">${gettext("Note for the history")}</label><textarea class="input" id="publish-note" rows="2" maxlength="2000" @input=${(/** @type {InputEvent} */ e) => { note = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></textarea></div>`}</div>`,
    footer: html`<button type="button" class="btn" @click=${() => dialog.close()}>${gettext("Cancel")}</button><button type="button" class="btn primary" id="publish-now" ?disabled=${!review?.publishable || busy} @click=${run}>${busy ? html`<span class="spinner"></span>` : icon("upload")}${gettext("Publish")}</button>`,
  }));
  try {
    review = await api.get(urls.diff);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  dialog.update();
  await dialog.closed;
  return published;
}
