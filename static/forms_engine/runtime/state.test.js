// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { readForm } from "./spec.js";
import { begin, duplicateRow, insertRow, blankRow, moveRow, pasteTable, removeRow, setText, setValue, withProblems } from "./state.js";
import { check, collect, show } from "./view.js";

/** Expressions of these tests are functions. @type {import("./view.js").Run} */
const run = (ir, values, row) => /** @type {any} */ (ir)(row ? { ...values, ...row } : values);
/** @param {Record<string, any>} v */
const total = (v) => v.items.reduce((/** @type {number} */ sum, /** @type {any} */ r) => sum + Number(r.amount ?? 0), 0);

const spec = readForm({
  fields: [
    { key: "subject", type: "text", required: true, settings: { max_length: 5 } },
    { key: "kind", type: "choice", settings: { options: [{ key: "it", label: "IT" }, { key: "other", label: "Other" }] } },
    { key: "why", type: "longtext", conditions: { visible: (/** @type {any} */ v) => v.kind === "other", required_when: () => true } },
    { key: "budget", type: "number", conditions: { read_only_when: (/** @type {any} */ v) => v.kind === "it" }, default: 10, settings: { min: 1 } },
    { key: "items", type: "lines", required: true, settings: { min_rows: 1 }, columns: [
      { key: "name", type: "text", required: true }, { key: "qty", type: "number", default: 1 }, { key: "price", type: "number" }, { key: "who", type: "member" },
      { key: "amount", type: "formula", formula: (/** @type {any} */ v) => (v.qty === null || v.price === null ? null : v.qty * v.price) },
    ] },
    { key: "total", type: "formula", formula: total },
  ],
  sections: [{ id: "a", fields: ["subject", "kind", "why", "budget"] }, { id: "b", fields: ["items", "total"], visible: (/** @type {any} */ v) => v.subject !== "none" }],
  constraints: [{ expression: (/** @type {any} */ v) => Number(v.total) <= 1000, message: "Too much.", fields: ["total"] }],
});
const start = () => begin(spec, {}, { isNew: true, run: () => null });
/** @param {import("./state.js").FormState} state @param {number} i */
const name = (state, i) => state.values.items[i]._row;

test("a new record begins with its defaults and the lines it needs", () => {
  const state = start();
  assert.equal(state.values.budget, 10);
  assert.deepEqual(state.values.items.map((/** @type {any} */ r) => [r.qty, r.name]), [[1, null]]);
  assert.equal(begin(spec, { subject: "x" }).values.budget, null);
});

test("what cannot be read is kept as typed, and is a problem", () => {
  const state = setText(spec, start(), "budget", "12x");
  assert.equal(state.texts.budget, "12x");
  assert.equal(state.values.budget, null);
  assert.match(check(spec, state, show(spec, state, { run }), run).budget, /number/);
  const better = setText(spec, state, "budget", "12");
  assert.deepEqual([better.values.budget, better.texts], [12, {}]);
});

test("formulas follow the lines", () => {
  let state = start();
  state = setText(spec, state, `items/${name(state, 0)}/price`, "20");
  state = setText(spec, state, `items/${name(state, 0)}/qty`, "3");
  const view = show(spec, state, { run });
  assert.equal(view.values.items[0].amount, "60");
  assert.equal(view.values.total, "60");
});

test("a line that did not change is the same object, so that it is not drawn again", () => {
  let state = insertRow(start(), "items", 1, blankRow(spec.byKey.items, () => null));
  const before = show(spec, state, { run });
  state = setText(spec, state, `items/${name(state, 0)}/price`, "5");
  const after = show(spec, state, { run, before });
  assert.notEqual(after.rows.items[0], before.rows.items[0]);
  assert.equal(after.rows.items[1], before.rows.items[1]);
});

test("conditions hide, require and lock fields and sections", () => {
  let state = setValue(start(), "kind", "other");
  let view = show(spec, state, { run });
  assert.deepEqual(view.fields.why, { visible: true, required: true, readOnly: false, masked: false });
  assert.equal(view.fields.budget.readOnly, false);
  state = setValue(setValue(state, "kind", "it"), "subject", "none");
  view = show(spec, state, { run });
  assert.equal(view.fields.why.visible, false);
  assert.equal(view.fields.budget.readOnly, true);
  assert.equal(view.sections.b, false);
  assert.equal(check(spec, setValue(state, "subject", "x"), show(spec, setValue(state, "subject", "x"), { run }), run).why, undefined);
});

test("masks of a process node decide over what the form says", () => {
  const masks = /** @type {Record<string, import("./view.js").Mask>} */ ({ subject: "read", kind: "hidden", budget: "required", "items.price": "read" });
  const view = show(spec, start(), { run, masks });
  assert.equal(view.fields.subject.readOnly, true);
  assert.equal(view.fields.kind.visible, false);
  assert.equal(view.fields.budget.required, true);
  assert.equal(view.rows.items[0].cells.price.readOnly, true);
  assert.deepEqual(Object.keys(collect(spec, start(), view, masks)), ["why", "budget", "items"]);
});

test("problems name the cell, and blank lines are neither checked nor sent", () => {
  let state = setValue(start(), "subject", "Chair");
  let view = show(spec, state, { run });
  assert.match(check(spec, state, view, run).items, /at least 1/);
  state = insertRow(state, "items", 1, blankRow(spec.byKey.items, () => null));
  state = setText(spec, state, `items/${name(state, 1)}/price`, "5");
  view = show(spec, state, { run });
  assert.deepEqual(Object.keys(check(spec, state, view, run)), [`items/${name(state, 1)}/name`]);
  state = setText(spec, state, `items/${name(state, 1)}/name`, "Desk");
  view = show(spec, state, { run });
  assert.deepEqual(check(spec, state, view, run), {});
  assert.deepEqual(collect(spec, state, view).items, [{ name: "Desk", qty: 1, price: 5, who: null }]);
});

test("a broken constraint is said beside its field", () => {
  let state = setValue(start(), "subject", "Chair");
  state = setText(spec, setText(spec, state, `items/${name(state, 0)}/price`, "5000"), `items/${name(state, 0)}/name`, "Sofa");
  assert.deepEqual(check(spec, state, show(spec, state, { run }), run), { total: "Too much." });
});

test("the server's problems find their line, counted without the blank ones", () => {
  let state = insertRow(start(), "items", 1, blankRow(spec.byKey.items, () => null));
  state = setText(spec, state, `items/${name(state, 1)}/name`, "Desk");
  state = withProblems(spec, state, [{ path: "values.items[0].price", message: "No." }, { path: "/subject", message: "Short." }, { path: "", message: "Closed." }]);
  assert.deepEqual(state.problems, { [`items/${name(state, 1)}/price`]: "No.", subject: "Short.", "": "Closed." });
  assert.equal(setValue(state, "subject", "x").problems.subject, undefined);
});

test("pasting fills cells, adds lines, skips computed columns and asks for names to be found", () => {
  const state = start();
  const { state: pasted, lookups, cells } = pasteTable(spec, state, { key: "items", row: name(state, 0), column: "name" }, [["Desk", "2", "100", "Ada"], ["Chair", "x", "50", ""]], { writable: (c) => c.type !== "formula" });
  assert.deepEqual(pasted.values.items.map((/** @type {any} */ r) => [r.name, r.qty, r.price]), [["Desk", 2, 100], ["Chair", null, 50]]);
  assert.deepEqual(lookups, [{ path: `items/${name(pasted, 0)}/who`, text: "Ada" }]);
  assert.equal(pasted.texts[`items/${name(pasted, 1)}/qty`], "x");
  assert.equal(cells, 8);
});

test("lines are duplicated without their id, moved and removed with all they carry", () => {
  let state = begin(spec, { items: [{ id: 4, name: "A", qty: 1, price: 2 }, { id: 5, name: "B" }] });
  state = setText(spec, state, `items/${name(state, 0)}/qty`, "?");
  const [copied, copy] = duplicateRow(state, "items", name(state, 0));
  assert.equal(copied.values.items[1].id, undefined);
  assert.equal(copied.texts[`items/${copy}/qty`], "?");
  const moved = moveRow(copied, "items", copy, 2);
  assert.deepEqual(moved.values.items.map((/** @type {any} */ r) => r.name), ["A", "B", "A"]);
  const removed = removeRow(moved, "items", copy);
  assert.equal(removed.texts[`items/${copy}/qty`], undefined);
  assert.equal(removed.values.items.length, 2);
});
