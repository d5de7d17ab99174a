// @ts-check
/** Tooltips for [data-tip]: shown on hover after a moment and on keyboard focus, hidden by Escape. The name of the control stays in its own label. */
import { place } from "../core/position.js";

const DELAY_MS = 400;
/** @type {HTMLElement | null} */ let box = null;
let timer = 0;

function hide() {
  clearTimeout(timer);
  if (box?.matches(":popover-open")) box.hidePopover();
}

/** @param {HTMLElement} anchor */
function show(anchor) {
  if (!anchor.isConnected || !anchor.dataset.tip) return;
  if (!box) {
    box = document.createElement("div");
    box.className = "tooltip";
    box.popover = "manual";
    box.setAttribute("aria-hidden", "true");
  }
  box.textContent = anchor.dataset.tip;
  document.body.append(box);
  box.showPopover();
  place(box, anchor, { align: "center", gap: 6 });
}

/** @param {Event} event */
const anchorOf = (event) => /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("[data-tip]") : null);

document.addEventListener("pointerover", (event) => {
  const anchor = anchorOf(event);
  if (!anchor || /** @type {PointerEvent} */ (event).pointerType === "touch") return;
  clearTimeout(timer);
  timer = window.setTimeout(() => show(anchor), DELAY_MS);
});
document.addEventListener("pointerout", (event) => { if (anchorOf(event)) hide(); });
document.addEventListener("focusin", (event) => {
  const anchor = anchorOf(event);
  if (anchor?.matches(":focus-visible")) show(anchor);
});
document.addEventListener("focusout", hide);
document.addEventListener("pointerdown", hide);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
