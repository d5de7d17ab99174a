// @ts-check
/** A draft on the server, saved by itself a moment after each change; nobody's edits are lost when two people work. */
import { ProblemError, api } from "./api.js";
import { gettext } from "./i18n.js";

const WAIT_MS = 700;

/** @typedef {"saved" | "changed" | "saving" | "failed" | "conflict"} DraftState */

/**
 * Follows a Store and PUTs `{document, base_revision}` to `url`; answers carry the new `revision`. Dispatches `state`
 * whenever its state changes; a conflict keeps both documents until `takeTheirs()` or `keepMine()`.
 */
export class Draft extends EventTarget {
  /** @param {import("./store.js").Store<any>} store @param {{url: string, revision: number}} place */
  constructor(store, { url, revision }) {
    super();
    this.store = store;
    this.url = url;
    this.revision = revision;
    /** @type {DraftState} */
    this.state = "saved";
    /** @type {{document: any, revision: number, changed_by?: string} | null} */
    this.theirs = null;
    this.timer = 0;
    this.saved = store.doc;
    store.addEventListener("change", () => this.changed());
    addEventListener("beforeunload", (event) => {
      if (this.state !== "saved") event.preventDefault();
    });
  }

  /** What to tell the person about the draft. */
  get text() {
    const texts = {
      saved: () => gettext("Saved"),
      changed: () => gettext("Saving…"),
      saving: () => gettext("Saving…"),
      failed: () => gettext("Not saved; trying again"),
      conflict: () => gettext("Somebody else changed this draft"),
    };
    return texts[this.state]();
  }

  changed() {
    if (this.state === "conflict") return;
    if (this.store.doc === this.saved && this.state === "saved") return;
    if (this.state !== "saving") this.become("changed");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), WAIT_MS);
  }

  /** Save now what is not saved yet. */
  async save() {
    clearTimeout(this.timer);
    if (this.state === "saving") await this.running;
    if (this.state === "conflict" || this.store.doc === this.saved) return;
    this.running = this.send(this.store.doc);
    await this.running;
  }

  /** @param {any} document */
  async send(document) {
    this.become("saving");
    try {
      const answer = await api.put(this.url, { document, base_revision: this.revision });
      this.revision = answer.revision;
      this.saved = document;
      this.become(this.store.doc === document ? "saved" : "changed");
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.status === 409) return this.conflict(error.body);
      this.become("failed");
      this.timer = window.setTimeout(() => this.save(), 5 * WAIT_MS);
    }
  }

  /** @param {any} body */
  conflict(body) {
    this.theirs = { document: body.draft, revision: body.revision, changed_by: body.changed_by };
    this.become("conflict");
  }

  /** Drop my changes for what the other person saved; undo brings mine back. */
  takeTheirs() {
    if (!this.theirs) return;
    this.revision = this.theirs.revision;
    this.saved = this.theirs.document;
    const document = this.theirs.document;
    this.theirs = null;
    this.become("saved");
    this.store.commit(document, { label: gettext("Take over the other changes") });
  }

  /** Save mine over what the other person saved. */
  async keepMine() {
    if (!this.theirs) return;
    this.revision = this.theirs.revision;
    this.theirs = null;
    this.become("changed");
    await this.save();
  }

  /** @param {DraftState} state */
  become(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
