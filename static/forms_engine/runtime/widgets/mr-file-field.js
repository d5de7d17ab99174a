// @ts-check
/** <mr-file-field>: files of one field; drop, paste or choose them, watch them go up, take them away. Fires `mr-change` with {value, label}. */
import { LitElement, html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { repeat } from "lit/directives/repeat.js";
import { announce } from "../../../builder/core/announce.js";
import { formatBytes } from "../../../builder/core/format.js";
import { fmt, gettext } from "../../../builder/core/i18n.js";
import { icon } from "../../../builder/core/icon.js";
import { NIL } from "../../../builder/core/nil.js";
import { upload } from "../uploads.js";

/** @typedef {{id: string, name: string, size?: number, url?: string}} Stored */
/** @typedef {{key: number, file: File, part: number, problem: string, stop: AbortController}} Pending */
let serial = 0;

export class FileField extends LitElement {
  static properties = {
    inputId: { attribute: "input-id" }, label: {}, describedBy: { attribute: "describedby" }, url: {}, path: {}, field: { attribute: false },
    value: { attribute: false }, labels: { attribute: false }, pending: { state: true }, over: { state: true }, compact: { type: Boolean },
  };
  constructor() {
    super();
    this.inputId = "";
    this.label = "";
    this.describedBy = "";
    this.url = "";
    /** Dotted name of the field, as the server knows it. */ this.path = "";
    /** @type {import("../spec.js").FieldSpec} */ this.field = NIL;
    /** @type {string[]} */ this.value = [];
    /** @type {Stored[]} */ this.labels = [];
    /** @type {Pending[]} */ this.pending = [];
    this.over = false;
    this.compact = false;
  }
  createRenderRoot() { return this; }
  /** @returns {Stored[]} */
  get files() { return (this.value ?? []).map((id, i) => ({ name: String(id), ...(this.labels ?? []).find((l) => l.id === id), ...(typeof this.labels?.[i] === "string" ? { name: this.labels[i] } : {}), id })); }

  /** @param {Stored[]} files */
  #report(files) {
    this.dispatchEvent(new CustomEvent("mr-change", { bubbles: true, detail: { value: files.length ? files.map((f) => f.id) : null, label: files } }));
  }
  /** @param {Iterable<File>} list */
  #add(list) {
    const room = Number(this.field.settings.max_files ?? 10) - this.files.length - this.pending.length;
    const files = [...list];
    for (const file of files.slice(0, Math.max(0, room))) this.#send(file);
    if (files.length > room) announce(gettext("There is no room for more files."));
  }
  /** @param {File} file @returns {string} */
  #refusal(file) {
    const { accept = [], max_size: most } = this.field.settings;
    const ending = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
    if (accept.length && !accept.includes(ending)) return fmt(gettext("Files of the kind %(kind)s are not taken here."), { kind: ending });
    return most && file.size > most * 1024 * 1024 ? fmt(gettext("The file is larger than %(limit)s MB."), { limit: most }) : "";
  }
  /** @param {File} file */
  async #send(file) {
    /** @type {Pending} */ const entry = { key: (serial += 1), file, part: 0, problem: this.#refusal(file), stop: new AbortController() };
    this.pending = [...this.pending, entry];
    if (entry.problem) return;
    try {
      const stored = await upload(this.url, file, { field: this.path, signal: entry.stop.signal, onProgress: (part) => { entry.part = part; this.requestUpdate(); } });
      this.#drop(entry);
      this.#report([...this.files, { ...stored, name: stored.name ?? file.name, size: stored.size ?? file.size }]);
      announce(fmt(gettext("%(name)s is uploaded."), { name: file.name }));
    } catch (error) {
      if (error instanceof DOMException) return;
      entry.problem = error instanceof Error ? error.message : String(error);
      this.requestUpdate();
    }
  }
  /** @param {Pending} entry */
  #drop(entry) {
    entry.stop.abort();
    this.pending = this.pending.filter((p) => p.key !== entry.key);
  }
  /** @param {string} id */
  #remove(id) {
    this.#report(this.files.filter((f) => f.id !== id));
    /** @type {HTMLElement | null} */ (this.querySelector("input[type=file]"))?.focus();
  }
  /** @param {DragEvent} event */
  #dropped(event) {
    event.preventDefault();
    this.over = false;
    this.#add(event.dataTransfer?.files ?? []);
  }
  /** @param {Pending} p */
  #pendingItem(p) {
    return html`<li class="file ${p.problem ? "is-bad" : ""}">${icon(p.problem ? "circle-alert" : "file")}<span class="name">${p.file.name}${p.problem ? html`<span class="error" role="alert">${p.problem}</span>` : nothing}</span>
      ${p.problem ? nothing : html`<progress class="progress" max="1" .value=${p.part} aria-label=${fmt(gettext("Uploading %(name)s"), { name: p.file.name })}></progress>`}
      <button type="button" class="btn ghost icon sm" aria-label=${fmt(gettext("Cancel %(name)s"), { name: p.file.name })} @click=${() => this.#drop(p)}>${icon("x")}</button></li>`;
  }
  render() {
    const { files } = this;
    const full = files.length >= Number(this.field.settings.max_files ?? 10);
    return html`
      ${files.length || this.pending.length ? html`<ul role="list" class="file-list">
        ${repeat(files, (f) => f.id, (f) => html`<li class="file">${icon("file")}<span class="name"><a href=${f.url ?? `${this.url}${f.id}/`}>${f.name}</a></span>
          ${f.size ? html`<span class="faint tiny">${formatBytes(f.size)}</span>` : nothing}
          <button type="button" class="btn ghost icon sm" aria-label=${fmt(gettext("Remove %(name)s"), { name: f.name })} @click=${() => this.#remove(f.id)}>${icon("x")}</button></li>`)}
        ${repeat(this.pending, (p) => p.key, (p) => this.#pendingItem(p))}</ul>` : nothing}
      ${full ? nothing : html`<label class="drop ${this.over ? "is-over" : ""} ${this.compact ? "sm" : ""}" @dragover=${(/** @type {Event} */ e) => { e.preventDefault(); this.over = true; }} @dragleave=${() => (this.over = false)} @drop=${this.#dropped}>
        ${icon("upload")}<span>${this.compact ? gettext("Add file") : gettext("Drop files here or choose them")}</span>
        <input type="file" id=${this.inputId} multiple accept=${(this.field.settings.accept ?? []).join(",")} aria-label=${this.label} aria-describedby=${ifDefined(this.describedBy || undefined)}
          @change=${(/** @type {Event} */ e) => { const input = /** @type {HTMLInputElement} */ (e.target); this.#add(input.files ?? []); input.value = ""; }}></label>`}`;
  }
}
customElements.define("mr-file-field", FileField);
