// @ts-check
/** What every designer shows about its draft: saved or not, undo and redo, and the choice after a conflict. */
import { html, nothing, render } from "lit";
import { gettext } from "./i18n.js";
import { icon } from "./icon.js";
import { isTyping, onKeys } from "./keys.js";

const ICONS = { saved: "check", changed: "loader-circle", saving: "loader-circle", failed: "circle-alert", conflict: "triangle-alert" };

/**
 * Fill `#design-saved` and `#design-history` of the designer's frame, and keep them current.
 * @param {import("./draft.js").Draft} draft
 */
export function attachDraftBar(draft) {
  const { store } = draft;
  const saved = document.getElementById("design-saved");
  const history = document.getElementById("design-history");
  const draw = () => {
    if (saved) render(savedMark(draft), saved);
    if (history) render(historyButtons(store), history);
  };
  draft.addEventListener("state", draw);
  store.addEventListener("change", draw);
  onKeys(document, {
    "Mod+Z": (event) => (isTyping(event) ? false : (store.undo(), true)),
    "Mod+Shift+Z": (event) => (isTyping(event) ? false : (store.redo(), true)),
  });
  draw();
}

/** @param {import("./draft.js").Draft} draft */
const savedMark = (draft) => html`
  <span class="row gap-1" role="status">${icon(ICONS[draft.state])}<span class="text">${draft.text}</span></span>
  ${draft.state === "conflict"
    ? html`<button class="btn compact" type="button" @click=${() => draft.takeTheirs()}>${gettext("Take theirs")}</button>
        <button class="btn compact" type="button" @click=${() => draft.keepMine()}>${gettext("Keep mine")}</button>`
    : nothing}`;

/** @param {import("./store.js").Store<any>} store */
const historyButtons = (store) => html`
  <button class="btn ghost icon" type="button" ?disabled=${!store.canUndo} aria-label=${gettext("Undo")} title=${gettext("Undo")} @click=${() => store.undo()}>${icon("undo-2")}</button>
  <button class="btn ghost icon" type="button" ?disabled=${!store.canRedo} aria-label=${gettext("Redo")} title=${gettext("Redo")} @click=${() => store.redo()}>${icon("redo-2")}</button>`;
