// @ts-check
/** One person filling in one form: what was typed, what was asked for, what is shown. Knows no page; fires "change". */
import { readForm } from "./spec.js";
import { begin, blankRow, cellPath, duplicateRow, fieldAt, insertRow, moveRow, pasteTable, removeRow, setText, setValue, withProblems } from "./state.js";
import { changed, check, collect, show } from "./view.js";
import { editText } from "./values.js";
/** @typedef {import("./state.js").FormState} FormState */
/** @typedef {import("./view.js").FormView} FormView */
/** @typedef {import("./view.js").Mask} Mask */
/** @typedef {{form: any, values?: Record<string, any>, labels?: Record<string, any>, references?: Record<string, any>, me?: any, masks?: Record<string, Mask>, isNew?: boolean, readOnly?: boolean}} Start */
/** @typedef {{row: string, column?: string} | null} Focus where the cursor belongs after a change of lines */

const REFERENCES = new Set(["member", "department", "link"]);
const NO_RUN = () => null;

/** The server names the cells of a column in a list, in the order of the lines. @param {Record<string, any>} labels @param {FormState} state */
function labelsByPath(labels, state) {
  return Object.fromEntries(Object.entries(labels).flatMap(([path, label]) => {
    const [key, column] = path.split(".");
    if (!column) return [[path, label]];
    return (state.values[key] ?? []).map((/** @type {any} */ row, /** @type {number} */ i) => [cellPath(key, row._row, column), label?.[i]]);
  }));
}

export class FormSession extends EventTarget {
  /** @param {Start} start @param {import("./view.js").Run} [run] runs an expression on values in which references are records */
  constructor({ form, values = {}, labels = {}, references = {}, me = null, masks = {}, isNew = false, readOnly = false }, run = NO_RUN) {
    super();
    this.spec = readForm(form);
    this.masks = masks;
    this.readOnly = readOnly;
    this.isNew = isNew;
    this.rawRun = run;
    /** What a reference points to, by field (or column) and id. @type {Map<string, any>} */
    this.records = new Map();
    for (const [path, record] of Object.entries(references)) if (record) this.records.set(`${path} ${values[path]}`, { id: values[path], ...record });
    /** The person at the form, as expressions see them. */
    this.me = me && { ...me, department: typeof me.department === "number" ? { id: me.department } : me.department };
    /** @type {Set<string>} */ this.touched = new Set();
    this.attempted = false;
    /** @type {{path: string, text: string} | null} */ this.typing = null;
    /** @type {FormState} */ this.state = begin(this.spec, values, { isNew, run: (ir) => this.run(ir, {}), me: this.me });
    /** Names of references and files, by path. @type {Record<string, any>} */ this.labels = labelsByPath(labels, this.state);
    /** @type {FormView} */ this.view = this.#show();
    this.first = collect(this.spec, this.state, this.view, masks);
    this.found = check(this.spec, this.state, this.view, this.run);
  }

  /** @type {import("./view.js").Run} */
  run = (ir, values, row) => {
    const context = this.#context(values, "");
    return row ? this.rawRun(ir, { ...this.#context(row, "row"), parent: context }) : this.rawRun(ir, context);
  };
  /** Values as expressions see them: references are the records behind them. @param {Record<string, any>} values @param {string} scope */
  #context(values, scope) {
    /** @type {Record<string, any>} */ const out = { ...values, me: this.me };
    for (const field of scope ? this.#columns() : this.spec.fields) {
      if (!REFERENCES.has(field.type) || values[field.key] === undefined) continue;
      const id = values[field.key];
      out[field.key] = id === null ? null : (this.records.get(`${field.key} ${id}`) ?? { id });
    }
    return out;
  }
  #columns() { return this.spec.fields.flatMap((f) => f.columns); }
  #show() { return show(this.spec, this.state, { run: this.run, masks: this.masks, readOnly: this.readOnly, before: this.view }); }

  /** @param {FormState} state */
  #set(state) {
    if (state !== this.state) {
      this.state = state;
      this.view = this.#show();
      this.found = check(this.spec, state, this.view, this.run);
    }
    this.dispatchEvent(new Event("change"));
  }
  /** What would be sent now. */
  get values() { return collect(this.spec, this.state, this.view, this.masks); }
  /** What changed since the beginning. */
  get changes() { return changed(this.values, this.first); }
  get dirty() { return Object.keys(this.state.texts).length > 0 || Object.keys(this.changes).length > 0; }
  /** Problems worth showing now: the server's, and our own where somebody has been or tried to send. @returns {Record<string, string>} */
  get problems() {
    const own = Object.entries(this.found).filter(([path]) => this.attempted || this.touched.has(path));
    return { ...Object.fromEntries(own), ...this.state.problems };
  }

  // ---- entering
  /** @param {string} path @param {string} text */
  enter(path, text) {
    this.typing = { path, text };
    this.#set(setText(this.spec, this.state, path, text));
  }
  /** @param {string} path @param {unknown} value @param {any} [label] */
  choose(path, value, label) {
    if (label !== undefined) this.labels = { ...this.labels, [path]: label };
    this.touched.add(path);
    this.#set(setValue(this.state, path, value));
  }
  /** @param {string} path */
  focus(path) {
    const field = fieldAt(this.spec, path);
    if (!field || this.typing?.path === path || this.state.texts[path] !== undefined) return;
    this.typing = { path, text: editText(field, null) };
    this.dispatchEvent(new Event("change"));
  }
  /** @param {string} path */
  leave(path) {
    this.typing = null;
    this.touched.add(path);
    this.dispatchEvent(new Event("change"));
  }
  /** Know the record behind a reference, and fill other fields from it where the form says so. @param {string} path @param {any} record */
  learn(path, record) {
    const field = fieldAt(this.spec, path);
    if (!field) return;
    this.records.set(`${field.key} ${record.id}`, record);
    let state = { ...this.state };
    const parts = path.split("/");
    for (const [to, from] of Object.entries(field.settings.fill ?? {})) {
      const target = parts.length === 3 ? [parts[0], parts[1], to].join("/") : to;
      if (fieldAt(this.spec, target)) state = setValue(state, target, record[/** @type {string} */ (from)] ?? null);
    }
    this.#set(state);
  }

  // ---- lines
  /** @param {{command: string, key: string, row?: string, column?: string, to?: number, table?: string[][]}} ask @returns {{focus: Focus, lookups: {path: string, text: string}[], lost: number}} */
  lines({ command, key, row = "", column, to = 0, table = [] }) {
    const field = this.spec.byKey[key];
    const rows = this.state.values[key];
    const blank = () => blankRow(field, (ir) => this.run(ir, this.view.values), this.me);
    const answer = { focus: /** @type {Focus} */ ({ row, column }), lookups: /** @type {{path: string, text: string}[]} */ ([]), lost: 0 };
    if (command === "add") {
      const made = blank();
      answer.focus = { row: made._row, column };
      this.#set(insertRow(this.state, key, to, made));
    } else if (command === "duplicate") {
      const [state, copy] = duplicateRow(this.state, key, row);
      answer.focus = { row: copy, column };
      const [from, to] = [`${key}/${row}/`, `${key}/${copy}/`];
      this.labels = { ...this.labels, ...Object.fromEntries(Object.entries(this.labels).filter(([p]) => p.startsWith(from)).map(([p, label]) => [p.replace(from, to), label])) };
      this.#set(state);
    } else if (command === "remove") {
      const at = rows.findIndex((/** @type {any} */ r) => r._row === row);
      const next = rows[at + 1] ?? rows[at - 1];
      answer.focus = next ? { row: next._row, column } : null;
      this.#set(removeRow(this.state, key, row));
    } else if (command === "move") this.#set(moveRow(this.state, key, row, to));
    else if (command === "paste") {
      const writable = (/** @type {any} */ c) => !["formula", "autonumber", "file"].includes(c.type) && this.view.rows[key].every((r) => r.cells[c.key].visible && !r.cells[c.key].readOnly);
      const pasted = pasteTable(this.spec, this.state, { key, row, column: column ?? "" }, table, { writable, blank, maxRows: Number(field.settings.max_rows ?? 2000) });
      for (const path of Object.keys(pasted.state.texts)) this.touched.add(path);
      this.typing = null;
      this.#set(pasted.state);
      return { ...answer, lookups: pasted.lookups, lost: pasted.lost };
    }
    return answer;
  }

  // ---- sending
  /** Try to send: the values when nothing is wrong here, else null. */
  attempt() {
    this.attempted = true;
    this.#set({ ...this.state, problems: {} });
    return Object.keys(this.found).length ? null : this.values;
  }
  /** Take the server's refusal. @param {{path?: string, message: string}[]} problems */
  refuse(problems) { this.#set(withProblems(this.spec, this.state, problems)); }
  /** What is there now counts as saved. */
  settle() {
    this.first = this.values;
    this.attempted = false;
    this.touched.clear();
    this.dispatchEvent(new Event("change"));
  }
  /** Put back what somebody had typed before. @param {FormState} state */
  restore(state) { this.#set({ values: { ...this.state.values, ...state.values }, texts: state.texts ?? {}, problems: {} }); }
  /**
   * Somebody else saved the record meanwhile: take their values where this person changed nothing.
   * @param {Record<string, any>} theirs @param {Record<string, any>} labels @returns {string[]} fields that both changed; ours stay
   */
  rebase(theirs, labels) {
    const mine = this.changes;
    const before = this.first;
    const state = begin(this.spec, theirs);
    const both = Object.keys(mine).filter((key) => JSON.stringify(theirs[key] ?? null) !== JSON.stringify(before[key] ?? null));
    const { texts } = this.state;
    const kept = Object.fromEntries(Object.keys(mine).map((key) => [key, this.state.values[key]]));
    this.labels = { ...labelsByPath(labels, state), ...this.labels };
    this.state = { ...state };
    this.view = this.#show();
    this.first = this.values;
    this.#set({ values: { ...state.values, ...kept }, texts, problems: {} });
    return both;
  }
}
