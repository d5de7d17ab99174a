import assert from "node:assert/strict";
import { test } from "node:test";
import { completions, inString, marks, token, toUnits, wordBefore } from "./formula-model.js";

test("server offsets count characters, not UTF-16 units", () => {
  assert.equal(toUnits("“𠮷” + x", 5), 6);
  assert.equal(toUnits("abc", 9), 3);
});

test("problems are marked where they are, and never outside the text", () => {
  assert.deepEqual(marks("a + bb", [{ message: "no", span: [4, 6], hint: "Try b." }]), [{ from: 4, to: 6, severity: "error", message: "no Try b." }]);
  assert.deepEqual(marks("a +", [{ message: "end", span: [3, 3] }]).map(({ from, to }) => [from, to]), [[2, 3]]);
  assert.deepEqual(marks("a", [{ message: "all" }]).map(({ from, to }) => [from, to]), [[0, 1]]);
});

test("the word before the cursor may be Chinese and dotted", () => {
  assert.deepEqual(wordBefore("sum(明细.金"), { from: 4, text: "明细.金" });
  assert.equal(wordBefore("a + "), null);
});

test("inside a text nothing is completed", () => {
  assert.equal(inString('"a'), true);
  assert.equal(inString('"a" & b'), false);
  assert.equal(inString("'it\\'s"), true);
});

test("fields come with their label, functions with a bracket", () => {
  const found = completions({ fields: [{ name: "amount", label: "金额", type: "money" }], functions: [{ name: "sum" }] });

  assert.deepEqual(found.map(({ displayLabel, apply }) => [displayLabel, apply]), [["金额 · amount", "amount"], ["sum", "sum("]]);
});

test("tokens cover the whole text", () => {
  const text = 'round(金额 * 1.5, 2) and not "a\\"b" <> x';
  const kinds = [];
  for (let at = 0; at < text.length;) {
    const { length, kind } = token(text.slice(at), (name) => name === "round");
    assert.ok(length > 0);
    if (kind) kinds.push(kind);
    at += length;
  }

  assert.deepEqual(kinds.slice(0, 3), ["function", "operator", "variable"]);
  assert.ok(kinds.includes("string") && kinds.includes("keyword") && kinds.includes("number"));
});
