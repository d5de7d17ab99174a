// @ts-check
/**
 * <mr-menu> — a button and the menu it opens, both written by the page:
 *
 *   <mr-menu placement="end"><button class="btn">More</button>
 *     <div class="menu" popover role="menu"><a role="menuitem" href="…">…</a><button role="menuitem">…</button></div></mr-menu>
 *
 * Adds placement, arrow keys, Home, End, type-ahead, closing on choice and focus return. Fires `mr-select` with
 * {value} (data-value of the item) when an item is chosen.
 */
import { follow } from "../core/position.js";
import { nextItem } from "../core/roving.js";

export class MenuElement extends HTMLElement {
  constructor() {
    super();
    /** @type {() => void} */ this.release = () => {};
  }
  get button() { return /** @type {HTMLButtonElement | null} */ (this.querySelector(":scope > button")); }
  get panel() { return /** @type {HTMLElement | null} */ (this.querySelector(":scope > [popover]")); }
  get items() { return /** @type {HTMLElement[]} */ ([...(this.panel?.querySelectorAll('[role^="menuitem"]:not([aria-disabled="true"])') ?? [])]); }
  get isOpen() { return !!this.panel?.matches(":popover-open"); }

  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.addEventListener("toggle", this, true);
    this.addEventListener("focusout", this);
    queueMicrotask(() => this.#prepare());
  }
  disconnectedCallback() { this.release(); }
  #prepare() {
    const { button, panel } = this;
    if (!button || !panel) return;
    panel.setAttribute("popover", "auto");
    button.popoverTargetElement = panel;
    button.setAttribute("aria-haspopup", panel.getAttribute("role") === "menu" ? "menu" : "dialog");
    button.setAttribute("aria-expanded", String(this.isOpen));
    for (const item of this.items) item.tabIndex = -1;
  }
  /** `placement` is start, end, center or right. @returns {import("../core/position.js").Placement} */
  #placement() {
    const where = this.getAttribute("placement") ?? "start";
    return where === "right" ? { side: "right" } : { align: /** @type {"start" | "end" | "center"} */ (where) };
  }
  open() { this.panel?.showPopover(); }
  close() { if (this.isOpen) this.panel?.hidePopover(); }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "toggle") this.#toggled(/** @type {ToggleEvent} */ (event));
    else if (event.type === "keydown") this.#key(/** @type {KeyboardEvent} */ (event));
    else if (event.type === "click") this.#clicked(event);
    else this.#left(/** @type {FocusEvent} */ (event));
  }
  /** @param {ToggleEvent} event */
  #toggled(event) {
    const { button, panel } = this;
    if (event.target !== panel || !button || !panel) return;
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    this.release();
    this.release = () => {};
    if (!open) return;
    for (const item of this.items) item.tabIndex = -1;
    this.release = follow(panel, button, this.#placement());
    this.dispatchEvent(new CustomEvent("mr-open", { bubbles: true }));
    if (panel.getAttribute("role") === "menu") this.items[0]?.focus();
  }
  /** @param {Event} event */
  #clicked(event) {
    const item = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest('[role^="menuitem"]'));
    if (!item || !this.panel?.contains(item) || item.getAttribute("aria-disabled") === "true") return;
    this.close();
    this.button?.focus();
    this.dispatchEvent(new CustomEvent("mr-select", { bubbles: true, detail: { value: item.dataset.value ?? "", item } }));
  }
  /** @param {FocusEvent} event */
  #left(event) {
    if (this.panel?.getAttribute("role") !== "menu" || !this.isOpen) return;
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !this.contains(to)) this.close();
  }
  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (!this.isOpen) {
      if (event.target === this.button && ["ArrowDown", "ArrowUp"].includes(event.key)) { event.preventDefault(); this.open(); }
      return;
    }
    if (this.panel?.getAttribute("role") !== "menu") return;
    const { items } = this;
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = nextItem(event.key, at, items.map((item) => item.textContent?.trim() ?? ""));
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    items[to]?.focus();
  }
}

if (!customElements.get("mr-menu")) customElements.define("mr-menu", MenuElement);
