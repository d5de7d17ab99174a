// @ts-check
/**
 * The command palette (Ctrl+K): asks `url?q=` for {groups: [{label, items: [{label, hint, icon, url}]}]}. Pages add
 * commands of their own with `addCommands()`.
 */
import { html, render, nothing } from "lit";
import { api, withQuery } from "../core/api.js";
import { announce } from "../core/announce.js";
import { fmt, gettext, ngettext } from "../core/i18n.js";
import { icon } from "../core/icon.js";

/** @typedef {{label: string, hint?: string, icon?: string, url?: string, run?: () => void}} Item */
/** @typedef {{label: string, items: Item[]}} Group */

const DEBOUNCE_MS = 120;
/** @type {Item[]} */ const commands = [];

/** Offer commands of the current page; answers how to take them back. @param {Item[]} items @returns {() => void} */
export function addCommands(items) {
  commands.push(...items);
  return () => { for (const item of items) commands.splice(commands.indexOf(item), 1); };
}

/** The groups with the page's own matching commands in front. @param {Group[]} groups @param {Item[]} own @param {string} query @returns {Group[]} */
export function withCommands(groups, own, query) {
  const wanted = query.trim().toLowerCase();
  const items = own.filter((item) => item.label.toLowerCase().includes(wanted));
  return [...(items.length ? [{ label: gettext("On this page"), items }] : []), ...groups.filter((group) => group.items.length)];
}

class Palette {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    this.query = "";
    /** @type {Group[]} */ this.groups = [];
    this.active = 0;
    this.busy = true;
    this.failed = false;
    this.timer = 0;
    /** @type {AbortController | null} */ this.pending = null;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "palette-dialog";
    this.dialog.setAttribute("aria-label", gettext("Search or run a command"));
    this.dialog.addEventListener("close", () => { this.pending?.abort(); this.dialog.remove(); });
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    document.body.append(this.dialog);
    this.draw();
    this.dialog.showModal();
    this.ask();
  }
  get shown() { return withCommands(this.groups, commands, this.query); }
  get items() { return this.shown.flatMap((group) => group.items); }

  async ask() {
    this.pending?.abort();
    const pending = new AbortController();
    this.pending = pending;
    try {
      const answer = await api.get(withQuery(this.url, { q: this.query }), { signal: pending.signal });
      this.groups = answer?.groups ?? [];
      this.failed = false;
    } catch {
      if (pending.signal.aborted) return;
      this.groups = [];
      this.failed = true;
    }
    this.busy = false;
    this.active = 0;
    this.draw();
    if (this.query) announce(fmt(ngettext("%(count)s result", "%(count)s results", this.items.length), { count: this.items.length }));
  }
  /** @param {InputEvent} event */
  typed = (event) => {
    this.query = /** @type {HTMLInputElement} */ (event.target).value;
    this.active = 0;
    this.busy = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), DEBOUNCE_MS);
    this.draw();
  };
  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.isComposing) return;
    const count = this.items.length;
    if (event.key === "Enter") { event.preventDefault(); this.run(this.items[this.active], event.ctrlKey || event.metaKey); return; }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !count) return;
    event.preventDefault();
    this.active = (this.active + by + count) % count;
    this.draw();
    document.getElementById(`palette-${this.active}`)?.scrollIntoView({ block: "nearest" });
  };
  /** @param {Item | undefined} item @param {boolean} [aside] */
  run(item, aside = false) {
    if (!item) return;
    this.dialog.close();
    if (item.run) item.run();
    else if (item.url && aside) window.open(item.url);
    else if (item.url) location.assign(item.url);
  }
  /** @param {Item} item @param {number} index */
  row(item, index) {
    return html`<div role="option" id="palette-${index}" aria-selected=${String(index === this.active)} class=${index === this.active ? "is-active" : ""}
      @click=${(/** @type {MouseEvent} */ event) => this.run(item, event.ctrlKey || event.metaKey)} @pointermove=${() => { if (this.active !== index) { this.active = index; this.draw(); } }}>
      ${icon(item.icon || "arrow-right")}<span class="truncate">${item.label}</span>${item.hint ? html`<span class="hint">${item.hint}</span>` : nothing}</div>`;
  }
  note() {
    if (this.busy) return gettext("Searching…");
    return this.failed ? gettext("The search is not available at the moment.") : gettext("Nothing found.");
  }
  draw() {
    let index = -1;
    const { shown } = this;
    render(html`
      <div class="palette-search">${icon("search")}<input type="text" role="combobox" autofocus autocomplete="off" spellcheck="false" aria-expanded="true" aria-autocomplete="list"
        aria-controls="palette-results" aria-activedescendant=${this.items.length ? `palette-${this.active}` : nothing} aria-label=${gettext("Search or run a command")}
        placeholder=${gettext("Search records, pages and commands")} @input=${this.typed} @keydown=${this.key}><kbd>Esc</kbd></div>
      <div class="palette-results" role="listbox" id="palette-results" aria-label=${gettext("Results")} aria-busy=${String(this.busy)} tabindex="-1">
        ${shown.map((group) => html`<div role="group" aria-label=${group.label}><div class="group" aria-hidden="true">${group.label}</div>${group.items.map((item) => this.row(item, (index += 1)))}</div>`)}
      </div>
      ${shown.length ? nothing : html`<div class="empty" role="status">${this.note()}</div>`}
      <div class="palette-foot" aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> ${gettext("move")}</span><span><kbd>Enter</kbd> ${gettext("open")}</span><span><kbd>Ctrl</kbd> <kbd>Enter</kbd> ${gettext("open in a new tab")}</span></div>`, this.dialog);
  }
}

/** Open the palette, unless it is open. @param {string} url */
export function openCommand(url) {
  if (!document.querySelector(".palette-dialog[open]")) new Palette(url);
}
