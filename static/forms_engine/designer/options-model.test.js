// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { addOption, moveOption, optionKey, pasteOptions } from "./options-model.js";

test("a key is made from a Latin label and is never given twice", () => {
  assert.equal(optionKey("Very high", []), "very_high");
  assert.equal(optionKey("High", ["high"]), "high_2");
  assert.equal(optionKey("高", ["high"]), "option_2");
});

test("a pasted list keeps the keys of options that are still in it", () => {
  const before = [{ key: "a1", label: { en: "Low", "zh-hans": "低" }, color: "ok" }, { key: "b2", label: "High" }];
  const after = pasteOptions(before, "High\n低\n\nMiddle\nMiddle\n", "en");
  assert.deepEqual(after.map((o) => o.key), ["b2", "a1", "middle"]);
  assert.equal(after[1].color, "ok");
});

test("options move within the list", () => {
  const list = addOption(addOption([], "A", "en"), "B", "en");
  assert.deepEqual(moveOption(list, 0, 1).map((o) => o.key), ["b", "a"]);
  assert.equal(moveOption(list, 0, 2), list);
});
