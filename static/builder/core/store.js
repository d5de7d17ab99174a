// @ts-check
const COALESCE_MS = 1000;

/**
 * Document store with undo and redo. Documents are immutable values that share structure,
 * so a step of history costs only the changed path. Fires "change".
 * @template T
 */
export class Store extends EventTarget {
  /** @type {{doc: T, label: string}[]} */ #past = [];
  /** @type {{doc: T, label: string}[]} */ #future = [];
  /** @type {T} */ #doc;
  /** @type {T} */ #saved;
  #coalesceKey = "";
  #coalesceAt = 0;
  #limit;

  /** @param {T} doc @param {{limit?: number}} [options] */
  constructor(doc, { limit = 200 } = {}) {
    super();
    this.#doc = doc;
    this.#saved = doc;
    this.#limit = limit;
  }
  get doc() { return this.#doc; }
  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }
  get undoLabel() { return this.#past.at(-1)?.label ?? ""; }
  get redoLabel() { return this.#future.at(-1)?.label ?? ""; }
  /** Whether the document differs from what was last marked as saved. */
  get dirty() { return this.#doc !== this.#saved; }

  /**
   * Replace the document. Commits with the same `coalesce` key within a second merge into one undo step.
   * @param {T} doc @param {{label?: string, coalesce?: string}} [options]
   */
  commit(doc, { label = "", coalesce = "" } = {}) {
    if (doc === this.#doc) return;
    const now = performance.now();
    const merge = coalesce !== "" && coalesce === this.#coalesceKey && now - this.#coalesceAt < COALESCE_MS;
    if (!merge) {
      this.#past.push({ doc: this.#doc, label });
      if (this.#past.length > this.#limit) this.#past.shift();
    }
    this.#future = [];
    this.#coalesceKey = coalesce;
    this.#coalesceAt = now;
    this.#doc = doc;
    this.#emit();
  }
  /** Step back; returns the label of what was undone, or "". */
  undo() { return this.#step(this.#past, this.#future); }
  /** Step forward; returns the label of what was redone, or "". */
  redo() { return this.#step(this.#future, this.#past); }

  /** Remember that `doc` is what the server has. @param {T} [doc] */
  markSaved(doc = this.#doc) {
    this.#saved = doc;
    this.#emit();
  }
  /** Start over with another document and an empty history. @param {T} doc */
  reset(doc) {
    this.#past = [];
    this.#future = [];
    this.#coalesceKey = "";
    this.#doc = doc;
    this.#saved = doc;
    this.#emit();
  }
  /** @param {{doc: T, label: string}[]} from @param {{doc: T, label: string}[]} to */
  #step(from, to) {
    const entry = from.pop();
    if (!entry) return "";
    to.push({ doc: this.#doc, label: entry.label });
    this.#doc = entry.doc;
    this.#coalesceKey = "";
    this.#emit();
    return entry.label || " ";
  }
  #emit() { this.dispatchEvent(new Event("change")); }
}

/** Lit reactive controller: re-render the host when the store changes. */
export class StoreController {
  /** @param {import("lit").ReactiveControllerHost} host @param {Store<any>} store */
  constructor(host, store) {
    this.store = store;
    this.update = () => host.requestUpdate();
    host.addController(this);
  }
  hostConnected() { this.store.addEventListener("change", this.update); }
  hostDisconnected() { this.store.removeEventListener("change", this.update); }
}
