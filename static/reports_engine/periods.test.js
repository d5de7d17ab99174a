// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { periodRange } from "./periods.js";

const today = new Date(2026, 10, 21);

test("a month ends on its last day", () => {
  assert.deepEqual(periodRange("this_month", today), { from: "2026-11-01", to: "2026-11-30" });
  assert.deepEqual(periodRange("last_month", today), { from: "2026-10-01", to: "2026-10-31" });
});

test("a quarter has three months", () => {
  assert.deepEqual(periodRange("this_quarter", today), { from: "2026-10-01", to: "2026-12-31" });
});

test("the last thirty days include today", () => {
  assert.deepEqual(periodRange("last_30_days", today), { from: "2026-10-23", to: "2026-11-21" });
});

test("an unknown period is open on both sides", () => {
  assert.deepEqual(periodRange("", today), { from: "", to: "" });
});
