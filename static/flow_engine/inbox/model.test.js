// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { addressOf, beside, following, isLate, isUnread, joined, keyOf, placeOf, without } from "./model.js";

/** @param {number} process @param {any} [more] @returns {any} */
const item = (process, more = {}) => ({ process, task: process * 10, title: "", ...more });
const items = [item(1), item(2), item(3)];

test("an address keeps the place", () => {
  for (const place of [{ box: "todo", process: null, task: null }, { box: "done", process: 4, task: 9 }, { box: "started", process: 4, task: null }]) {
    assert.deepEqual(placeOf(addressOf("/inbox/", place).slice("/inbox/".length)), place);
  }
  assert.deepEqual(placeOf("?box=nonsense&process=x"), { box: "todo", process: null, task: null });
});

test("after an answer the next one opens, or else the one before", () => {
  assert.equal(following(items, keyOf(items[0]))?.process, 2);
  assert.equal(following(items, keyOf(items[2]))?.process, 2);
  assert.equal(following([items[0]], keyOf(items[0])), null);
});

test("steps to the next and previous line stop at the ends", () => {
  assert.equal(beside(items, keyOf(items[0]), -1), null);
  assert.equal(beside(items, "", 1)?.process, 1);
});

test("lines leave and arrive once", () => {
  assert.deepEqual(without(items, ["2:20"]).map((one) => one.process), [1, 3]);
  assert.deepEqual(joined(items, [item(3), item(4)]).map((one) => one.process), [1, 2, 3, 4]);
});

test("what has not been opened is marked, and what waits for long", () => {
  assert.equal(isUnread(item(1, { seen: false }), "todo"), true);
  assert.equal(isUnread(item(1, { read: false }), "done"), false);
  assert.equal(isLate(item(1, { opened_at: "2026-11-01T00:00:00Z" }), Date.parse("2026-11-03T00:00:01Z")), true);
  assert.equal(isLate(item(1, { opened_at: "2026-11-01T00:00:00Z" }), Date.parse("2026-11-02T00:00:00Z")), false);
});
