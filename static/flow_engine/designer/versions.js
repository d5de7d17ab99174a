// @ts-check
/** The published versions of a flow, each of which can become the draft again. */
import { html, nothing } from "lit";
import { api } from "../../builder/core/api.js";
import { formatDateTime } from "../../builder/core/format.js";
import { fmt, gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { openDialog } from "../../builder/ui/mr-dialog.js";
/** @typedef {{number: number, note: string, published_by: string, published_at: string, document: any}} Version */

/** Show them; answers the one to take back as the draft, or null. @param {string} url @returns {Promise<Version | null>} */
export async function chooseVersion(url) {
  /** @type {Version[] | null} */ let versions = null;
  /** @type {Version | null} */ let chosen = null;
  let failure = "";
  const take = (/** @type {Version} */ version) => {
    chosen = version;
    dialog.close();
  };
  const line = (/** @type {Version} */ version, /** @type {number} */ index) => html`
    <li class="list-item">
      <span class="badge ${index ? "" : "accent"}">${version.number}</span>
      <span>${fmt(gettext("%(name)s, %(when)s"), { name: version.published_by, when: formatDateTime(version.published_at) })}</span>
      <button type="button" class="btn sm" aria-label=${fmt(gettext("Take version %(number)s as the draft"), { number: version.number })} @click=${() => take(version)}>${icon("rotate-ccw")}${gettext("Take as draft")}</button>
      <span class="sub">${version.note || (index ? nothing : gettext("In use now"))}</span>
    </li>`;
  const dialog = openDialog(() => ({
    title: gettext("Versions"),
    content: failure
      ? html`<div class="banner danger" role="alert">${icon("circle-alert")}<div class="body">${failure}</div></div>`
      : !versions ? html`<p class="row muted" role="status"><span class="spinner"></span>${gettext("Loading…")}</p>`
        : versions.length ? html`<ul class="list" role="list">${versions.map(line)}</ul>` : html`<p class="muted">${gettext("This flow has not been published yet.")}</p>`,
  }));
  try {
    versions = (await api.get(url)).results;
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  dialog.update();
  await dialog.closed;
  return chosen;
}
