// @ts-check
/**
 * Dialogs. <mr-dialog> wraps a <dialog class="dialog"> written by the page: [data-opens="its id"] opens it, any
 * [data-closes] inside closes it, and when htmx swaps content into it, it opens by itself. The server closes it with
 * the response header `HX-Trigger: mr-close`. `confirm()` asks a question;
 * `openDialog()` shows Lit content in a new dialog.
 */
import { html, render, nothing } from "lit";
import { gettext } from "../core/i18n.js";
import { icon } from "../core/icon.js";

export class DialogElement extends HTMLElement {
  get dialog() { return /** @type {HTMLDialogElement | null} */ (this.querySelector(":scope > dialog")); }
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("close", this, true);
    this.addEventListener("htmx:after:settle", this);
    document.addEventListener("mr-close", this);
  }
  disconnectedCallback() { document.removeEventListener("mr-close", this); }
  /** @param {Event} event */
  handleEvent(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.type === "htmx:after:settle") { if (target.childElementCount) this.show(); }
    else if (event.type === "mr-close") { if (event.target === document || this.contains(target)) this.close(); }
    else if (event.type === "close") { if (target === this.dialog) this.dispatchEvent(new CustomEvent("mr-closed", { bubbles: true, detail: { value: this.dialog.returnValue } })); }
    else if (target.closest("[data-closes]")) this.close(/** @type {HTMLElement} */ (target.closest("[data-closes]")).dataset.closes);
    else if (target === this.dialog && this.hasAttribute("light-dismiss")) this.close();
  }
  show() {
    if (!this.dialog || this.dialog.open) return;
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.dispatchEvent(new CustomEvent("mr-opened", { bubbles: true }));
  }
  /** @param {string} [value] */
  close(value = "") { this.dialog?.close(value); }
}

/** Open the <mr-dialog> or <dialog> with this id. @param {string} id @param {HTMLElement} [_opener] */
export function openById(id, _opener) {
  const element = document.getElementById(id);
  const owner = /** @type {DialogElement | null} */ (element?.closest("mr-dialog"));
  if (owner) owner.show();
  else if (element instanceof HTMLDialogElement && !element.open) element.showModal();
}

let counter = 0;

/**
 * @typedef {{title: string, size?: "" | "narrow" | "wide" | "drawer" | "drawer wide", content?: unknown, footer?: unknown,
 *   onClose?: (value: string) => void}} DialogOptions
 */

/**
 * Show Lit content in a new modal dialog, which leaves the page when it closes.
 * @param {DialogOptions | (() => DialogOptions)} options a function is called again by `update()`
 * @returns {{element: HTMLDialogElement, update: () => void, close: (value?: string) => void, closed: Promise<string>}}
 */
export function openDialog(options) {
  const read = () => (typeof options === "function" ? options() : options);
  const element = document.createElement("dialog");
  const id = `mr-dialog-${(counter += 1)}`;
  const close = (/** @type {string} */ value = "") => element.close(value);
  const update = () => {
    const { title, size = "", content = nothing, footer = nothing } = read();
    element.className = `dialog ${size}`;
    element.setAttribute("aria-labelledby", id);
    render(html`
      <div class="dialog-head"><h2 id=${id}>${title}</h2>
        <button type="button" class="btn ghost icon" aria-label=${gettext("Close")} @click=${() => close()}>${icon("x")}</button></div>
      <div class="dialog-body">${content}</div>
      ${footer === nothing ? nothing : html`<div class="dialog-foot">${footer}</div>`}`, element);
  };
  const closed = /** @type {Promise<string>} */ (new Promise((resolve) => {
    element.addEventListener("close", (event) => {
      if (event.target !== element) return;
      element.remove();
      read().onClose?.(element.returnValue);
      resolve(element.returnValue);
    });
  }));
  update();
  document.body.append(element);
  element.showModal();
  return { element, update, close, closed };
}

/**
 * Ask a question; true when it was confirmed.
 * @param {{title: string, text?: string, confirmLabel?: string, cancelLabel?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export async function confirm({ title, text = "", confirmLabel = "", cancelLabel = "", danger = false }) {
  const dialog = openDialog({
    title,
    size: "narrow",
    content: text ? html`<p>${text}</p>` : nothing,
    footer: html`
      <button type="button" class="btn" @click=${() => dialog.close()}>${cancelLabel || gettext("Cancel")}</button>
      <button type="button" class="btn primary ${danger ? "danger" : ""}" autofocus @click=${() => dialog.close("yes")}>${confirmLabel || gettext("OK")}</button>`,
  });
  /** @type {HTMLElement | null} */ (dialog.element.querySelector(".btn.primary"))?.focus();
  return (await dialog.closed) === "yes";
}

if (!customElements.get("mr-dialog")) customElements.define("mr-dialog", DialogElement);
