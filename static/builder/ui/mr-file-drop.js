// @ts-check
/**
 * <mr-file-drop> — a label.drop with a file input inside, written by the page: shows when a file hangs over it and hands
 * dropped files to the input, so that forms and htmx see an ordinary change. Fires `mr-files` {files}.
 */
export class FileDrop extends HTMLElement {
  get input() { return /** @type {HTMLInputElement | null} */ (this.querySelector('input[type="file"]')); }
  get area() { return this.querySelector(".drop"); }
  connectedCallback() {
    for (const name of ["dragenter", "dragover", "dragleave", "drop", "change"]) this.addEventListener(name, this);
  }
  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "change") {
      if (event.target === this.input) this.dispatchEvent(new CustomEvent("mr-files", { bubbles: true, detail: { files: [...(this.input?.files ?? [])] } }));
      return;
    }
    event.preventDefault();
    this.area?.classList.toggle("is-over", event.type === "dragenter" || event.type === "dragover");
    const files = /** @type {DragEvent} */ (event).dataTransfer?.files;
    if (event.type !== "drop" || !files?.length || !this.input || this.input.disabled) return;
    const list = new DataTransfer();
    for (const file of this.input.multiple ? files : [files[0]]) list.items.add(file);
    this.input.files = list.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

if (!customElements.get("mr-file-drop")) customElements.define("mr-file-drop", FileDrop);
