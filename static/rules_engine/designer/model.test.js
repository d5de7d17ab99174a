// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { addStep, assign, changeStep, moveStep, newRule, removeStep, suggestedCreation, withForm, withTrigger } from "./model.js";

const REQUEST = [
  { key: "supplier", label: "Supplier", type: "link" },
  { key: "why", label: "Reason", type: "longtext" },
  { key: "total", label: "Total", type: "formula", computed: true },
  { key: "items", label: "Items", type: "lines", columns: [{ key: "item", label: "Item", type: "text" }, { key: "qty", label: "Quantity", type: "number" }, { key: "price", label: "Price", type: "money" }] },
];
const ORDER = [
  { key: "supplier", label: "Supplier", type: "link" },
  { key: "note", label: "reason", type: "longtext" },
  { key: "total", label: "Total", type: "formula", computed: true },
  { key: "lines", label: "Order lines", type: "lines", columns: [{ key: "item", label: "Item", type: "text" }, { key: "quantity", label: "Quantity", type: "number" }, { key: "amount", label: "Amount", type: "formula", computed: true }] },
];

test("steps get keys of their own", () => {
  const rule = addStep(addStep(newRule("request"), "notify"), "notify");
  assert.deepEqual(rule.steps.map((step) => step.key), ["s1", "s2"]);
  assert.deepEqual(addStep(removeStep(rule, "s1"), "notify").steps.map((step) => step.key), ["s2", "s1"]);
});

test("steps move within the list", () => {
  const rule = addStep(addStep(newRule("request"), "notify"), "amend_record");
  assert.deepEqual(moveStep(rule, "s2", -1).steps.map((step) => step.key), ["s2", "s1"]);
  assert.equal(moveStep(rule, "s1", -1), rule);
});

test("another form starts the rule anew, the same one changes nothing", () => {
  const rule = addStep(newRule("request"), "notify");
  assert.equal(withForm(rule, "request"), rule);
  assert.deepEqual(withForm(rule, "order").steps, []);
  assert.deepEqual(withTrigger(rule, "record_amended").trigger, { type: "record_amended", settings: {} });
});

test("a field is assigned, changed and taken out", () => {
  const mapping = assign({}, "note", { value: "x" });
  assert.deepEqual(assign(mapping, "note", { expression: "why" }), { note: { expression: "why" } });
  assert.deepEqual(assign(mapping, "note", null), {});
});

test("fields that match by key or label are suggested, computed ones are left alone", () => {
  assert.deepEqual(suggestedCreation("order", ORDER, REQUEST), {
    form: "order",
    values: { supplier: { expression: "supplier" }, note: { expression: "why" } },
    lines: { lines: { rows: "items", values: { item: { expression: "item" }, quantity: { expression: "qty" } } } },
  });
});

test("changing one step leaves the others as they are", () => {
  const rule = addStep(addStep(newRule("request"), "notify"), "notify");
  const changed = changeStep(rule, "s2", (settings) => ({ ...settings, title: "Hello" }));
  assert.equal(changed.steps[0], rule.steps[0]);
  assert.equal(changed.steps[1].settings.title, "Hello");
});
