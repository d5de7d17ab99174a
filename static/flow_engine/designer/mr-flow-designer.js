// @ts-check
/** `<mr-flow-designer>`: a flow from top to bottom; plus adds, a click opens the settings, everything works by keyboard. */
import { LitElement, html, nothing, render } from "lit";
import { announce } from "../../builder/core/announce.js";
import { api } from "../../builder/core/api.js";
import { attachDraftBar } from "../../builder/core/draft-bar.js";
import { Draft } from "../../builder/core/draft.js";
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import { isTyping, onKeys } from "../../builder/core/keys.js";
import { follow } from "../../builder/core/position.js";
import { Store } from "../../builder/core/store.js";
import { toast, toastError } from "../../builder/core/toast.js";
import { askPublish } from "../../forms_engine/designer/publishing.js";
import { START, addLane, find, insert, isBranch, laneId, makeNode, move, moveLane, places, remove, removeLane, sideways, splitPlace } from "./model.js";
import { panel } from "./panel.js";
import { tree } from "./tree.js";
import { chooseVersion } from "./versions.js";
import { kindName, titleOf } from "./words.js";

const CHECK_MS = 500;
const ADDABLE = ["approve", "fill", "cc", "exclusive", "parallel", "end"];

/** @typedef {import("./model.js").Flow} Flow */
/** @typedef {{path: string, code: string, message: string, node?: string, level?: string}} Problem */

export class MrFlowDesigner extends LitElement {
  static properties = { data: { type: String }, flow: { state: true }, selected: { state: true }, problems: { state: true }, adding: { state: true }, zoom: { state: true }, sheet: { state: true }, enabled: { state: true } };

  constructor() {
    super();
    this.data = "";
    this.selected = START;
    /** @type {Problem[]} */
    this.problems = [];
    /** Place after which the open menu adds; empty when it is closed. */
    this.adding = "";
    this.zoom = 100;
    /** Whether a phone shows the settings. */
    this.sheet = false;
    this.enabled = true;
    this.timer = 0;
    /** Stops keeping the menu beside its button. */
    this.release = () => {};
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const given = JSON.parse(document.getElementById(this.data)?.textContent ?? "{}");
    this.given = given;
    this.enabled = given.enabled;
    if (window.matchMedia("(max-width: 47.99rem)").matches) this.zoom = 75;
    /** @type {import("./words.js").Names} */
    this.names = given.names;
    /** @type {Store<Flow>} */
    this.store = new Store(given.draft);
    /** @type {Flow} */
    this.flow = given.draft;
    this.draft = new Draft(this.store, { url: given.urls.draft, revision: given.revision });
    attachDraftBar(this.draft);
    this.store.addEventListener("change", () => this.changed());
    this.stopKeys = onKeys(document, {
      ArrowUp: (event) => this.step(event, -1),
      ArrowDown: (event) => this.step(event, 1),
      ArrowLeft: (event) => this.aside(event, -1),
      ArrowRight: (event) => this.aside(event, 1),
      "Alt+ArrowUp": (event) => this.shift(event, -1, false),
      "Alt+ArrowDown": (event) => this.shift(event, 1, false),
      "Alt+ArrowLeft": (event) => this.shift(event, -1, true),
      "Alt+ArrowRight": (event) => this.shift(event, 1, true),
      Delete: (event) => this.drop(event),
      "+": (event) => this.openMenu(event),
      A: (event) => this.openMenu(event),
      F8: () => this.nextProblem(),
    });
    this.check();
  }

  firstUpdated() {
    this.querySelector(`[data-place="${START}"]`)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  updated() {
    const bar = document.getElementById("design-actions");
    if (!bar) return;
    render(html`
      <button class="btn ghost icon" type="button" aria-label=${gettext("Versions")} title=${gettext("Versions")} @click=${() => this.versions()}>${icon("history")}</button>
      ${this.given.may_publish ? html`<button class="btn primary" type="button" id="publish" @click=${() => this.publish()}>${icon("upload")}<span class="fl-word">${gettext("Publish")}</span></button>` : nothing}`, bar);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopKeys?.();
  }

  changed() {
    this.flow = /** @type {Flow} */ (this.store?.doc);
    if (!places(this.flow).includes(this.selected)) this.selected = START;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(), CHECK_MS);
  }

  /** @param {Flow} flow @param {string} label @param {string} [coalesce] */
  commit(flow, label, coalesce = "") {
    this.store?.commit(flow, { label, coalesce });
  }

  async check() {
    const answer = await api.post(this.given.urls.check, { document: this.flow }).catch(() => null);
    if (answer) this.problems = answer.problems;
  }

  async publish() {
    await this.draft?.save();
    const version = await askPublish({
      urls: this.given.urls, revision: this.draft?.revision ?? 0, version: this.given.version, words: { first: gettext("Publish the flow"), blocked: gettext("The flow cannot be published yet.") },
      jump: (problem) => {
        const found = this.problems.find((one) => one.path === problem.path && one.message === problem.message);
        if (found?.node) this.select(found.node, { open: true });
      },
    });
    if (version === null) return;
    this.given = { ...this.given, version };
    toast(fmt(gettext("Version %(number)s is published. New requests follow it; running ones keep theirs."), { number: version }));
  }

  async versions() {
    const version = await chooseVersion(this.given.urls.versions);
    if (version) this.commit(version.document, fmt(gettext("Take version %(number)s"), { number: version.number }));
  }

  async toggle() {
    try {
      await api.patch(this.given.urls.flow, { enabled: !this.enabled });
      this.enabled = !this.enabled;
    } catch (error) {
      toastError(error);
      this.requestUpdate();
    }
  }

  /** Problems of a node or lane. @param {string} place */
  problemsOf(place) {
    const [key, lane] = splitPlace(place);
    return this.problems.filter((problem) => {
      if (problem.node !== key) return false;
      const inLane = /\blanes\.(\d+)\.(when|name|default)/.exec(problem.path);
      return lane === null ? !inLane : inLane !== null && Number(inLane[1]) === lane;
    });
  }

  // ---- changes ---------------------------------------------------------------------------------
  /** @param {string} place @param {{open?: boolean, inside?: boolean}} [how] `inside` goes on to the settings */
  async select(place, { open = false, inside = false } = {}) {
    this.selected = place;
    /** @type {HTMLElement | null} */ (this.querySelector(".fl-menu:popover-open"))?.hidePopover();
    this.adding = "";
    if (open) this.sheet = true;
    await this.updateComplete;
    const card = /** @type {HTMLElement | null} */ (this.querySelector(`[data-place="${place}"]`));
    card?.focus({ preventScroll: true });
    // On a phone the settings cover the lower half.
    card?.scrollIntoView({ block: open && window.matchMedia("(max-width: 47.99rem)").matches ? "start" : "nearest", inline: "nearest" });
    if (inside) /** @type {HTMLElement | null} */ (this.querySelector(".d-right .props-body :is(input, select, textarea, button)"))?.focus();
  }

  /** @param {string} kind */
  add(kind) {
    const node = makeNode(this.flow, kind);
    const place = this.adding || this.selected;
    this.commit(insert(this.flow, place, node), fmt(gettext("Add %(kind)s"), { kind: kindName(kind) }));
    announce(fmt(gettext("%(kind)s added"), { kind: kindName(kind) }));
    this.select(node.key);
  }

  /** @param {string} key */
  addLane(key) {
    const node = find(this.flow, key);
    this.commit(addLane(this.flow, key), gettext("Add lane"));
    const count = node?.lanes?.length ?? 0;
    this.select(laneId(key, node?.lanes?.at(-1)?.default ? count - 1 : count));
  }

  /** @param {string} place */
  take(place) {
    const [key, lane] = splitPlace(place);
    if (key === START) return;
    const order = places(this.flow);
    const previous = order[Math.max(0, order.indexOf(place) - 1)];
    this.commit(lane === null ? remove(this.flow, key) : removeLane(this.flow, key, lane), gettext("Remove"));
    announce(gettext("Removed"));
    toast(gettext("Removed"), { action: { label: gettext("Undo"), run: () => this.store?.undo() } });
    this.sheet = false;
    this.select(places(this.flow).includes(previous) ? previous : START);
  }

  // ---- keyboard --------------------------------------------------------------------------------
  /** @param {Event} event */
  mine(event) {
    return !isTyping(event) && (this.contains(/** @type {Node} */ (event.target)) || event.target === document.body) && !(/** @type {HTMLElement} */ (event.target)).closest?.(".d-right, dialog, [popover]");
  }

  /** @param {KeyboardEvent} event @param {number} by */
  step(event, by) {
    if (!this.mine(event)) return false;
    const order = places(this.flow);
    this.select(order[Math.min(Math.max(order.indexOf(this.selected) + by, 0), order.length - 1)]);
  }

  /** To the lane beside this one. @param {KeyboardEvent} event @param {number} by */
  aside(event, by) {
    if (!this.mine(event)) return false;
    const place = sideways(this.flow, this.selected, by);
    if (place) this.select(place);
  }

  /** @param {KeyboardEvent} event @param {-1 | 1} by @param {boolean} lanes */
  shift(event, by, lanes) {
    if (!this.mine(event) || (splitPlace(this.selected)[1] !== null) !== lanes) return false;
    this.nudge(by);
  }

  /** Move what is selected: a node up or down, a lane to more or less priority. @param {-1 | 1} by */
  nudge(by) {
    const [key, lane] = splitPlace(this.selected);
    const flow = lane === null ? move(this.flow, key, by) : moveLane(this.flow, key, lane, by);
    if (flow === this.flow) return announce(gettext("It cannot go further."));
    this.commit(flow, lane === null ? gettext("Move") : gettext("Change priority"));
    if (lane !== null && JSON.stringify(find(flow, key)?.lanes) !== JSON.stringify(find(this.flow, key)?.lanes)) this.selected = laneId(key, lane + by);
    announce(gettext("Moved"));
    this.select(lane === null ? key : laneId(key, Math.min(Math.max(lane + by, 0), (find(flow, key)?.lanes?.length ?? 1) - 1)));
  }

  /** @param {KeyboardEvent} event */
  drop(event) {
    if (!this.mine(event)) return false;
    this.take(this.selected);
  }

  /** @param {KeyboardEvent} event */
  openMenu(event) {
    if (!this.mine(event)) return false;
    this.menu(this.selected);
  }

  nextProblem() {
    const nodes = this.problems.map((problem) => problem.node).filter(Boolean);
    const next = nodes[(nodes.indexOf(splitPlace(this.selected)[0]) + 1) % nodes.length];
    if (next) this.select(next, { open: true });
  }

  /** @param {string} place */
  menu(place) {
    const [key, lane] = splitPlace(place);
    this.adding = lane === null && key !== START && isBranch(find(this.flow, key)?.kind ?? "") ? key : place;
    this.updateComplete.then(() => {
      const menu = /** @type {HTMLElement | null} */ (this.querySelector(".fl-menu"));
      const anchor = this.querySelector(`[data-plus="${this.adding}"]`);
      if (!menu || !anchor) return;
      menu.showPopover();
      this.release = follow(menu, anchor, { align: "center" });
      menu.querySelector("button")?.focus();
    });
  }

  /** @param {ToggleEvent} event */
  menuClosed(event) {
    if (event.newState !== "closed") return;
    this.release();
    this.adding = "";
  }

  // ---- drawing ---------------------------------------------------------------------------------
  render() {
    const { selected } = this;
    return html`
      <div class="d-panes no-left" data-sheet=${this.sheet ? "open" : "closed"} @keydown=${(/** @type {KeyboardEvent} */ event) => this.escape(event)}>
        <div class="fl-stage">
        <section class="d-canvas dots" aria-label=${gettext("Flow")}>
          <div class="fl-zoom" data-zoom=${this.zoom}>
            ${tree({
              flow: this.flow, names: /** @type {any} */ (this.names), selected, adding: this.adding,
              problemsOf: (place) => this.problemsOf(place), select: (place, byKey) => this.select(place, { open: true, inside: byKey }),
              menu: (place) => this.menu(place), addLane: (key) => this.addLane(key),
            })}
          </div>
        </section>
        <div class="fl-zoombar">
          <button class="btn ghost sm icon" type="button" aria-label=${gettext("Smaller")} ?disabled=${this.zoom <= 50} @click=${() => { this.zoom -= 25; }}>${icon("zoom-out")}</button>
          <span class="tnum">${this.zoom} %</span>
          <button class="btn ghost sm icon" type="button" aria-label=${gettext("Larger")} ?disabled=${this.zoom >= 125} @click=${() => { this.zoom += 25; }}>${icon("zoom-in")}</button>
          ${this.problemChip()}
          <span class="fl-hints">${[["↑ ↓", gettext("steps")], ["← →", gettext("lanes")], ["+", gettext("add")], ["Enter", gettext("settings")], ["Alt ↑ ↓", gettext("move")], ["Del", gettext("remove")]].map(([key, text]) => html`<span><kbd>${key}</kbd> ${text}</span>`)}</span>
        </div>
        ${this.choices()}
        </div>
        <section class="d-right" aria-label=${gettext("Settings")}>
          ${panel({
            flow: this.flow, names: /** @type {any} */ (this.names), given: this.given, enabled: this.enabled, place: selected, problems: this.problemsOf(selected),
            commit: (flow, label, coalesce) => this.commit(flow, label, coalesce), take: () => this.take(selected), nudge: (by) => this.nudge(by), close: () => { this.sheet = false; }, toggle: () => this.toggle(),
          })}
          ${this.problemList()}
        </section>
      </div>`;
  }

  /** Escape in the settings goes back to the card. @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !(/** @type {HTMLElement} */ (event.target).closest(".d-right"))) return;
    event.preventDefault();
    this.sheet = false;
    this.select(this.selected);
  }

  problemChip() {
    const errors = this.problems.filter((problem) => problem.level !== "warning").length;
    const count = this.problems.length;
    if (!count) return nothing;
    return html`<button class="btn ghost sm ${errors ? "danger" : "fl-warn"}" type="button" title="F8" @click=${() => { this.sheet = true; this.updateComplete.then(() => this.querySelector(".fl-problems")?.scrollIntoView({ block: "nearest" })); }}>${icon(errors ? "circle-alert" : "triangle-alert")}${fmt(ngettext("%(count)s problem", "%(count)s problems", count), { count })}</button>`;
  }

  choices() {
    return html`
      <div class="fl-menu" popover="auto" role="menu" aria-label=${gettext("Add")} @toggle=${(/** @type {ToggleEvent} */ event) => this.menuClosed(event)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.menuKeys(event)}>
        ${ADDABLE.map((kind) => html`<button type="button" role="menuitem" class="k-${kind}" @click=${() => this.add(kind)}><span class="ic">${icon(this.names?.kinds[kind]?.icon ?? "circle")}</span> ${kindName(kind)}</button>`)}
      </div>`;
  }

  /** @param {KeyboardEvent} event */
  menuKeys(event) {
    const buttons = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const by = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") this.select(this.selected);
    else if (event.key === "Tab") return;
    else if (by) buttons[(at + by + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  problemList() {
    if (!this.problems.length) return nothing;
    return html`
      <section class="props-body fl-problems">
        <h3>${gettext("Problems")} <span class="badge">${this.problems.length}</span></h3>
        <ul>${this.problems.map((problem) => html`<li>
          <button type="button" class="link ${problem.level === "warning" ? "warn" : "danger"}" @click=${() => problem.node && this.select(problem.node, { open: true })}>
            ${icon(problem.level === "warning" ? "triangle-alert" : "circle-alert")} ${problem.node ? `${titleOf(find(this.flow, problem.node) ?? { kind: START })}: ` : ""}${problem.message}
          </button></li>`)}</ul>
      </section>`;
  }
}

customElements.define("mr-flow-designer", MrFlowDesigner);
