// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromLocal, toLocal } from "./instants.js";
import { readForm } from "./spec.js";
import { displayText, parseText } from "./values.js";

const fields = readForm({ fields: [
  { key: "n", type: "number", settings: {} }, { key: "m", type: "money", settings: { currency: "CNY" } }, { key: "d", type: "date" },
  { key: "c", type: "choice", settings: { options: [{ key: "hi", label: { en: "High", "zh-hans": "高" } }, { key: "lo", label: "Low" }] } },
  { key: "cs", type: "choices", settings: { options: [{ key: "a", label: "A" }, { key: "b", label: "B" }] } }, { key: "y", type: "checkbox" }, { key: "t", type: "text" },
  { key: "p", type: "member" },
] }).byKey;

test("numbers are read with grouping, full-width digits and currency signs", () => {
  for (const text of ["1234.5", "1,234.5", " 1 234.5 ", "１，２３４．５"]) assert.deepEqual(parseText(fields.n, text), { value: 1234.5 });
  assert.deepEqual(parseText(fields.m, "¥1,200.50"), { value: "1200.50" });
  assert.deepEqual(parseText(fields.m, "-007."), { value: "-7" });
  for (const text of ["1,2", "abc", "1.2.3", "--1", "1e5"]) assert.ok("problem" in parseText(fields.n, text), text);
});

test("dates are read as people write them, and impossible days are refused", () => {
  for (const text of ["2026-12-5", "2026/12/05", "2026年12月5日", "2026.12.05"]) assert.deepEqual(parseText(fields.d, text), { value: "2026-12-05" });
  for (const text of ["2026-02-30", "5.12.2026", "tomorrow"]) assert.ok("problem" in parseText(fields.d, text), text);
});

test("options are found by key or by label in any language", () => {
  for (const text of ["hi", "HIGH", "高"]) assert.deepEqual(parseText(fields.c, text), { value: "hi" });
  assert.ok("problem" in parseText(fields.c, "middle"));
  assert.deepEqual(parseText(fields.cs, "A、b"), { value: ["a", "b"] });
});

test("empty text is no value", () => {
  for (const key of ["n", "m", "d", "c", "t", "p"]) assert.deepEqual(parseText(fields[key], "  "), { value: null });
  assert.deepEqual(parseText(fields.y, ""), { value: false });
  assert.deepEqual(parseText(fields.y, "是"), { value: true });
});

test("a value is shown in words", () => {
  assert.equal(displayText(fields.c, "lo"), "Low");
  assert.equal(displayText(fields.m, "1200.5"), "¥1,200.50");
  assert.equal(displayText(fields.p, 7, "Ada"), "Ada");
  assert.equal(displayText(fields.n, null), "");
});

test("wall times keep their zone's offset, also where clocks change", () => {
  assert.equal(fromLocal("2026-07-01T09:00", "Europe/Berlin"), "2026-07-01T09:00:00+02:00");
  assert.equal(fromLocal("2026-10-25T02:30", "Europe/Berlin"), "2026-10-25T02:30:00+01:00");
  assert.equal(toLocal("2026-07-01T07:00:00Z", "Europe/Berlin"), "2026-07-01T09:00");
  assert.equal(fromLocal("2026-07-01T09:00", "America/New_York"), "2026-07-01T09:00:00-04:00");
});
