// @ts-check
/**
 * A flow's document: a tree of nodes, where branch nodes own lanes and lanes own nodes. Every change is a pure function
 * and leaves a flow that is complete. A place is "start", the key of a node, or "<key>#<number>" for a lane.
 */

/** @typedef {{name?: any, when?: string, default?: boolean, items: Node[]}} Lane */
/** @typedef {{key: string, kind: string, name?: any, lanes?: Lane[], [setting: string]: any}} Node */
/** @typedef {{format: 1, key?: string, name?: any, form?: string, start: any, settings: any, items: Node[]}} Flow */

export const START = "start";
const BRANCHES = new Set(["exclusive", "inclusive", "parallel"]);

/** @param {string} kind */
export const isBranch = (kind) => BRANCHES.has(kind);
/** @param {string} kind */
export const hasConditions = (kind) => kind === "exclusive" || kind === "inclusive";
/** @param {string} key @param {number} index */
export const laneId = (key, index) => `${key}#${index}`;

/** Key and lane number of a place. @param {string} place @returns {[string, number | null]} */
export function splitPlace(place) {
  const [key, lane] = place.split("#");
  return [key, lane === undefined ? null : Number(lane)];
}

/** Every node, outer before inner. @param {Node[]} items @returns {Generator<Node>} */
export function* walk(items) {
  for (const node of items) {
    yield node;
    for (const lane of node.lanes ?? []) yield* walk(lane.items);
  }
}

/** @param {Flow} flow @param {string} kind */
function freeKey(flow, kind) {
  const taken = new Set([...walk(flow.items)].map((node) => node.key));
  let number = 1;
  while (taken.has(`${kind}_${number}`)) number += 1;
  return `${kind}_${number}`;
}

/** @type {Record<string, () => any>} */
const EMPTY = {
  approve: () => ({ who: [{ by: "manager" }], need: "all", veto: "any", self: "keep", empty: "admin", comment: "required_on_reject" }),
  fill: () => ({ who: [{ by: "initiator" }], need: "any" }),
  cc: () => ({ who: [{ by: "initiator" }] }),
  exclusive: () => ({ lanes: [{ name: "", items: [] }, { name: "", default: true, items: [] }] }),
  inclusive: () => ({ lanes: [{ name: "", items: [] }, { name: "", default: true, items: [] }] }),
  parallel: () => ({ lanes: [{ name: "", items: [] }, { name: "", items: [] }] }),
  end: () => ({ result: "approved" }),
};

/** @param {Flow} flow @param {string} kind @returns {Node} */
export const makeNode = (flow, kind) => ({ key: freeKey(flow, kind), kind, ...(EMPTY[kind]?.() ?? {}) });

/**
 * Rewrite every list of nodes from the inside out; what does not change stays the same object.
 * @param {Node[]} items @param {(items: Node[], place: string) => Node[]} how @param {string} place @returns {Node[]}
 */
function rewrite(items, how, place) {
  const inner = items.map((node) => {
    if (!node.lanes) return node;
    const lanes = node.lanes.map((lane, index) => {
      const changed = rewrite(lane.items, how, laneId(node.key, index));
      return changed === lane.items ? lane : { ...lane, items: changed };
    });
    return lanes.every((lane, index) => lane === node.lanes?.[index]) ? node : { ...node, lanes };
  });
  return how(inner.every((node, index) => node === items[index]) ? items : inner, place);
}

/** @param {Flow} flow @param {(items: Node[], place: string) => Node[]} how @returns {Flow} */
function changed(flow, how) {
  const items = rewrite(flow.items, how, START);
  return items === flow.items ? flow : { ...flow, items };
}

/** Put a node after another one, or first into a lane or the whole flow. @param {Flow} flow @param {string} place @param {Node} node */
export const insert = (flow, place, node) =>
  changed(flow, (items, owner) => {
    if (owner === place) return [node, ...items];
    const at = items.findIndex((one) => one.key === place);
    return at < 0 ? items : [...items.slice(0, at + 1), node, ...items.slice(at + 1)];
  });

/** @param {Flow} flow @param {string} key */
export const remove = (flow, key) => changed(flow, (items) => (items.some((node) => node.key === key) ? items.filter((node) => node.key !== key) : items));

/** @param {Flow} flow @param {string} key @param {-1 | 1} by */
export const move = (flow, key, by) =>
  changed(flow, (items) => {
    const at = items.findIndex((node) => node.key === key);
    const to = at + by;
    if (at < 0 || to < 0 || to >= items.length) return items;
    const copy = [...items];
    [copy[at], copy[to]] = [copy[to], copy[at]];
    return copy;
  });

/** @param {Flow} flow @param {string} key @param {(node: Node) => Node[]} how */
const changeNode = (flow, key, how) => changed(flow, (items) => (items.some((node) => node.key === key) ? items.flatMap((node) => (node.key === key ? how(node) : [node])) : items));

/** @param {Flow} flow @param {string} key @param {any} patch */
export const update = (flow, key, patch) => (key === START ? { ...flow, start: { ...flow.start, ...patch } } : changeNode(flow, key, (node) => [{ ...node, ...patch }]));

/** @param {Flow} flow @param {string} key @param {number} index @param {Partial<Lane>} patch */
export const updateLane = (flow, key, index, patch) => changeNode(flow, key, (node) => [{ ...node, lanes: node.lanes?.map((lane, at) => (at === index ? { ...lane, ...patch } : lane)) }]);

/** One more lane, before the default one. @param {Flow} flow @param {string} key */
export const addLane = (flow, key) =>
  changeNode(flow, key, (node) => {
    const lanes = node.lanes ?? [];
    const fresh = { name: "", items: [] };
    const last = lanes.at(-1)?.default ? lanes.length - 1 : lanes.length;
    return [{ ...node, lanes: [...lanes.slice(0, last), fresh, ...lanes.slice(last)] }];
  });

/** Take a lane away; when only one is left, its nodes take the place of the branch. @param {Flow} flow @param {string} key @param {number} index */
export const removeLane = (flow, key, index) =>
  changeNode(flow, key, (node) => {
    const lanes = (node.lanes ?? []).filter((_, at) => at !== index);
    return lanes.length < 2 ? (lanes[0]?.items ?? []) : [{ ...node, lanes }];
  });

/** Give a lane more or less priority; the default lane stays last. @param {Flow} flow @param {string} key @param {number} index @param {-1 | 1} by */
export const moveLane = (flow, key, index, by) =>
  changeNode(flow, key, (node) => {
    const lanes = [...(node.lanes ?? [])];
    const to = index + by;
    if (to < 0 || to >= lanes.length || lanes[index]?.default || lanes[to].default) return [node];
    [lanes[index], lanes[to]] = [lanes[to], lanes[index]];
    return [{ ...node, lanes }];
  });

/** @param {Flow} flow @param {string} key */
export const find = (flow, key) => [...walk(flow.items)].find((node) => node.key === key);

/** Every place in reading order: the start, then nodes and lanes. @param {Flow} flow @returns {string[]} */
export function places(flow) {
  /** @param {Node[]} items @returns {string[]} */
  const below = (items) => items.flatMap((node) => [node.key, ...(node.lanes ?? []).flatMap((lane, index) => [laneId(node.key, index), ...below(lane.items)])]);
  return [START, ...below(flow.items)];
}

/** The lanes around a place, from the outermost in. @param {Flow} flow @param {string} place @returns {[Node, number][]} */
export function lanesAround(flow, place) {
  const [key, lane] = splitPlace(place);
  /** @param {Node[]} items @param {[Node, number][]} trail @returns {[Node, number][] | null} */
  const search = (items, trail) => {
    for (const node of items) {
      if (node.key === key) return lane === null ? trail : [...trail, [node, lane]];
      for (const [index, one] of (node.lanes ?? []).entries()) {
        const found = search(one.items, [...trail, [node, index]]);
        if (found) return found;
      }
    }
    return null;
  };
  return search(flow.items, []) ?? [];
}

/** The lane beside the one a place is in, or null. @param {Flow} flow @param {string} place @param {number} by */
export function sideways(flow, place, by) {
  for (const [node, lane] of lanesAround(flow, place).reverse()) if (node.lanes?.[lane + by]) return laneId(node.key, lane + by);
  return null;
}

/** Human nodes a node can refer to: those that come before it in reading order. @param {Flow} flow @param {string} key @returns {Node[]} */
export function before(flow, key) {
  const found = [];
  for (const node of walk(flow.items)) {
    if (node.key === key) break;
    if (node.kind === "approve" || node.kind === "fill") found.push(node);
  }
  return found;
}

/** How several people decide together, as one word. @param {Node} node @returns {"all" | "any" | "turn" | "percent"} */
export function togetherOf(node) {
  if (node.order === "sequence") return "turn";
  if (node.need && typeof node.need === "object") return "percent";
  return node.need === "any" ? "any" : "all";
}

/** Settings behind that word. @param {string} word @param {number} [percent] */
export function together(word, percent = 60) {
  if (word === "turn") return { order: "sequence", need: "all", veto: "any" };
  if (word === "percent") return { order: "parallel", need: { percent }, veto: "impossible" };
  return { order: "parallel", need: word, veto: "any" };
}
