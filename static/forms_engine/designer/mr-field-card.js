// @ts-check
/** <mr-field-card>: one field on the canvas. Draws itself anew only when its own property, place or selection changes. */
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fmt, gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { NIL } from "../../builder/core/nil.js";
import { picture } from "./pictures.js";
/** @typedef {import("./model.js").Property} Property */

export class FieldCard extends LitElement {
  static properties = {
    property: { attribute: false }, required: { type: Boolean }, selected: { attribute: false }, tabId: { attribute: false }, position: { type: Number }, total: { type: Number },
    kinds: { attribute: false }, troubled: { attribute: false },
  };
  constructor() {
    super();
    /** @type {Property} */ this.property = NIL;
    this.required = false;
    /** The selected field's id when it is this one or one of its columns, else "". */
    this.selected = "";
    /** The field that the Tab key reaches, when it is this one or one of its columns. */
    this.tabId = "";
    this.position = 0;
    this.total = 0;
    /** @type {Record<string, import("./kinds.js").Kind>} */ this.kinds = {};
    /** Fields with a problem: this one or its columns. */
    this.troubled = "";
  }
  createRenderRoot() { return this; }
  get field() { return this.property["x-field"]; }

  /** @param {string} id @param {string} name */
  #hit(id, name) { return html`<button class="hit" type="button" data-hit=${id} aria-pressed=${this.selected === id ? "true" : "false"} tabindex=${this.tabId === id ? 0 : -1} aria-label=${name}></button>`; }
  #tools() {
    const { id } = this.field;
    const column = this.selected !== id;
    const tool = (/** @type {string} */ act, /** @type {string} */ symbol, /** @type {string} */ label, /** @type {string} */ keys) => html`<button type="button" data-act=${act} title=${`${label} (${keys})`} aria-label=${label}>${icon(symbol)}</button>`;
    return html`<div class="card-tools" role="toolbar" aria-label=${gettext("Field actions")} data-no-drag>
      ${tool("up", column ? "arrow-left" : "arrow-up", column ? gettext("Move left") : gettext("Move up"), "Alt+↑")}${tool("down", column ? "arrow-right" : "arrow-down", column ? gettext("Move right") : gettext("Move down"), "Alt+↓")}
      ${tool("copy", "copy", gettext("Duplicate"), "Ctrl+D")}${tool("delete", "trash-2", gettext("Delete"), "Del")}</div>`;
  }
  #columns() {
    const { items } = this.property;
    const keys = /** @type {string[]} */ (items["x-order"] ?? []);
    const required = new Set(items.required ?? []);
    return html`<ul role="list" class="columns ${keys.length ? "" : "is-empty"}" data-drop=${`lines:${this.field.id}`} aria-label=${fmt(gettext("Columns of %(label)s"), { label: localized(this.field.label) })}>
      ${repeat(keys, (k) => items.properties[k]["x-field"].id, (k, i) => {
        const f = items.properties[k]["x-field"];
        const name = fmt(gettext("%(label)s, column %(n)s of %(total)s, %(type)s"), { label: localized(f.label), n: i + 1, total: keys.length, type: this.kinds[f.type]?.label ?? f.type });
        return html`<li class="column ${this.troubled.includes(f.id) ? "is-troubled" : ""}" data-item=${f.id} data-drag=${f.id}><div class="column-body" inert>${icon(this.kinds[f.type]?.icon ?? "type")}<span>${localized(f.label) || k}</span>${required.has(k) ? html`<span class="req">*</span>` : nothing}</div>${this.#hit(f.id, name)}</li>`;
      })}
      ${keys.length ? nothing : html`<li class="hint">${gettext("Drop fields here: each becomes a column")}</li>`}</ul>
      <button type="button" class="btn ghost sm add-column" data-act="column" data-no-drag>${icon("plus")}${gettext("Add column")}</button>`;
  }
  render() {
    const f = this.field;
    const label = localized(f.label) || gettext("Without a label");
    const type = this.kinds[f.type]?.label ?? f.type;
    const name = fmt(gettext("%(label)s, %(type)s, %(position)s of %(total)s"), { label: this.required ? `${label} (${gettext("required")})` : label, type, position: this.position, total: this.total });
    const lines = f.type === "lines";
    return html`${this.#hit(f.id, name)}
      <div class="card-body ${lines ? "is-lines" : ""}"><div inert>
        ${f.type === "checkbox" ? nothing : html`<div class="card-label"><span>${label}</span>${this.required ? html`<span class="req">*</span>` : nothing}${f.visible || f.required_when || f.read_only_when ? html`<span class="mark" >${icon("git-branch")}</span>` : nothing}${this.troubled.includes(f.id) ? html`<span class="mark danger-text">${icon("circle-alert")}</span>` : nothing}</div>`}
        ${lines ? nothing : picture(f)}</div>
        ${lines ? this.#columns() : nothing}
        ${f.help ? html`<div class="help" inert>${localized(f.help)}</div>` : nothing}</div>
      ${this.selected ? this.#tools() : nothing}`;
  }
}
customElements.define("mr-field-card", FieldCard);
