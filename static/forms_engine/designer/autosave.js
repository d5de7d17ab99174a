// @ts-check
/** Keep the draft on the server: a moment after the last change, one request at a time, never over somebody else's work. */
import { api } from "../../builder/core/api.js";

/** @typedef {"saved" | "unsaved" | "saving" | "failed" | "conflict"} Status */
/** @typedef {{by?: string, at?: string, revision: number, document: any}} Theirs */

export class Autosave extends EventTarget {
  /** @param {{url: string, revision: number, put?: typeof api.put, delay?: number}} options */
  constructor({ url, revision, put = api.put, delay = 700 }) {
    super();
    this.url = url;
    this.revision = revision;
    this.put = put;
    this.delay = delay;
    /** @type {Status} */ this.status = "saved";
    this.message = "";
    /** @type {Theirs | null} */ this.theirs = null;
    /** @type {any} */ this.waiting = null;
    /** @type {any} */ this.timer = 0;
    /** @type {Promise<void> | null} */ this.running = null;
  }
  /** @param {Status} status */
  #set(status, message = "") {
    this.status = status;
    this.message = message;
    this.dispatchEvent(new Event("change"));
  }
  /** A change was made. @param {any} document */
  touch(document) {
    this.waiting = document;
    clearTimeout(this.timer);
    if (this.status === "conflict") return;
    this.#set("unsaved");
    this.timer = setTimeout(() => this.flush(), this.delay);
  }
  /** Save now what waits; answers whether all is saved. @returns {Promise<boolean>} */
  async flush() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.waiting || this.status === "conflict") return this.status === "saved";
    const document = this.waiting;
    this.waiting = null;
    this.running = this.#send(document);
    await this.running;
    this.running = null;
    return this.waiting && this.status === "unsaved" ? this.flush() : this.status === "saved";
  }
  /** @param {any} document */
  async #send(document) {
    this.#set("saving");
    try {
      const answer = await this.put(this.url, { document, base_revision: this.revision });
      this.revision = answer.revision ?? answer.draft_revision ?? this.revision + 1;
      this.#set(this.waiting ? "unsaved" : "saved");
    } catch (error) {
      this.waiting ??= document;
      this.#failed(/** @type {any} */ (error));
    }
  }
  /** @param {any} error */
  #failed(error) {
    if (error.status === 409) {
      const body = error.body ?? {};
      const current = body.current ?? body.theirs ?? body;
      this.theirs = { by: current.changed_by ?? current.by, at: current.changed_at ?? current.at, revision: current.revision ?? current.draft_revision, document: current.document ?? current.draft };
      this.#set("conflict", error.message);
      return;
    }
    this.#set("failed", error.problems?.[0]?.message ?? error.message);
    if (error.status === 0 || error.status >= 500) this.timer = setTimeout(() => this.flush(), this.delay * 8);
  }
  /** Go on from somebody else's draft; answers it. */
  takeTheirs() {
    const { theirs } = this;
    this.waiting = null;
    this.theirs = null;
    if (theirs) this.revision = theirs.revision;
    this.#set("saved");
    return theirs?.document ?? null;
  }
  /** Replace somebody else's draft by ours. @param {any} document */
  async keepOurs(document) {
    if (this.theirs) this.revision = this.theirs.revision;
    this.theirs = null;
    this.waiting = document;
    this.#set("unsaved");
    return this.flush();
  }
}
