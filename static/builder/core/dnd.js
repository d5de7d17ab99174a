// @ts-check
/**
 * Pointer-based drag and drop for designers: mouse, pen and touch (long press), insertion line in one- and
 * two-column grids, auto-scroll, Escape to cancel. It never moves the caller's DOM; it reports
 * {payload, zone, index} and the caller commits a new document. Keyboard moves use the same commit path.
 *
 * Markup contract:
 *   [data-drag="<payload>"]  something that can be dragged; [data-no-drag] inside it is left alone
 *   [data-drop="<zone>"]     a container that accepts; its children with [data-item] define the positions
 *   [data-scroll]            a container that scrolls when the pointer comes near its edge
 */
const THRESHOLD = 5;
const LONG_PRESS = 220;
const EDGE = 48;

/** @typedef {{payload: string, zone: string, index: number}} Drop */
/**
 * @typedef {{onDrop: (drop: Drop) => void, onStart?: (payload: string) => void, onEnd?: () => void,
 *   label?: (payload: string, source: HTMLElement) => string | undefined,
 *   accepts?: (payload: string, zone: string) => boolean}} Options
 */
/** @typedef {{source: HTMLElement, payload: string, x: number, y: number, id: number, active: boolean, timer: number, touch: boolean}} Drag */
/** @typedef {{left: number, right: number, top: number, bottom: number, width: number, height: number}} Rect */

/**
 * Which gap between the items the pointer means, and where its line is drawn. Pure.
 * @param {{x: number, y: number}} at @param {Rect} zone @param {Rect[]} items
 */
export function gapAt({ x, y }, zone, items) {
  if (!items.length) return { index: 0, line: { left: zone.left + 8, top: zone.top + 6, width: zone.width - 16, height: 3 } };
  // The row under the pointer counts first, so that the empty place behind its last item means "after that item".
  const besideOne = items.some((r) => y >= r.top && y <= r.bottom);
  const distance = (/** @type {Rect} */ r) => {
    const down = Math.max(r.top - y, 0, y - r.bottom);
    return besideOne && down ? Infinity : Math.hypot(Math.max(r.left - x, 0, x - r.right), down * 2);
  };
  const best = items.reduce((found, rect, index) => (distance(rect) < distance(items[found]) ? index : found), 0);
  const r = items[best];
  const wide = r.width > zone.width * 0.6;
  const after = wide ? y > r.top + r.height / 2 : x > r.left + r.width / 2;
  const line = wide
    ? { left: r.left, top: after ? r.bottom + 3 : r.top - 6, width: r.width, height: 3 }
    : { left: after ? r.right + 3 : r.left - 6, top: r.top, width: 3, height: r.height };
  return { index: best + (after ? 1 : 0), line };
}

/** One root element whose [data-drag] parts can be dragged into its [data-drop] parts. */
class Dragging {
  /** @param {HTMLElement} root @param {Options} options */
  constructor(root, options) {
    this.root = root;
    this.options = options;
    /** @type {Drag | null} */ this.drag = null;
    /** @type {HTMLElement | null} */ this.ghost = null;
    /** @type {Drop | null} */ this.over = null;
    this.line = document.createElement("div");
    this.line.className = "dnd-line";
    this.frameId = 0;
    this.x = 0;
    this.y = 0;
    root.addEventListener("pointerdown", this.down);
    root.addEventListener("touchmove", this.hold, { passive: false });
    root.addEventListener("contextmenu", this.hold);
  }
  detach() {
    this.finish();
    this.root.removeEventListener("pointerdown", this.down);
    this.root.removeEventListener("touchmove", this.hold);
    this.root.removeEventListener("contextmenu", this.hold);
  }
  /** @param {PointerEvent} event */
  down = (event) => {
    if (event.button !== 0 || this.drag) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const source = /** @type {HTMLElement | null} */ (target.closest("[data-drag]"));
    if (!source || !this.root.contains(source) || target.closest("[data-no-drag]")) return;
    const touch = event.pointerType === "touch";
    this.x = event.clientX;
    this.y = event.clientY;
    this.drag = { source, payload: source.dataset.drag ?? "", x: this.x, y: this.y, id: event.pointerId, active: false, touch, timer: touch ? window.setTimeout(this.begin, LONG_PRESS) : 0 };
    window.addEventListener("pointermove", this.move, { passive: false });
    window.addEventListener("pointerup", this.up);
    window.addEventListener("pointercancel", this.finish);
    window.addEventListener("keydown", this.key, true);
  };
  begin = () => {
    const drag = this.drag;
    if (!drag) return;
    drag.active = true;
    this.ghost = document.createElement("div");
    this.ghost.className = "dnd-ghost";
    this.ghost.textContent = this.options.label?.(drag.payload, drag.source) ?? drag.payload;
    this.ghost.style.setProperty("--w", `${Math.min(drag.source.getBoundingClientRect().width, 260)}px`);
    document.body.append(this.ghost, this.line);
    drag.source.classList.add("dnd-source");
    document.documentElement.classList.add("dnd-active");
    this.options.onStart?.(drag.payload);
    this.frame();
  };
  /** @param {PointerEvent} event */
  move = (event) => {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.id) return;
    this.x = event.clientX;
    this.y = event.clientY;
    if (!drag.active) {
      if (Math.hypot(this.x - drag.x, this.y - drag.y) <= THRESHOLD) return;
      if (drag.touch) { this.finish(); return; }
      this.begin();
    }
    event.preventDefault();
  };
  frame = () => {
    if (!this.drag?.active || !this.ghost) return;
    this.ghost.style.transform = `translate(${this.x + 12}px, ${this.y + 10}px)`;
    this.scroll();
    this.over = this.find(this.drag);
    this.frameId = requestAnimationFrame(this.frame);
  };
  scroll() {
    const area = document.elementFromPoint(this.x, this.y)?.closest("[data-scroll]");
    if (!area) return;
    const r = area.getBoundingClientRect();
    const by = this.y < r.top + EDGE ? this.y - r.top - EDGE : this.y > r.bottom - EDGE ? this.y - r.bottom + EDGE : 0;
    if (by) area.scrollTop += by / 3;
  }
  /** The innermost container here that accepts. @param {Element | null} at @param {HTMLElement} source @param {string} payload @returns {HTMLElement | null} */
  welcome(at, source, payload) {
    const area = /** @type {HTMLElement | null} */ (at?.closest("[data-drop]") ?? null);
    if (!area || !this.root.contains(area)) return null;
    const accepted = !source.contains(area) && (this.options.accepts?.(payload, area.dataset.drop ?? "") ?? true);
    return accepted ? area : this.welcome(area.parentElement, source, payload);
  }
  /** @param {Drag} drag @returns {Drop | null} */
  find({ source, payload }) {
    const area = this.welcome(document.elementFromPoint(this.x, this.y), source, payload);
    this.line.hidden = !area;
    if (!area) return null;
    const zone = area.dataset.drop ?? "";
    const items = /** @type {HTMLElement[]} */ ([...area.querySelectorAll(":scope > [data-item]")]);
    const { index, line } = gapAt({ x: this.x, y: this.y }, area.getBoundingClientRect(), items.map((item) => item.getBoundingClientRect()));
    this.line.style.transform = `translate(${line.left}px, ${line.top}px)`;
    this.line.style.width = `${line.width}px`;
    this.line.style.height = `${line.height}px`;
    const from = items.findIndex((item) => item.contains(source));
    return { payload, zone, index: from >= 0 && from < index ? index - 1 : index };
  }
  up = () => {
    const { over } = this;
    const active = this.drag?.active;
    this.finish();
    if (active) window.addEventListener("click", (event) => { event.stopPropagation(); event.preventDefault(); }, { capture: true, once: true, signal: AbortSignal.timeout(60) });
    if (active && over) this.options.onDrop(over);
  };
  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.key !== "Escape" || !this.drag?.active) return;
    event.stopPropagation();
    event.preventDefault();
    this.finish();
  };
  finish = () => {
    const drag = this.drag;
    if (!drag) return;
    this.drag = null;
    this.over = null;
    clearTimeout(drag.timer);
    cancelAnimationFrame(this.frameId);
    drag.source.classList.remove("dnd-source");
    document.documentElement.classList.remove("dnd-active");
    this.ghost?.remove();
    this.line.remove();
    this.ghost = null;
    window.removeEventListener("pointermove", this.move);
    window.removeEventListener("pointerup", this.up);
    window.removeEventListener("pointercancel", this.finish);
    window.removeEventListener("keydown", this.key, true);
    if (drag.active) this.options.onEnd?.();
  };
  /** Once a long press has begun a drag, the browser must neither scroll nor open its menu. @param {Event} event */
  hold = (event) => { if (this.drag?.active) event.preventDefault(); };
}

/** Make an element draggable inside; answers how to stop. @param {HTMLElement} root @param {Options} options @returns {() => void} */
export function attachDnd(root, options) {
  const dragging = new Dragging(root, options);
  return () => dragging.detach();
}
