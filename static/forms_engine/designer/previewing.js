// @ts-check
/** The preview dialog: the draft as it would run, on a desk and on a phone. */
import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../../builder/core/api.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
import "../runtime/mr-form.js";

/** @param {{url: string, document: any, app: string}} options */
export async function showPreview({ url, document, app }) {
  let device = "desktop", failure = "", round = 0;
  /** @type {any} */ let runtime = null;
  const devices = /** @type {[string, string, string][]} */ ([["desktop", "monitor", gettext("Desktop")], ["tablet", "tablet", gettext("Tablet")], ["phone", "smartphone", gettext("Phone")]]);
  const form = () => html`<div class="preview-stage" data-device=${device}><div class="paper">${keyed(round, html`<mr-form mode="new" no-actions app=${app} .start=${{ form: runtime }}></mr-form>`)}
    <div class="form-actions"><button type="button" class="btn primary" @click=${() => /** @type {any} */ (dialog.element.querySelector("mr-form"))?.attempt()}>${gettext("Try to submit")}</button><button type="button" class="btn ghost" @click=${() => { round += 1; dialog.update(); }}>${gettext("Start again")}</button></div></div></div>`;
  const waiting = () => (failure ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<div class="body">${failure}</div></div>` : html`<p class="row muted" role="status"><span class="spinner"></span>${gettext("Loading…")}</p>`);
  const dialog = openDialog(() => ({
    title: gettext("Preview"), size: /** @type {any} */ ("wide preview-dialog"),
    content: html`<div class="preview-bar"><div class="seg" role="group" aria-label=${gettext("Device")}>${devices.map(([key, sign, label]) => html`<button type="button" aria-pressed=${device === key ? "true" : "false"} aria-label=${label} title=${label} @click=${() => { device = key; dialog.update(); }}>${icon(sign)}</button>`)}</div><span class="help">${gettext("Nothing that is typed here is saved.")}</span></div>${runtime ? form() : waiting()}`,
  }));
  try {
    const answer = await api.post(url, { document });
    runtime = answer.runtime;
    if (!runtime) failure = answer.problems.map((/** @type {any} */ p) => p.message).join(" ");
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  dialog.update();
  await dialog.closed;
}
