import assert from "node:assert/strict";
import { test } from "node:test";
import { nextItem } from "./roving.js";

const labels = ["Edit", "Duplicate", "Delete"];

test("arrows go round", () => {
  assert.equal(nextItem("ArrowDown", 2, labels), 0);
  assert.equal(nextItem("ArrowUp", 0, labels), 2);
});

test("letters jump to the next item that begins with them", () => {
  assert.equal(nextItem("d", 0, labels), 1);
  assert.equal(nextItem("d", 1, labels), 2);
  assert.equal(nextItem("x", 0, labels), null);
});

test("other keys are not for the menu", () => {
  assert.equal(nextItem("Tab", 0, labels), null);
  assert.equal(nextItem("ArrowDown", -1, []), null);
});
