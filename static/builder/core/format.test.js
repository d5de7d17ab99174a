import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, formatDate, formatList, formatMoney, formatNumber, formatRelative } from "./format.js";

test("money stays exact beyond what a binary number holds", () => {
  assert.equal(formatMoney("99999999999999999.99", "USD"), "$99,999,999,999,999,999.99");
});

test("nothing is shown as nothing", () => {
  assert.equal(formatNumber(null), "");
  assert.equal(formatMoney(""), "");
  assert.equal(formatDate(undefined), "");
});

test("a day does not depend on the time zone", () => {
  assert.equal(formatDate("2026-12-05"), "Dec 5, 2026");
});

test("numbers keep their own decimals unless told", () => {
  assert.equal(formatNumber(1234.5), "1,234.5");
  assert.equal(formatNumber(1234.5, { digits: 2 }), "1,234.50");
  assert.equal(formatNumber(0.125, { percent: true, digits: 1 }), "12.5%");
});

test("relative time picks the largest unit", () => {
  const now = Date.UTC(2026, 10, 21, 12);

  assert.equal(formatRelative(now - 3 * 3600_000, now), "3 hours ago");
  assert.equal(formatRelative(now + 2 * 86400_000, now), "in 2 days");
});

test("lists and sizes read like language", () => {
  assert.equal(formatList(["a", "b", "c"]), "a, b, and c");
  assert.equal(formatBytes(2048), "2.0 KB");
});
