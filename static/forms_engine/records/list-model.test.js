// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { differs, moveColumn, neighbour, questionOf, replaced, sortOf, toggleColumn, toggleSort, usualColumns, withApproval } from "./list-model.js";

test("a column sorts up, down, and not at all", () => {
  let sort = toggleSort([], "amount");
  assert.deepEqual(sort, ["amount"]);
  sort = toggleSort(sort, "amount");
  assert.deepEqual([sort, sortOf(sort, "amount")], [["-amount"], "descending"]);
  assert.deepEqual(toggleSort(sort, "amount"), []);
  assert.deepEqual(toggleSort(["name"], "amount", true), ["name", "amount"]);
});

test("a filter goes out as a tree or as text", () => {
  const state = { sort: ["-amount"], search: "x", columns: [] };
  assert.equal(questionOf({ ...state, filter: { text: "amount > 1" } }).filter, "amount > 1");
  assert.equal(questionOf({ ...state, filter: { all: [] } }).filter, '{"all":[]}');
  assert.deepEqual(questionOf({ ...state, filter: null }, { cursor: "c" }), { filter: "", sort: "-amount", search: "x", cursor: "c", limit: 50, count: "none" });
});

test("columns keep their order, and one always stays", () => {
  assert.deepEqual(toggleColumn(["a", "c"], "b", ["a", "b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(toggleColumn(["a"], "a", ["a", "b"]), ["a"]);
  assert.deepEqual(moveColumn(["a", "b"], "b", -1), ["b", "a"]);
  assert.deepEqual(moveColumn(["a", "b"], "a", -1), ["a", "b"]);
});

test("long texts and files are not shown at first", () => {
  const column = (/** @type {string} */ key, /** @type {string} */ type) => ({ key, label: key, type, sortable: true });
  assert.deepEqual(usualColumns([column("a", "text"), column("b", "longtext"), column("c", "lines"), column("d", "money")]), ["a", "d"]);
});

test("what the title says is not said twice", () => {
  const column = (/** @type {string} */ key, /** @type {object} */ more = {}) => ({ key, label: key, type: "text", sortable: true, ...more });
  assert.deepEqual(usualColumns([column("a"), column("b"), column("number", { system: true })], ["a"]), ["b"]);
  assert.deepEqual(usualColumns([column("a"), column("created_at", { system: true })], ["a"]), ["a", "created_at"]);
});

test("the approval is shown where there is one", () => {
  assert.deepEqual(withApproval(["a"], [{ flow_status: null }]), ["a"]);
  assert.deepEqual(withApproval(["a"], [{ flow_status: "running" }]), ["flow_status", "a"]);
});

test("arrow keys stay inside the table, whose first column is the title", () => {
  const table = { rows: [7, 5], columns: ["a", "b"] };
  assert.deepEqual(neighbour(table, { id: 7, key: "" }, [0, 1]), { id: 7, key: "a" });
  assert.deepEqual(neighbour(table, { id: 7, key: "b" }, [1, 0]), { id: 5, key: "b" });
  assert.deepEqual(neighbour(table, { id: 5, key: "b" }, [1, 1]), { id: 5, key: "b" });
  assert.deepEqual(neighbour(table, { id: 7, key: "a" }, [-1, -1]), { id: 7, key: "" });
});

test("a view knows whether the list has moved away from it", () => {
  const state = { filter: null, sort: ["a"], search: "", columns: ["a"] };
  assert.equal(differs(state, { document: { sort: ["a"] } }), false);
  assert.equal(differs(state, { document: { sort: ["-a"] } }), true);
});

test("a changed record takes its old place", () => {
  assert.deepEqual(replaced([{ id: 1 }, { id: 2, x: 1 }], { id: 2, x: 2 }), [{ id: 1 }, { id: 2, x: 2 }]);
});
