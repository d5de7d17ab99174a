// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromText, toText } from "./condition-text.js";

const FIELDS = [{ key: "kind", type: "choice" }, { key: "amount", type: "money" }, { key: "qty", type: "number" }, { key: "subject", type: "text" }, { key: "urgent", type: "checkbox" }, { key: "need", type: "date" }, { key: "buyer", type: "member" }, { key: "tags", type: "choices" }, { key: "limit", type: "number" }];

/** @type {[any, string][]} */
const CASES = [
  [{ all: [{ field: "kind", op: "eq", value: "it" }] }, 'kind == "it"'],
  [{ all: [{ field: "qty", op: "gt", value: 10 }, { field: "urgent", op: "is_true", value: null }] }, "qty > 10 and urgent"],
  [{ any: [{ field: "kind", op: "in", value: ["a", "b, c"] }, { all: [{ field: "amount", op: "ge", value: "100.50" }, { field: "need", op: "lt", value: "2026-12-05" }] }] }, 'kind in ["a", "b, c"] or (amount >= 100.5 and need < d"2026-12-05")'],
  [{ all: [{ field: "subject", op: "contains", value: 'say "hi" and go' }] }, 'CONTAINS(subject, "say \\"hi\\" and go")'],
  [{ all: [{ field: "qty", op: "between", value: [1, 5] }, { field: "subject", op: "is_not_empty", value: null }] }, "qty >= 1 and qty <= 5 and not ISBLANK(subject)"],
  [{ any: [{ field: "qty", op: "between", value: [1, 5] }, { field: "tags", op: "has", value: "x" }] }, '(qty >= 1 and qty <= 5) or "x" in tags'],
  [{ all: [{ field: "buyer", op: "is_me", value: null }, { field: "buyer", op: "ne", value: 4 }] }, "buyer.id == me.id and buyer.id != 4"],
  [{ all: [{ field: "qty", op: "gt", value: { field: "limit" } }] }, "qty > limit"],
];

test("a condition is written as an expression", () => {
  for (const [condition, text] of CASES) assert.equal(toText(condition, FIELDS), text);
});

test("such an expression is read back as rows", () => {
  for (const [condition, text] of CASES) {
    const read = fromText(text, FIELDS);
    assert.equal(read.text, undefined, text);
    assert.equal(toText(read, FIELDS), text);
    if (!text.includes("100.5")) assert.deepEqual(read, condition);
  }
});

test("any other expression stays text", () => {
  for (const text of ["SUM(items.amount) > 10", "qty + 1 > 2", "unknown == 1", "qty>1", "not (qty > 1)", "qty > 1 and"]) assert.deepEqual(fromText(text, FIELDS), { text }, text);
  assert.equal(fromText("  ", FIELDS), null);
});

test("an unfinished row gives no expression", () => {
  assert.equal(toText({ all: [{ field: "qty", op: "gt", value: null }] }, FIELDS), null);
  assert.equal(toText(null, FIELDS), "");
});
