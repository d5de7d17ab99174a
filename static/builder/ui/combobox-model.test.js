import assert from "node:assert/strict";
import { test } from "node:test";
import { match, parseValues, step, toggle, toOptions } from "./combobox-model.js";

const options = toOptions([["1", "华东机电"], { value: 2, label: "Northwind" }, { id: 3, name: "Émile & Co", hint: "Lyon" }, "Contoso"]);

test("options come in several shapes", () => {
  assert.deepEqual(options.map(({ value, label }) => [value, label]), [["1", "华东机电"], [2, "Northwind"], [3, "Émile & Co"], ["Contoso", "Contoso"]]);
  assert.equal(toOptions({ results: [{ value: 1, label: "A" }] }).length, 1);
});

test("every word must be found, without accents or case, and beginnings come first", () => {
  assert.deepEqual(match(options, "emile lyon").map((one) => one.value), [3]);
  assert.deepEqual(match(options, "机电").map((one) => one.value), ["1"]);
  assert.deepEqual(match(options, "o").map((one) => one.label), ["华东机电", "Northwind", "Émile & Co", "Contoso"].filter((label) => /o/i.test(label)));
  assert.deepEqual(match(options, "co").map((one) => one.label), ["Contoso", "Émile & Co"]);
});

test("steps skip what cannot be chosen", () => {
  const list = [{ value: 1, label: "a" }, { value: 2, label: "b", disabled: true }, { value: 3, label: "c" }];

  assert.equal(step(list, 0, 1), 2);
  assert.equal(step(list, 0, -1), 2);
  assert.equal(step(list, -1, 1), 0);
  assert.equal(step([{ value: 1, label: "a", disabled: true }], 0, 1), -1);
});

test("values are read from attributes", () => {
  assert.deepEqual(parseValues('["a",2]'), ["a", 2]);
  assert.deepEqual(parseValues("12"), [12]);
  assert.deepEqual(parseValues("north"), ["north"]);
  assert.deepEqual(parseValues(""), []);
});

test("choosing again gives up, when many may be chosen", () => {
  assert.deepEqual(toggle([1, 2], "2", true), [1]);
  assert.deepEqual(toggle([1], 2, true), [1, 2]);
  assert.deepEqual(toggle([1], 2, false), [2]);
});
