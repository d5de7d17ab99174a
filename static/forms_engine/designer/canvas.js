// @ts-check
/** The canvas and the palette of the form designer, as templates. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fmt, gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { palette } from "./kinds.js";
import "./mr-field-card.js";
/** @typedef {import("./model.js").FormDocument} FormDocument */
/** @typedef {import("./model.js").Section} Section */
/** @typedef {{doc: FormDocument, selected: string, tabStop: string, kinds: Record<string, import("./kinds.js").Kind>, troubled: Set<string>}} View `selected` is a field's id or "section:<id>" */

/** Ids of a field and, for a sub-table, of its columns. @param {import("./model.js").Property} property @returns {string[]} */
const idsIn = (property) => [property["x-field"].id, ...Object.values(property.items?.properties ?? {}).map((/** @type {any} */ p) => p["x-field"].id)];

/** @param {View} view @param {Section} section @param {string} key @param {number} index */
function card(view, section, key, index) {
  const property = view.doc.properties[key];
  const ids = idsIn(property);
  const { width, type } = property["x-field"];
  const own = (/** @type {string} */ id) => (ids.includes(id) ? id : "");
  const wide = type === "lines" || width === "full" || (!width && ["longtext", "file"].includes(type));
  return html`<li class="field-item ${wide ? "wide" : width ? `w-${width}` : ""}" data-item=${ids[0]} data-drag=${ids[0]}><mr-field-card .property=${property} .required=${(view.doc.required ?? []).includes(key)} .selected=${own(view.selected)} .tabId=${own(view.tabStop)}
    .position=${index + 1} .total=${section.fields.length} .kinds=${view.kinds} .troubled=${ids.filter((id) => view.troubled.has(id)).join(" ")}></mr-field-card></li>`;
}

/** @param {View} view @param {Section} section @param {number} index */
function sectionView(view, section, index) {
  const chosen = view.selected === `section:${section.id}`;
  const label = localized(section.section);
  const { length } = view.doc["x-layout"];
  const tool = (/** @type {string} */ act, /** @type {string} */ symbol, /** @type {string} */ name, /** @type {boolean} */ off) => html`<button type="button" data-act=${act} aria-label=${name} title=${name} ?disabled=${off}>${icon(symbol)}</button>`;
  return html`<section class="canvas-section ${chosen ? "is-selected" : ""}" data-item=${`section:${section.id}`} aria-label=${label || fmt(gettext("Section %(n)s"), { n: index + 1 })}>
    <div class="section-bar" data-drag=${`section:${section.id}`}><h3><button type="button" class="section-hit" data-section=${section.id} aria-pressed=${chosen ? "true" : "false"} aria-label=${fmt(gettext("%(label)s, section %(n)s of %(total)s"), { label: label || gettext("No heading"), n: index + 1, total: length })}>${label || html`<span class="faint">${gettext("No heading")}</span>`}</button></h3>
      ${section.visible ? html`<span class="faint" title=${gettext("Shown under a condition")}>${icon("git-branch")}</span>` : nothing}
      ${chosen ? html`<div class="card-tools inline" role="toolbar" aria-label=${gettext("Section actions")} data-no-drag>${tool("section-up", "arrow-up", gettext("Move section up"), index === 0)}${tool("section-down", "arrow-down", gettext("Move section down"), index === length - 1)}${tool("section-delete", "trash-2", gettext("Delete section"), length === 1)}</div>` : nothing}</div>
    <ul role="list" class="field-grid cols-${section.columns} ${section.fields.length ? "" : "is-empty"}" data-drop=${section.id}>
      ${repeat(section.fields, (key) => view.doc.properties[key]["x-field"].id, (key, i) => card(view, section, key, i))}
      ${section.fields.length ? nothing : html`<li class="hint">${gettext("Drop a field here")}</li>`}</ul></section>`;
}

/** @param {View} view */
export const canvas = (view) => html`<div class="paper design-paper" data-drop="sections">
    <header class="design-head"><h2><button type="button" class="form-hit" data-form aria-pressed=${view.selected === "" ? "true" : "false"}>${localized(view.doc.title) || gettext("Untitled form")}</button></h2>
      ${Object.keys(view.doc.properties).length ? nothing : html`<p>${gettext("Drag fields here, or press Enter on a field type to add it.")}</p>`}</header>
    ${repeat(view.doc["x-layout"], (s) => s.id, (s, i) => sectionView(view, s, i))}
    <button type="button" class="btn ghost sm add-section" data-act="add-section">${icon("plus")}${gettext("Add section")}</button></div>
  <p class="hint-bar"><span><kbd>/</kbd> ${gettext("find field")}</span><span><kbd>↑</kbd> <kbd>↓</kbd> ${gettext("select")}</span><span><kbd>Alt</kbd>+<kbd>↑</kbd> <kbd>↓</kbd> ${gettext("move")}</span><span><kbd>Enter</kbd> ${gettext("properties")}</span><span><kbd>Del</kbd> ${gettext("delete")}</span><span><kbd>Ctrl</kbd>+<kbd>D</kbd> ${gettext("duplicate")}</span><span><kbd>Ctrl</kbd>+<kbd>Z</kbd> ${gettext("undo")}</span></p>`;

/** @param {{kinds: Record<string, import("./kinds.js").Kind>, query: string, search: (query: string) => void, add: (key: string) => void, target: string}} options `target` names the sub-table that new fields go to */
export function paletteView({ kinds, query, search, add, target }) {
  const groups = palette(kinds, query);
  const enter = (/** @type {KeyboardEvent} */ e) => { const first = groups[0]?.kinds[0]; if (e.key === "Enter" && !e.isComposing && query && first) { e.preventDefault(); add(first.key); } };
  return html`<div class="design-search not-phone">${icon("search")}<input class="input" id="palette-q" type="search" autocomplete="off" placeholder=${gettext("Search fields")} aria-label=${gettext("Search field types")} .value=${query} @keydown=${enter}
      @input=${(/** @type {InputEvent} */ e) => search(/** @type {HTMLInputElement} */ (e.target).value)}></div>
    ${target ? html`<p class="help not-phone palette-target">${icon("table-2")}${fmt(gettext("New fields become columns of %(label)s."), { label: target })}</p>` : nothing}
    <div class="palette">${groups.map((g) => html`<section aria-label=${g.title}><h2>${g.title}</h2><ul role="list" class="palette-grid">${g.kinds.map((k) => html`<li><button type="button" class="palette-item" data-drag=${`new:${k.key}`} data-kind=${k.key} @click=${() => add(k.key)}>${icon(k.icon)}<span>${k.label}</span></button></li>`)}</ul></section>`)}
      ${groups.length ? nothing : html`<p class="help">${gettext("No field type has this name.")}</p>`}</div>`;
}
