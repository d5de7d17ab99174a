import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate, reads } from "./index.js";

const compiled = (tree, fields = []) => ({ version: 1, tree, fields });
const number = (text) => ["lit", "number", text];
const field = (name, kind) => ["field", kind, [name]];
const now = { now: "2026-03-08T12:00:00Z", timeZone: "America/New_York" };

test("numbers are exact decimals", () => {
  const sum = compiled(["add", "number", null, number("0.1"), field("amount", "number")]);

  assert.equal(evaluate(sum, { amount: 0.2 }), "0.3");
  assert.equal(evaluate(sum, { amount: "12.30" }), "12.4");
  assert.equal(evaluate(compiled(["div", "number", null, number("1"), number("3")]), {}), "0.3333333333");
  assert.equal(evaluate(compiled(["div", "number", null, number("1"), number("0")]), {}), null);
});

test("blanks spread through arithmetic and answer no comparison", () => {
  assert.equal(evaluate(compiled(["mul", "number", null, field("a", "number"), number("2")]), {}), null);
  assert.equal(evaluate(compiled(["lt", "boolean", null, field("a", "number"), number("2")]), { a: null }), false);
  assert.equal(evaluate(compiled(["eq", "boolean", null, field("a", "number"), ["lit", "number", null]]), {}), true);
});

test("a condition is true or false, never blank", () => {
  assert.equal(evaluate(compiled(field("ok", "boolean")), { ok: null }), false);
});

test("days and moments follow the zone", () => {
  assert.equal(evaluate(compiled(["today", "date", null]), {}, { now: "2026-03-08T03:00:00Z", timeZone: "America/New_York" }), "2026-03-07");
  assert.equal(evaluate(compiled(["wall", "datetime", "2026-03-08T02:30:00.000000"]), {}, now), "2026-03-08T07:30:00Z");
  assert.equal(evaluate(compiled(["wall", "datetime", "2026-11-01T01:30:00.000000"]), {}, now), "2026-11-01T06:30:00Z");
  assert.equal(evaluate(compiled(["fn", "date", "EDATE", field("on", "date"), number("1")]), { on: "2026-01-31" }, now), "2026-02-28");
  assert.equal(evaluate(compiled(["date_diff", "number", null, ["today", "date", null], field("on", "date")]), { on: "2026-03-01" }, now), "7");
});

test("rows are added up", () => {
  const total = compiled(["agg", "number", ["SUM", ["items"]], ["row", "number", ["amount"]], ["eq", "boolean", null, ["row", "text", ["kind"]], ["lit", "text", "a"]]]);

  assert.equal(evaluate(total, { items: [{ amount: 1, kind: "a" }, { amount: 2, kind: "b" }, { amount: "0.5", kind: "a" }] }), "1.5");
  assert.equal(evaluate(total, {}), "0");
});

test("records are compared by their id", () => {
  const same = compiled(["eq", "boolean", null, field("owner", "reference"), field("me", "reference")]);

  assert.equal(evaluate(same, { owner: 7, me: { id: 7, name: "Ada" } }), true);
  assert.equal(evaluate(compiled(field("owner", "reference")), { owner: { id: 7 } }), 7);
});

test("nothing inherited can be read", () => {
  assert.equal(evaluate(compiled(["field", "text", ["constructor", "name"]]), {}), null);
  assert.equal(evaluate(compiled(["field", "text", ["a", "length"]]), { a: "abc" }), null);
});

test("an unknown operation or function is an error, not code", () => {
  assert.throws(() => evaluate(compiled(["fn", "text", "constructor", ["lit", "text", "x"]]), {}));
  assert.throws(() => evaluate(compiled(["fn", "text", "toString"]), {}));
});

test("too much work is given up", () => {
  const rows = Array.from({ length: 200001 }, () => ({ amount: 1 }));

  assert.throws(() => evaluate(compiled(["agg", "number", ["SUM", ["items"]], ["row", "number", ["amount"]]]), { items: rows }), /too long/);
});

test("a form asks which fields an expression reads", () => {
  const total = compiled(number("1"), ["items.amount", "customer"]);

  assert.deepEqual(["items", "items.amount", "items.kind", "customer.level", "other"].map((path) => reads(total, path)), [true, true, false, true, false]);
});

test("no expression is blank", () => {
  assert.equal(evaluate(null, {}), null);
});
