import assert from "node:assert/strict";
import { test } from "node:test";
import { locate } from "./position.js";

const view = { width: 400, height: 300 };
const anchor = (left, top) => ({ left, top, width: 80, height: 20, right: left + 80, bottom: top + 20 });

test("a box opens below its anchor", () => {
  assert.deepEqual(locate(anchor(50, 40), { width: 100, height: 60 }, view), { left: 50, top: 64 });
});

test("it opens above when there is more room", () => {
  assert.equal(locate(anchor(50, 250), { width: 100, height: 100 }, view).top, 146);
});

test("it never leaves the window", () => {
  const { left, top } = locate(anchor(380, 290), { width: 300, height: 280 }, view);

  assert.ok(left >= 8 && left + 300 <= 392);
  assert.ok(top >= 8 && top + 280 <= 292);
});

test("the end of the box can meet the end of the anchor", () => {
  assert.equal(locate(anchor(200, 40), { width: 100, height: 60 }, view, { align: "end" }).left, 180);
});
