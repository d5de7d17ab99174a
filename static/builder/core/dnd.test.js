import assert from "node:assert/strict";
import { test } from "node:test";
import { gapAt } from "./dnd.js";

const box = (left, top, width, height) => ({ left, top, width, height, right: left + width, bottom: top + height });

test("an empty zone takes the first place", () => {
  assert.equal(gapAt({ x: 5, y: 5 }, box(0, 0, 100, 50), []).index, 0);
});

test("in one column the half of the item decides", () => {
  const zone = box(0, 0, 100, 100);
  const items = [box(0, 0, 100, 40), box(0, 50, 100, 40)];

  assert.equal(gapAt({ x: 50, y: 10 }, zone, items).index, 0);
  assert.equal(gapAt({ x: 50, y: 35 }, zone, items).index, 1);
  assert.equal(gapAt({ x: 50, y: 85 }, zone, items).index, 2);
});

test("in two columns the line stands upright between neighbours", () => {
  const zone = box(0, 0, 200, 50);
  const items = [box(0, 0, 95, 50), box(105, 0, 95, 50)];
  const { index, line } = gapAt({ x: 90, y: 25 }, zone, items);

  assert.equal(index, 1);
  assert.equal(line.width, 3);
});
