// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { START, addLane, before, find, insert, laneId, makeNode, move, moveLane, places, remove, removeLane, sideways, together, togetherOf, update, updateLane, walk } from "./model.js";

/** @returns {import("./model.js").Flow} */
const empty = () => ({ format: 1, start: {}, settings: {}, items: [] });

function branched() {
  let flow = insert(empty(), START, makeNode(empty(), "approve"));
  flow = insert(flow, "approve_1", makeNode(flow, "exclusive"));
  return insert(flow, laneId("exclusive_1", 0), makeNode(flow, "approve"));
}

test("a node goes after another, first into a lane, or first of all", () => {
  const flow = branched();
  assert.deepEqual(places(flow), ["start", "approve_1", "exclusive_1", "exclusive_1#0", "approve_2", "exclusive_1#1"]);
  assert.deepEqual(places(insert(flow, START, makeNode(flow, "cc"))).slice(0, 2), ["start", "cc_1"]);
});

test("a new lane goes before the default one, which stays last", () => {
  const flow = addLane(branched(), "exclusive_1");
  assert.deepEqual(find(flow, "exclusive_1")?.lanes?.map((lane) => !!lane.default), [false, false, true]);
  assert.equal(moveLane(flow, "exclusive_1", 1, 1).items[1].lanes?.[1].default, undefined);
  assert.equal(find(moveLane(flow, "exclusive_1", 0, 1), "exclusive_1")?.lanes?.[1].items.length, 1);
});

test("when one lane is left, its nodes take the branch's place", () => {
  const flow = removeLane(branched(), "exclusive_1", 1);
  assert.deepEqual(places(flow), ["start", "approve_1", "approve_2"]);
});

test("what does not change stays the same object", () => {
  const flow = branched();
  const changed = update(flow, "approve_2", { name: "Finance" });
  assert.equal(changed.items[0], flow.items[0]);
  assert.equal(remove(flow, "nothing"), flow);
  assert.equal(find(updateLane(flow, "exclusive_1", 0, { when: "total > 1" }), "exclusive_1")?.lanes?.[0].when, "total > 1");
});

test("deciding together goes by one word", () => {
  for (const word of ["all", "any", "turn", "percent"]) assert.equal(togetherOf({ key: "a", kind: "approve", ...together(word) }), word);
});

test("one goes sideways from lane to lane, from the inside out", () => {
  const flow = branched();
  assert.equal(sideways(flow, "approve_2", 1), "exclusive_1#1");
  assert.equal(sideways(flow, "exclusive_1#1", -1), "exclusive_1#0");
  assert.equal(sideways(flow, "exclusive_1#1", 1), null);
  assert.equal(sideways(flow, "approve_1", 1), null);
});

test("a node may refer to those that come before it", () => {
  assert.deepEqual(before(branched(), "approve_2").map((node) => node.key), ["approve_1"]);
});

test("any order of changes leaves unique keys and lanes that hold", () => {
  let seed = 3;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  let flow = empty();
  for (let round = 0; round < 2000; round += 1) {
    const nodes = [...walk(flow.items)];
    const known = places(flow);
    const node = nodes.length ? nodes[random(nodes.length)] : null;
    const branch = nodes.filter((one) => one.lanes)[0];
    const kind = ["approve", "cc", "exclusive", "parallel"][random(4)];
    const changes = [
      () => (nodes.length < 40 ? insert(flow, known[random(known.length)], makeNode(flow, kind)) : flow),
      () => (node && random(3) === 0 ? remove(flow, node.key) : flow),
      () => (node ? move(flow, node.key, random(2) ? 1 : -1) : flow),
      () => (branch ? addLane(flow, branch.key) : flow),
      () => (branch ? removeLane(flow, branch.key, random(branch.lanes?.length ?? 1)) : flow),
      () => (branch ? moveLane(flow, branch.key, random(branch.lanes?.length ?? 1), random(2) ? 1 : -1) : flow),
    ];
    flow = changes[random(changes.length)]();
    const after = [...walk(flow.items)];
    assert.equal(new Set(after.map((one) => one.key)).size, after.length);
    for (const one of after) {
      assert.ok(!one.lanes || one.lanes.length >= 2);
      const defaults = (one.lanes ?? []).map((lane) => !!lane.default);
      assert.ok(defaults.indexOf(true) < 0 || defaults.indexOf(true) === defaults.length - 1);
    }
  }
});
