// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { merged, rowsText, sidesOf } from "./activity-model.js";

test("history and comments stand in one order, newest first", () => {
  const history = [{ id: 1, type: "record.submitted", at: "2026-11-20T10:00:00+00:00", actor: { name: "Ann", via: "form" }, changes: [{}] }];
  const comments = [{ id: 9, created_at: "2026-11-20T11:00:00+00:00", author: { name: "Ben" }, body: "Why?", mine: false }];
  const entries = merged(history, comments);
  assert.deepEqual(entries.map((entry) => [entry.who, entry.comment]), [["Ben", true], ["Ann", false]]);
  assert.deepEqual(entries[1].changes, []);
});

test("a change shows both sides", () => {
  const field = (/** @type {string} */ type) => /** @type {any} */ ({ key: "a", type, settings: {} });
  assert.deepEqual(sidesOf({ field: "a", label: "A", before: 10, after: 12 }), ["10", "12"]);
  assert.deepEqual(sidesOf({ field: "a", label: "A", before: null, after: 3, after_text: "Acme" }, field("link")), ["–", "Acme"]);
  assert.deepEqual(sidesOf({ field: "a", label: "A", before: true, after: false, before_text: "true" }, field("checkbox")), ["Yes", "No"]);
  assert.deepEqual(sidesOf({ field: "a", label: "A", before: "2026-12-05", after: null }, field("date")), ["Dec 5, 2026", "–"]);
});

test("rows are counted", () => {
  assert.equal(rowsText({ field: "a", label: "A", rows: true, before: [1], after: [1, 2] }), "1 → 2 rows");
  assert.equal(rowsText({ field: "a", label: "A", rows: true, before: [1], after: [2] }), "1 row, changed");
});
