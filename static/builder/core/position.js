// @ts-check
/** Place a floating box beside its anchor and inside the window, also when either moves. */

/** @typedef {{side?: "bottom" | "top" | "right", align?: "start" | "end" | "center", gap?: number, matchWidth?: boolean}} Placement */

/**
 * Where the box goes, in window coordinates. Pure.
 * @param {{left: number, right: number, top: number, bottom: number, width: number}} anchor
 * @param {{width: number, height: number}} box @param {{width: number, height: number}} view @param {Placement} [placement]
 */
export function locate(anchor, box, view, { side = "bottom", align = "start", gap = 4 } = {}) {
  const below = view.height - anchor.bottom - gap;
  const above = anchor.top - gap;
  const flip = side === "bottom" ? box.height > below && above > below : side === "top" ? box.height > above && below > above : false;
  const up = (side === "top") !== flip;
  let top = up ? anchor.top - gap - box.height : anchor.bottom + gap;
  let left = align === "end" ? anchor.right - box.width : align === "center" ? anchor.left + (anchor.width - box.width) / 2 : anchor.left;
  if (side === "right") {
    left = anchor.right + gap;
    top = anchor.top;
    if (left + box.width > view.width) left = anchor.left - gap - box.width;
  }
  return {
    left: Math.max(8, Math.min(left, view.width - box.width - 8)),
    top: Math.max(8, Math.min(top, view.height - box.height - 8)),
  };
}

/** Put `box` beside `anchor` now. @param {HTMLElement} box @param {Element} anchor @param {Placement} [placement] */
export function place(box, anchor, placement = {}) {
  const around = anchor.getBoundingClientRect();
  if (placement.matchWidth) box.style.setProperty("min-width", `${around.width}px`);
  const { left, top } = locate(around, { width: box.offsetWidth, height: box.offsetHeight }, { width: document.documentElement.clientWidth, height: window.innerHeight }, placement);
  box.style.setProperty("left", `${left}px`);
  box.style.setProperty("top", `${top}px`);
}

/** Keep it there until the answered function is called. @param {HTMLElement} box @param {Element} anchor @param {Placement} [placement] */
export function follow(box, anchor, placement = {}) {
  const update = () => place(box, anchor, placement);
  const watcher = new ResizeObserver(update);
  watcher.observe(box);
  watcher.observe(anchor);
  window.addEventListener("scroll", update, { capture: true, passive: true });
  window.addEventListener("resize", update);
  update();
  return () => {
    watcher.disconnect();
    window.removeEventListener("scroll", update, { capture: true });
    window.removeEventListener("resize", update);
  };
}
