// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTsv, parseTsv } from "./tsv.js";

test("cells are split at tabs and lines, and the last empty line of a spreadsheet is not a row", () => {
  assert.deepEqual(parseTsv("a\tb\r\n1\t2\r\n"), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(parseTsv("one"), [["one"]]);
  assert.deepEqual(parseTsv("a\t\tb\n\t\t"), [["a", "", "b"]]);
});

test("a quoted cell holds tabs, line breaks and quotes", () => {
  assert.deepEqual(parseTsv('"a\tb"\t"line 1\nline 2"\t"say ""hi"""'), [["a\tb", "line 1\nline 2", 'say "hi"']]);
});

test("a lone quote is text", () => {
  assert.deepEqual(parseTsv('5" pipe\t3\n"12 inch\tx'), [['5" pipe', "3"], ['"12 inch', "x"]]);
});

test("what is written is read back", () => {
  let seed = 7;
  const next = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  const letters = ["a", "\t", "\n", '"', "中", " ", "1"];
  for (let i = 0; i < 500; i++) {
    const cells = Array.from({ length: 1 + next(4) }, () => Array.from({ length: 1 + next(4) }, () => Array.from({ length: next(6) }, () => letters[next(7)]).join("")));
    if (cells[cells.length - 1].every((c) => c === "")) continue;
    assert.deepEqual(parseTsv(formatTsv(cells)), cells);
  }
});
