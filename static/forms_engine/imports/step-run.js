// @ts-check
/** The last step of an import: how far it is, and what came of it. */
import { html, nothing } from "lit";
import { formatNumber } from "../../builder/core/format.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { progressOf } from "./model.js";
import { heading } from "./parts.js";

/** @typedef {import("./mr-import-wizard.js").MrImportWizard} Wizard */

/** @param {Wizard} wizard */
export function runStep(wizard) {
  const { state } = wizard.batch;
  if (state === "done") return result(wizard);
  return state === "failed" ? failure(wizard) : running(wizard);
}

/** @param {Wizard} wizard */
function running(wizard) {
  const { batch } = wizard;
  const { share, pace, left } = progressOf(batch, Date.now());
  const dead = batch.job?.state === "dead";
  const title = batch.state === "waiting" ? gettext("Waiting for its turn") : gettext("Importing");
  return html`
    ${heading(title, gettext("You can leave this page. The import goes on, and you get a message when it is finished."))}
    ${dead ? html`<p class="banner danger" role="alert">${icon("circle-alert")}<span class="body">${gettext("The import stopped because of an error on the server. Administrators see why under Jobs, and can start it again; rows that are in are not repeated.")}</span></p>` : nothing}
    ${share === null ? html`<progress class="progress" aria-label=${gettext("Progress")}></progress>` : html`<progress class="progress" max="1" .value=${share} aria-label=${gettext("Progress")}></progress>`}
    <p class="im-live"><b class="tnum">${share === null ? "" : formatNumber(Math.floor(share * 100) / 100, { percent: true })}</b>
      <span class="tnum">${batch.total ? fmt(gettext("%(rows)s of %(total)s rows"), { rows: formatNumber(batch.counts.rows), total: formatNumber(batch.total) }) : fmt(gettext("%(rows)s rows"), { rows: formatNumber(batch.counts.rows) })}</span>
      ${batch.counts.failed ? html`<span class="danger-text tnum">${fmt(gettext("%(failed)s refused"), { failed: formatNumber(batch.counts.failed) })}</span>` : nothing}
      ${pace ? html`<span class="muted tnum">${fmt(gettext("%(pace)s rows a second"), { pace: formatNumber(Math.round(pace)) })}</span>` : nothing}
      ${left !== null && batch.counts.rows ? html`<span class="muted tnum">${leftText(left)}</span>` : nothing}</p>
    <footer class="im-ways"><a class="btn push" href=${wizard.address("records")}>${gettext("See the records meanwhile")}</a></footer>`;
}

/** @param {number} seconds */
function leftText(seconds) {
  if (seconds < 60) return gettext("less than a minute left");
  const minutes = Math.ceil(seconds / 60);
  return fmt(ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes), { count: formatNumber(minutes) });
}

/** @param {Wizard} wizard */
function result(wizard) {
  const { counts } = wizard.batch;
  const { pace } = progressOf(wizard.batch, Date.now());
  return html`
    ${heading(counts.failed ? gettext("Imported, with some rows refused") : gettext("Everything is imported"), wizard.batch.file.name)}
    <div class="im-kpis">
      <div class="kpi"><span class="value">${formatNumber(counts.done)}</span><span class="label">${ngettext("row is in", "rows are in", counts.done)}</span></div>
      <div class="kpi"><span class="value ${counts.failed ? "danger-text" : ""}">${formatNumber(counts.failed)}</span><span class="label">${ngettext("row was refused", "rows were refused", counts.failed)}</span></div>
      <div class="kpi"><span class="value">${formatNumber(Math.round(pace))}</span><span class="label">${gettext("rows a second")}</span></div>
    </div>
    ${counts.failed ? html`<p class="banner warn" role="status">${icon("triangle-alert")}<span class="body">${gettext("The file of refused rows has the reason before each row. Correct it and import it as it is.")}</span></p>` : nothing}
    ${ends(wizard)}`;
}

/** @param {Wizard} wizard */
function failure(wizard) {
  const { counts, problem } = wizard.batch;
  return html`
    ${heading(gettext("The import failed"), wizard.batch.file.name)}
    <p class="banner danger" role="alert">${icon("circle-alert")}<span class="body">${problem}</span></p>
    ${counts.done ? html`<p>${fmt(ngettext("%(count)s row is in and stays.", "%(count)s rows are in and stay.", counts.done), { count: formatNumber(counts.done) })}</p>` : nothing}
    ${ends(wizard)}`;
}

/** @param {Wizard} wizard */
const ends = (wizard) => html`<footer class="im-ways">
  <button class="btn" type="button" @click=${() => wizard.again()}>${icon("upload")} ${gettext("Import another file")}</button>
  ${wizard.given.creates ? html`<a class="btn" href=${wizard.address("design")}>${icon("pencil")} ${gettext("Design the form")}</a>` : nothing}
  ${wizard.batch.counts.failed ? html`<a class="btn" href=${wizard.at("errors/")} download>${icon("download")} ${gettext("Download the refused rows")}</a>` : nothing}
  <a class="btn primary push" href=${wizard.address("records")}>${gettext("Open the records")} ${icon("arrow-right")}</a></footer>`;
