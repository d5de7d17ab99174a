// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { COLUMNS, addTile, nudge, overlap, place, removeTile, resize } from "./layout.js";

test("two half tiles lie side by side", () => {
  const tiles = addTile(addTile([], "a"), "b");
  assert.deepEqual(tiles.map(({ x, y }) => [x, y]), [[0, 0], [6, 0]]);
});

test("a tile pushes down what is in its way", () => {
  const tiles = place(addTile(addTile([], "a"), "b"), { key: "t2", report: "b", x: 0, y: 0, w: 6, h: 5 });
  assert.deepEqual(tiles.map(({ x, y }) => [x, y]), [[0, 5], [0, 0]]);
});

test("tiles never overlap and never leave the grid", () => {
  let seed = 11;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  /** @type {import("./layout.js").Tile[]} */
  let tiles = [];
  for (let round = 0; round < 2000; round += 1) {
    const key = tiles.length ? tiles[random(tiles.length)].key : "";
    const changes = [
      () => (tiles.length < 12 ? addTile(tiles, "r", { w: 1 + random(12), h: 1 + random(6) }) : tiles),
      () => nudge(tiles, key, random(5) - 2, random(5) - 2),
      () => resize(tiles, key, random(5) - 2, random(5) - 2),
      () => (random(4) ? tiles : removeTile(tiles, key)),
    ];
    tiles = changes[random(changes.length)]();
    for (const [at, tile] of tiles.entries()) {
      assert.ok(tile.x >= 0 && tile.y >= 0 && tile.w >= 1 && tile.h >= 1 && tile.x + tile.w <= COLUMNS);
      assert.ok(tiles.slice(at + 1).every((other) => !overlap(tile, other)));
    }
  }
});
