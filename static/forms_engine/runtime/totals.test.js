// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { total } from "./totals.js";

test("sums keep every cent", () => {
  assert.equal(total(["0.10", "0.20"]), "0.3");
  assert.equal(total([0.1, 0.2, null, ""]), "0.3");
  assert.equal(total(["99999999999999.99", "0.01"]), "100000000000000");
  assert.equal(total(["-1.50", 1]), "-0.5");
  assert.equal(total([null]), null);
});
