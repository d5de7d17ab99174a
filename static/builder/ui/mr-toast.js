// @ts-check
/**
 * <mr-toast id="toasts"> — the region at the bottom of the page. Anybody asks for a message with core/toast.js, the
 * server with the response header `HX-Trigger: {"mr-toast": {"text": "…", "tone": "danger"}}`, a page load with
 * <script type="application/json" data-toasts>[…]</script> inside the element.
 */
import { gettext } from "../core/i18n.js";
import { iconNode } from "../core/icon.js";
/** @typedef {import("../core/toast.js").Toast} Toast */

const LIFETIME_MS = 6000;
const AT_ONCE = 3;

export class ToastElement extends HTMLElement {
  connectedCallback() {
    this.popover = "manual";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", gettext("Messages"));
    document.addEventListener("mr-toast", this.listen);
    queueMicrotask(() => this.#fromPage());
  }
  disconnectedCallback() { document.removeEventListener("mr-toast", this.listen); }

  /** @param {Event} event */
  listen = (event) => this.show(/** @type {CustomEvent<Toast>} */ (event).detail);

  #fromPage() {
    const data = this.querySelector("[data-toasts]");
    if (!data) return;
    data.remove();
    for (const message of JSON.parse(data.textContent ?? "[]")) this.show(message);
  }
  /** @param {Toast} message */
  show({ text, tone = "", action, stay = tone === "danger" }) {
    if (!text) return;
    const box = document.createElement("div");
    box.className = `toast ${tone}`;
    box.setAttribute("role", tone === "danger" ? "alert" : "status");
    const body = document.createElement("span");
    body.className = "body";
    box.append(body);
    if (action) box.append(this.#button(action.label, () => { box.remove(); action.run(); }));
    box.append(this.#close(box));
    this.append(box);
    body.textContent = text;
    while (this.childElementCount > AT_ONCE) this.firstElementChild?.remove();
    this.#raise();
    if (!stay) this.#expire(box);
  }
  /** @param {string} label @param {() => void} run */
  #button(label, run) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn sm";
    button.textContent = label;
    button.addEventListener("click", run);
    return button;
  }
  /** @param {HTMLElement} box */
  #close(box) {
    const button = this.#button("", () => box.remove());
    button.classList.add("icon");
    button.setAttribute("aria-label", gettext("Close"));
    button.append(iconNode("x"));
    return button;
  }
  /** Come to the top layer again, above a dialog that opened since. */
  #raise() {
    if (this.matches(":popover-open")) this.hidePopover();
    this.showPopover();
  }
  /** @param {HTMLElement} box */
  #expire(box) {
    let timer = 0;
    const start = () => { timer = window.setTimeout(() => box.remove(), LIFETIME_MS); };
    const pause = () => clearTimeout(timer);
    for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, pause);
    for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
    start();
  }
}

if (!customElements.get("mr-toast")) customElements.define("mr-toast", ToastElement);
