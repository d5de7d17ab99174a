// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { addCount, addDimension, addFitting, addMeasure, changeDimension, fits, isFirst, isLast, move, newReport, remove, sortBy, withChart } from "./model.js";

const MONTH = { path: "created_at", label: "Created", kind: "datetime" };
const STATUS = { path: "status", label: "Status", kind: "text" };
const TOTAL = { path: "total", label: "Total", kind: "number", format: "money" };

test("a new report counts the records", () => {
  assert.deepEqual(newReport("order").measures, [{ key: "m1", op: "count" }]);
  assert.equal(newReport("order").chart.type, "number");
});

test("a date is grouped by month and drawn as a line", () => {
  const report = addDimension(newReport("order"), MONTH);
  assert.deepEqual(report.dimensions, [{ key: "d1", field: "created_at", grain: "month" }]);
  assert.equal(report.chart.type, "line");
});

test("the first number takes the place of the plain count", () => {
  const report = addMeasure(newReport("order"), TOTAL);
  assert.deepEqual(report.measures, [{ key: "m1", op: "sum", field: "total", format: "money" }]);
});

test("a chosen chart stays while it can draw the question", () => {
  const bars = withChart(addDimension(newReport("order"), STATUS), "bar");
  assert.equal(addDimension(bars, MONTH).chart.type, "bar");
  assert.equal(addDimension(withChart(bars, "pie"), MONTH).chart.type, "bar");
});

test("taking away a column takes away its order, and never the last value", () => {
  const report = sortBy(addDimension(newReport("order"), STATUS), "d1", true);
  assert.deepEqual(remove(report, "d1").sort, []);
  assert.deepEqual(remove(report, "m1").measures, [{ key: "m1", op: "count" }]);
});

test("columns move within their list", () => {
  const report = addDimension(addDimension(newReport("order"), STATUS), MONTH);
  assert.deepEqual(move(report, "d2", -1).dimensions.map((one) => one.key), ["d2", "d1"]);
  assert.deepEqual(move(report, "d1", -1), report);
});

test("any order of changes leaves a report that its chart can draw", () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  let report = newReport("order");
  for (let round = 0; round < 2000; round += 1) {
    const columns = [...report.dimensions, ...report.measures];
    const one = columns[random(columns.length)].key;
    const sources = [MONTH, STATUS, TOTAL];
    const changes = [
      () => addDimension(report, sources[random(3)]),
      () => addMeasure(report, sources[random(3)]),
      () => addCount(report),
      () => remove(report, one),
      () => move(report, one, random(2) ? 1 : -1),
      () => changeDimension(report, one, { label: "x" }),
      () => sortBy(report, one, true),
    ];
    report = changes[random(changes.length)]();
    const keys = [...report.dimensions, ...report.measures].map((column) => column.key);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(report.measures.length >= 1);
    assert.ok(fits(report.chart.type, report));
    assert.ok((report.sort ?? []).every((order) => keys.includes(order.by)));
  }
});

test("a picked field goes where it fits", () => {
  const report = addFitting(addFitting(newReport("order"), TOTAL), MONTH);
  assert.deepEqual(report.measures.map((one) => one.field), ["total"]);
  assert.deepEqual(report.dimensions.map((one) => one.grain), ["month"]);
});

test("the ends of a list do not move further", () => {
  const report = addDimension(addDimension(newReport("order"), MONTH), STATUS);
  assert.deepEqual([isFirst(report, "d1"), isLast(report, "d1")], [true, false]);
  assert.deepEqual([isFirst(report, "m1"), isLast(report, "m1")], [true, true]);
});
