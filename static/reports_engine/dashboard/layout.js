// @ts-check
/** Where tiles lie on a grid of twelve columns; pure. Tiles never overlap: whoever is in the way moves down. */

export const COLUMNS = 12;

/** @typedef {{key: string, report: string, title?: any, x: number, y: number, w: number, h: number}} Tile */

/** @param {Tile} a @param {Tile} b */
export const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** @param {number} value @param {number} least @param {number} most */
const between = (value, least, most) => Math.min(Math.max(value, least), most);

/** Keep a tile on the grid. @param {Tile} tile @returns {Tile} */
export function onGrid(tile) {
  const w = between(Math.round(tile.w), 1, COLUMNS);
  return { ...tile, w, h: between(Math.round(tile.h), 1, 20), x: between(Math.round(tile.x), 0, COLUMNS - w), y: Math.max(0, Math.round(tile.y)) };
}

/**
 * Put a tile where it is wanted: those in the way move down, then every other tile rises as far as it can.
 * @param {Tile[]} tiles @param {Tile} wanted @returns {Tile[]}
 */
export function place(tiles, wanted) {
  const fixed = onGrid(wanted);
  const others = tiles.filter((tile) => tile.key !== fixed.key).sort((a, b) => a.y - b.y || a.x - b.x);
  /** @type {Tile[]} */
  const settled = [fixed];
  for (const tile of others) settled.push(risen(dropped(tile, settled), settled));
  const byKey = new Map(settled.map((tile) => [tile.key, tile]));
  const known = tiles.some((tile) => tile.key === fixed.key) ? tiles : [...tiles, fixed];
  return known.map((tile) => /** @type {Tile} */ (byKey.get(tile.key)));
}

/** @param {Tile} tile @param {Tile[]} settled @returns {Tile} */
function dropped(tile, settled) {
  const hit = settled.find((other) => overlap(tile, other));
  return hit ? dropped({ ...tile, y: hit.y + hit.h }, settled) : tile;
}

/** @param {Tile} tile @param {Tile[]} settled @returns {Tile} */
function risen(tile, settled) {
  const higher = { ...tile, y: tile.y - 1 };
  return tile.y > 0 && !settled.some((other) => overlap(higher, other)) ? risen(higher, settled) : tile;
}

/** The first free place for a tile of this size, below everything. @param {Tile[]} tiles */
export const bottom = (tiles) => tiles.reduce((most, tile) => Math.max(most, tile.y + tile.h), 0);

/** @param {Tile[]} tiles @param {string} report @param {{w?: number, h?: number}} [size] @returns {Tile[]} */
export function addTile(tiles, report, { w = 6, h = 5 } = {}) {
  const keys = new Set(tiles.map((tile) => tile.key));
  let number = 1;
  while (keys.has(`t${number}`)) number += 1;
  const left = tiles.length ? tiles[tiles.length - 1] : null;
  const beside = left && left.x + left.w + w <= COLUMNS ? { x: left.x + left.w, y: left.y } : { x: 0, y: bottom(tiles) };
  const tile = { key: `t${number}`, report, w, h, ...beside };
  return tiles.some((other) => overlap(tile, other)) ? [...tiles, { ...tile, x: 0, y: bottom(tiles) }] : [...tiles, tile];
}

/** @param {Tile[]} tiles @param {string} key @returns {Tile[]} */
export const removeTile = (tiles, key) => tiles.filter((tile) => tile.key !== key);

/** Move by arrow keys. @param {Tile[]} tiles @param {string} key @param {number} dx @param {number} dy */
export const nudge = (tiles, key, dx, dy) => change(tiles, key, (tile) => ({ ...tile, x: tile.x + dx, y: tile.y + dy }));

/** @param {Tile[]} tiles @param {string} key @param {number} dw @param {number} dh */
export const resize = (tiles, key, dw, dh) => change(tiles, key, (tile) => ({ ...tile, w: tile.w + dw, h: tile.h + dh }));

/** @param {Tile[]} tiles @param {string} key @param {(tile: Tile) => Tile} how */
function change(tiles, key, how) {
  const tile = tiles.find((one) => one.key === key);
  return tile ? place(tiles, how(tile)) : tiles;
}
