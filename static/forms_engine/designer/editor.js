// @ts-check
/** A builder at work on one form: the document with its history, what is selected, and every command. Knows no page; fires "change". */
import { fmt, gettext, localized } from "../../builder/core/i18n.js";
import { Store } from "../../builder/core/store.js";
import * as M from "./model.js";
/** @typedef {M.FormDocument} FormDocument */
/** @typedef {Record<string, import("./kinds.js").Kind>} Kinds */

const STEPS = 200;
const SECTION = "section:";

export class Editor extends EventTarget {
  /** @param {{document: any, kinds: Kinds, language: string, published?: string[]}} options `published` are the ids of fields that records already have */
  constructor({ document, kinds, language, published = [] }) {
    super();
    /** @type {Store<FormDocument>} */ this.store = new Store(M.readDocument(document), { limit: STEPS });
    this.kinds = kinds;
    this.language = language;
    this.published = new Set(published);
    /** A field's id, "section:<id>", or "" for the form. */ this.selected = "";
    /** The sub-table that the next new field becomes a column of. */ this.target = "";
    this.store.addEventListener("change", () => this.#emit("change"));
  }
  get doc() { return this.store.doc; }
  get fields() { return M.allFields(this.doc); }
  get found() { return M.find(this.doc, this.selected); }
  get section() { return this.selected.startsWith(SECTION) ? this.selected.slice(SECTION.length) : ""; }
  /** The sub-table that a new field goes to: asked for, or because one of its columns is selected. */
  get scope() { return this.target || this.found?.scope || ""; }

  /** @param {string} type @param {Record<string, unknown>} [detail] */
  #emit(type, detail) { this.dispatchEvent(detail ? new CustomEvent(type, { detail }) : new Event(type)); }
  /** @param {FormDocument} doc @param {string} label @param {{select?: string, coalesce?: string, focus?: boolean}} [options] @returns {boolean} */
  #commit(doc, label, { select, coalesce, focus = true } = {}) {
    if (doc === this.doc) return false;
    if (select !== undefined) this.selected = select;
    this.store.commit(doc, { label, coalesce });
    if (select !== undefined && focus) this.#emit("focus");
    if (!coalesce) this.#emit("said", { text: this.#said(label) });
    return true;
  }
  /** @param {string} action */
  #said(action) {
    const { found } = this;
    if (!found) return action;
    const total = this.fields.filter((f) => f.scope === found.scope && f.section === found.section).length;
    return fmt(gettext("%(label)s: %(action)s, position %(n)s of %(total)s"), { label: localized(found.field.label), action, n: found.index + 1, total });
  }

  // ---- selecting
  /** @param {string} id @param {{focus?: boolean}} [options] */
  select(id, { focus = false } = {}) {
    if (id !== this.selected) this.target = "";
    this.selected = id;
    this.#emit("change");
    if (focus) this.#emit("focus");
  }
  /** @param {number | "first" | "last"} by */
  step(by) {
    const ids = this.fields.map((f) => f.id);
    const at = ids.indexOf(this.selected);
    const to = by === "first" ? ids[0] : by === "last" ? ids.at(-1) : ids[at + by];
    if (to) this.select(to, { focus: true });
  }

  // ---- fields
  /** Where a new field of this type goes when nobody pointed. @param {string} type @returns {M.Place} */
  #place(type) {
    const { found, scope, section } = this;
    if (scope && M.fits(type, `lines:${scope}`)) {
      const columns = M.columnsOf(this.doc, scope);
      return { zone: `lines:${scope}`, index: found?.scope === scope ? found.index + 1 : columns.length };
    }
    const near = found?.scope ? M.find(this.doc, found.scope) : found;
    if (near) return { zone: near.section, index: near.index + 1 };
    const home = M.sectionOf(this.doc, section) ?? this.doc["x-layout"][this.doc["x-layout"].length - 1];
    return { zone: home.id, index: home.fields.length };
  }
  /** @param {string} type @param {M.Place} [place] */
  add(type, place = this.#place(type)) {
    const kind = this.kinds[type];
    if (!kind) return;
    const target = this.target;
    const [doc, id] = M.addField(this.doc, kind, place, { [this.language]: kind.label });
    if (this.#commit(doc, gettext("Add field"), { select: id })) this.target = place.zone === `lines:${target}` ? target : "";
  }
  /** Whether a dragged thing may be dropped in a zone. @param {string} payload @param {string} zone */
  accepts(payload, zone) {
    if (payload.startsWith(SECTION)) return zone === "sections";
    if (zone === "sections") return false;
    if (payload.startsWith("new:")) return M.fits(payload.slice(4), zone);
    const found = M.find(this.doc, payload);
    if (!found || !M.fits(found.field.type, zone)) return false;
    const scope = zone.startsWith("lines:") ? zone.slice(6) : "";
    return scope === found.scope || !this.published.has(found.id);
  }
  /** @param {{payload: string, zone: string, index: number}} drop */
  drop({ payload, zone, index }) {
    if (payload.startsWith("new:")) this.add(payload.slice(4), { zone, index });
    else if (payload.startsWith(SECTION)) this.moveSection(payload.slice(SECTION.length), index);
    else this.#commit(M.moveField(this.doc, payload, { zone, index }), gettext("Move field"), { select: payload });
  }
  /** @param {-1 | 1} by */
  nudge(by) {
    if (this.section) this.moveSection(this.section, this.doc["x-layout"].findIndex((s) => s.id === this.section) + by);
    else this.#commit(M.nudgeField(this.doc, this.selected, by), gettext("Move field"), { select: this.selected });
  }
  remove() {
    const { found } = this;
    if (!found) return;
    const ids = this.fields.filter((f) => f.scope === found.scope).map((f) => f.id);
    const at = ids.indexOf(found.id);
    this.#commit(M.removeField(this.doc, found.id), fmt(gettext("Delete field %(label)s"), { label: localized(found.field.label) }), { select: ids[at + 1] ?? ids[at - 1] ?? found.scope });
  }
  duplicate() {
    const [doc, id] = M.duplicateField(this.doc, this.selected);
    this.#commit(doc, gettext("Duplicate field"), { select: id });
  }
  /** @param {string} id @param {Record<string, any>} patch */
  patch(id, patch) { this.#commit(M.patchField(this.doc, id, patch), gettext("Edit field"), { coalesce: `${id}.${Object.keys(patch)}` }); }
  /** @param {string} id @param {M.Text} label */
  label(id, label) { this.#commit(M.relabelField(this.doc, id, label, !this.published.has(id)), gettext("Edit field"), { coalesce: `${id}.label` }); }
  /** @param {string} id @param {string} key */
  key(id, key) { this.#commit(M.renameField(this.doc, id, key), gettext("Rename field")); }
  /** @param {string} id @param {boolean} required */
  require(id, required) { this.#commit(M.setRequired(this.doc, id, required), gettext("Edit field")); }

  // ---- sections and the form
  addSection() {
    const at = this.section ? this.doc["x-layout"].findIndex((s) => s.id === this.section) + 1 : this.doc["x-layout"].length;
    const [doc, id] = M.addSection(this.doc, { [this.language]: gettext("New section") }, at);
    this.#commit(doc, gettext("Add section"), { select: SECTION + id });
  }
  /** @param {string} id @param {Partial<M.Section>} patch */
  patchSection(id, patch) { this.#commit(M.patchSection(this.doc, id, patch), gettext("Edit section"), { coalesce: `${id}.${Object.keys(patch)}` }); }
  /** @param {string} id @param {number} to */
  moveSection(id, to) { this.#commit(M.moveSection(this.doc, id, to), gettext("Move section"), { select: SECTION + id }); }
  /** @param {string} id */
  removeSection(id) { this.#commit(M.removeSection(this.doc, id), gettext("Delete section"), { select: "", focus: true }); }
  /** @param {Record<string, any>} patch */
  patchForm(patch) { this.#commit(M.patchForm(this.doc, patch), gettext("Edit form"), { coalesce: `form.${Object.keys(patch)}` }); }

  // ---- history
  /** @param {boolean} back */
  history(back) {
    const label = back ? this.store.undo() : this.store.redo();
    if (!label) return;
    if (this.selected && !this.found && !M.sectionOf(this.doc, this.section)) this.selected = "";
    this.#emit("change");
    this.#emit("focus");
    this.#emit("said", { text: fmt(back ? gettext("Undone: %(what)s") : gettext("Redone: %(what)s"), { what: label }) });
  }
  /** Go on with another document. @param {any} document */
  replace(document) {
    this.selected = "";
    this.store.reset(M.readDocument(document));
  }
}
