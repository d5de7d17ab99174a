// @ts-check
/** The way of a process as steps, and its history as a feed. */
import { html, nothing } from "lit";
import { formatDateTime, formatRelative } from "../../builder/core/format.js";
import { gettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { named } from "./model.js";

const TONES = /** @type {Record<string, [string, string]>} */ ({ positive: ["check", "ok"], negative: ["x", "danger"], warning: ["corner-up-left", "warn"], neutral: ["message-square", ""] });
const KINDS = /** @type {Record<string, string>} */ ({ started: "send", resubmitted: "send", transferred: "forward", copied: "copy", urged: "bell", added: "user-plus", reassigned: "user-cog", commented: "message-square", incident: "triangle-alert", withdrawn: "undo-2", finished: "flag" });
const SIGNS = { done: "check", failed: "x", back: "corner-up-left" };
const STATES = { done: () => gettext("done"), back: () => gettext("sent back"), failed: () => gettext("stopped here"), now: () => gettext("current"), next: () => gettext("to come") };

/** @param {import("./model.js").Step} step */
const sign = ({ state }) => (state in SIGNS ? icon(SIGNS[/** @type {"done"} */ (state)]) : null);

/** @param {import("./model.js").Step[]} steps */
export const wayStrip = (steps) => html`
  <ol class="steps pr-steps" aria-label=${gettext("Steps")} tabindex="0">
    ${steps.map((step, index) => html`
      <li class=${step.state} aria-current=${step.state === "now" ? "step" : nothing} title=${[step.label, step.who].filter(Boolean).join(": ")}>
        <span class="dot" aria-hidden="true">${sign(step) ?? index + 1}</span>
        <span class="text"><span class="sr-only">${STATES[step.state]()}: </span>${step.label}${step.who ? html`<small>${step.who}</small>` : nothing}</span>
      </li>`)}
  </ol>`;

/** The same steps from top to bottom, for narrow places. @param {import("./model.js").Step[]} steps */
export const wayList = (steps) => html`
  <ol class="pr-way" aria-label=${gettext("Steps")}>
    ${steps.map((step) => html`
      <li class=${step.state} aria-current=${step.state === "now" ? "step" : nothing}>
        <span class="dot" aria-hidden="true">${sign(step) ?? nothing}</span>
        <span class="body"><b>${step.label}</b><span class="sr-only"> (${STATES[step.state]()})</span>
          ${step.who || step.note ? html`<span class="when">${step.who}${step.who && step.note ? " · " : ""}${/^\d{4}-/.test(step.note) ? formatDateTime(step.note) : step.note}</span>` : nothing}
        </span>
      </li>`)}
  </ol>`;

/** @param {import("./model.js").Entry[]} entries the oldest first */
export const feed = (entries) => html`
  <ol class="feed pr-feed">
    ${[...entries].reverse().map((entry) => {
      const [usual, tone] = TONES[entry.tone] ?? TONES.neutral;
      const who = entry.actor ? named(entry.actor.name, entry.for?.name) : "";
      return html`
        <li>
          <span class="mark ${tone}" aria-hidden="true">${icon(KINDS[entry.type] ?? usual)}</span>
          <div class="body">
            <span>${who ? html`<b>${who}</b> ` : nothing}${entry.text}${entry.node_name && entry.type === "answered" ? html` <span class="muted">· ${entry.node_name}</span>` : nothing}</span>
            ${entry.comment ? html`<blockquote>${entry.comment}</blockquote>` : nothing}
            <time datetime=${entry.at} title=${formatDateTime(entry.at)}>${formatRelative(entry.at)}</time>
          </div>
        </li>`;
    })}
  </ol>`;
