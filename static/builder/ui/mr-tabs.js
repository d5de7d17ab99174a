// @ts-check
/**
 * <mr-tabs> — tab buttons and panels written by the page: [role=tab][aria-controls] in a [role=tablist], and
 * [role=tabpanel] with those ids. Arrow keys move; fires `mr-select` with {value} (data-value or the panel's id).
 */
export class TabsElement extends HTMLElement {
  get tabs() { return /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[role="tab"]')].filter((tab) => tab.closest("mr-tabs") === this)); }
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    queueMicrotask(() => {
      const { tabs } = this;
      const first = tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
      if (first) this.#mark(first);
    });
  }
  /** @param {Event} event */
  handleEvent(event) {
    const tab = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest('[role="tab"]'));
    if (!tab || tab.closest("mr-tabs") !== this) return;
    if (event.type === "click") this.select(tab);
    else this.#key(/** @type {KeyboardEvent} */ (event), tab);
  }
  /** @param {KeyboardEvent} event @param {HTMLElement} tab */
  #key(event, tab) {
    const { tabs } = this;
    const at = tabs.indexOf(tab);
    const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at - 1 + tabs.length) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.select(tabs[to]);
    tabs[to].focus();
  }
  /** @param {HTMLElement} tab */
  select(tab) {
    this.#mark(tab);
    this.dispatchEvent(new CustomEvent("mr-select", { bubbles: true, detail: { value: tab.dataset.value ?? tab.getAttribute("aria-controls") ?? "" } }));
  }
  /** @param {HTMLElement} chosen */
  #mark(chosen) {
    for (const tab of this.tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (!panel) continue;
      panel.hidden = !on;
      if (tab.id) panel.setAttribute("aria-labelledby", tab.id);
    }
  }
}

if (!customElements.get("mr-tabs")) customElements.define("mr-tabs", TabsElement);
