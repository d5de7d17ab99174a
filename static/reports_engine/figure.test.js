// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { clickedRow, separators } from "./figure.js";

test("a clicked point leads to its row", () => {
  const event = { points: [{ pointNumber: 1, data: { customdata: [4, 7] } }] };
  assert.equal(clickedRow(event), 7);
});

test("a click beside the points leads nowhere", () => {
  assert.equal(clickedRow({ points: [] }), null);
  assert.equal(clickedRow({ points: [{ pointNumber: 0, data: {} }] }), null);
});

test("charts group digits as the language does", () => {
  assert.equal(separators("1,234.5"), ".,");
  assert.equal(separators("1.234,5"), ",.");
});
