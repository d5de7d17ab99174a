import assert from "node:assert/strict";
import { test } from "node:test";
import { matches } from "./patterns.js";

const one = (from, to = from) => ["c", false, [from.codePointAt(0), to.codePointAt(0)]];

test("a pattern is found anywhere, or only at the start", () => {
  const steps = [one("b"), ["m"]];

  assert.equal(matches(steps, false, "abc"), true);
  assert.equal(matches(steps, true, "abc"), false);
  assert.equal(matches(steps, true, "b"), true);
});

test("the ends of the text are known", () => {
  const steps = [["^"], one("a"), ["$"], ["m"]];

  assert.deepEqual(["a", "ab", "ba", "a\n", ""].map((text) => matches(steps, false, text)), [true, false, false, false, false]);
});

test("repetitions of choices stay quick", () => {
  // (a|aa)+$
  const steps = [["s", 1, 3], one("a"), ["s", 5, 5], one("a"), one("a"), ["s", 0, 6], ["$"], ["m"]];

  assert.equal(matches(steps, true, `${"a".repeat(20000)}b`), false);
  assert.equal(matches(steps, true, "a".repeat(20000)), true);
});

test("characters are code points", () => {
  const steps = [["^"], ["c", true, [10, 10]], ["$"], ["m"]];

  assert.equal(matches(steps, false, "😀"), true);
});
