// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./editor.js";
import { readKinds } from "./kinds.js";
import { allFields } from "./model.js";
import { locateProblem } from "./problems.js";

const KINDS = readKinds(["text", "number", "lines", "formula"].map((key) => ({ key, label: key, icon: "x", group: "text", settings_schema: { properties: {} } })));
const start = () => new Editor({ document: { title: "T", properties: {}, "x-layout": [] }, kinds: KINDS, language: "en" });
/** @param {Editor} editor */
const keys = (editor) => allFields(editor.doc).map((f) => (f.scope ? `.${f.key}` : f.key));

test("new fields go behind the selected one, and into the sub-table whose column is selected", () => {
  const editor = start();
  editor.add("text");
  const first = editor.selected;
  editor.add("lines");
  editor.target = editor.selected;
  editor.add("number");
  editor.add("text");
  assert.deepEqual(allFields(editor.doc).map((f) => `${f.scope ? "column " : ""}${f.field.type}`), ["text", "lines", "column number", "column text"]);
  editor.select(first);
  editor.add("number");
  assert.equal(allFields(editor.doc)[1].field.type, "number");
});

test("deleting selects the neighbour, and undo brings the field back where it was", () => {
  const editor = start();
  for (const type of ["text", "number", "text"]) editor.add(type);
  const before = keys(editor);
  editor.select(allFields(editor.doc)[1].id);
  editor.remove();
  assert.equal(editor.selected, allFields(editor.doc)[1].id);
  editor.history(true);
  assert.deepEqual(keys(editor), before);
  editor.history(false);
  assert.equal(keys(editor).length, 2);
});

test("typing a label is one step of the history, and two hundred steps are kept", () => {
  const editor = start();
  editor.add("text");
  for (const text of ["S", "Su", "Sub"]) editor.label(editor.selected, { en: text });
  assert.deepEqual(keys(editor), ["sub"]);
  editor.history(true);
  assert.deepEqual(keys(editor), ["text"]);
  for (let i = 0; i < 250; i++) editor.add("text");
  let steps = 0;
  while (editor.store.canUndo) { editor.history(true); steps += 1; }
  assert.equal(steps, 200);
});

test("a published field stays in its table; a new one may move", () => {
  const editor = start();
  editor.add("lines");
  const zone = `lines:${editor.selected}`;
  editor.add("text");
  const id = editor.selected;
  assert.equal(editor.accepts(id, zone), true);
  editor.published.add(id);
  assert.equal(editor.accepts(id, zone), false);
  assert.equal(editor.accepts(id, editor.doc["x-layout"][0].id), true);
  assert.equal(editor.accepts("new:lines", zone), false);
});

test("a problem is traced to its field, column or section", () => {
  const editor = start();
  editor.add("lines");
  const lines = editor.selected;
  editor.target = lines;
  editor.add("text");
  const at = (/** @type {string} */ path) => locateProblem(editor.doc, { path, code: "", message: "m" });
  assert.equal(at("properties.lines.x-field.expression").id, lines);
  assert.equal(at("properties.lines.items.properties.text.x-field").id, editor.selected);
  assert.equal(at("x-layout.0.visible").section, editor.doc["x-layout"][0].id);
  assert.deepEqual([at("x-unique.0").id, at("x-unique.0").section], ["", ""]);
});
