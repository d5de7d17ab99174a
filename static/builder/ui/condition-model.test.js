import assert from "node:assert/strict";
import { test } from "node:test";
import * as M from "./condition-model.js";
import { operatorsFor } from "./condition-operators.js";

const row = (field, value = 1) => ({ field, op: "eq", value });
const sample = { all: [row("a"), { any: [row("b"), row("c")] }] };

test("nothing reads as an empty group and is stored as nothing", () => {
  assert.deepEqual(M.read(null), { all: [] });
  assert.equal(M.write({ all: [] }), null);
  assert.equal(M.write({ all: [{ any: [] }] }), null);
  assert.equal(M.write({ text: "  " }), null);
  assert.deepEqual(M.write({ text: "a > 1" }), { text: "a > 1" });
});

test("a lone row becomes a group of one", () => {
  assert.deepEqual(M.read(row("a")), { all: [row("a")] });
});

test("rows change where they stand, and the rest keeps its identity", () => {
  const changed = M.setRow(sample, [1, 0], { value: 9 });

  assert.equal(changed.all[1].any[0].value, 9);
  assert.equal(changed.all[0], sample.all[0]);
  assert.equal(sample.all[1].any[0].value, 1);
});

test("removing the last row of a group removes the group", () => {
  const once = M.remove(sample, [1, 1]);
  const twice = M.remove(once, [1, 0]);

  assert.deepEqual(once, { all: [row("a"), { any: [row("b")] }] });
  assert.deepEqual(twice, { all: [row("a")] });
});

test("groups and joins can be added and turned", () => {
  const added = M.add(sample, [1], row("d"));

  assert.deepEqual(M.walk(added).map(([{ field }, path]) => `${field}${path.join("")}`), ["a0", "b10", "c11", "d12"]);
  assert.deepEqual(M.setJoin(sample, [], "any"), { any: sample.all });
});

test("a value is kept where it still fits", () => {
  assert.deepEqual(M.convert(5, "one", "many"), [5]);
  assert.equal(M.convert([5, 6], "many", "one"), 5);
  assert.deepEqual(M.convert(5, "one", "range"), [5, null]);
  assert.equal(M.convert(5, "one", "none"), undefined);
});

test("rows without a value are incomplete", () => {
  assert.equal(M.isIncomplete(row("a", null), "one"), true);
  assert.equal(M.isIncomplete(row("a", 0), "one"), false);
  assert.equal(M.isIncomplete(row("a", [1, null]), "range"), true);
  assert.equal(M.isIncomplete(row("a", null), "none"), false);
});

test("the summary puts inner groups into brackets", () => {
  const words = { row: ({ field }) => field, join: (parts, how) => parts.join(how === "all" ? " and " : " or ") };

  assert.equal(M.summarise(sample, words), "a and (b or c)");
});

test("operators come from the field, then the data, then the type", () => {
  assert.deepEqual(operatorsFor({ type: "text", operators: ["eq"] }).map((one) => one.key), ["eq"]);
  assert.deepEqual(operatorsFor({ type: "text" }, { text: ["contains"] }).map((one) => one.key), ["contains"]);
  assert.equal(operatorsFor({ type: "date" }).find((one) => one.key === "lt").label, "is before");
});

test("random edits always leave a readable condition", () => {
  let doc = /** @type {any} */ ({ all: [] });
  for (let n = 0; n < 2000; n += 1) {
    const places = M.walk(doc);
    const roll = (n * 7919 + 13) % 7;
    const [, path] = places[n % Math.max(places.length, 1)] ?? [null, []];
    if (roll < 2 || !places.length) doc = M.add(doc, [], row(`f${n}`));
    else if (roll === 2) doc = M.add(doc, path.slice(0, -1), { any: [row(`g${n}`)] });
    else if (roll === 3) doc = M.setRow(doc, path, { value: n });
    else if (roll === 4) doc = M.setJoin(doc, path.slice(0, -1), n % 2 ? "any" : "all");
    else doc = M.remove(doc, path);
    const stored = M.write(doc);
    if (stored) assert.deepEqual(M.write(M.read(JSON.parse(JSON.stringify(stored)))), stored);
  }
});
