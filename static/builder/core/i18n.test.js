import assert from "node:assert/strict";
import { test } from "node:test";
import { fmt, localized, ngettext, relabel } from "./i18n.js";
import { initials } from "./initials.js";

test("a label falls back to another language", () => {
  assert.equal(localized({ en: "Amount", "zh-hans": "金额" }, "zh-hans"), "金额");
  assert.equal(localized({ "zh-hans": "金额" }, "en"), "金额");
  assert.equal(localized("Amount", "zh-hans"), "Amount");
  assert.equal(localized(null), "");
});

test("a plain label becomes English when another language is added", () => {
  assert.deepEqual(relabel("Amount", "金额", "zh-hans"), { en: "Amount", "zh-hans": "金额" });
});

test("named places are filled", () => {
  assert.equal(fmt("%(count)s of %(total)s", { count: 1, total: 2 }), "1 of 2");
  assert.equal(ngettext("%(n)s day", "%(n)s days", 2), "%(n)s days");
});

test("initials follow the script", () => {
  assert.equal(initials("王磊"), "王");
  assert.equal(initials("Anna Maria Meyer"), "AM");
  assert.equal(initials(" "), "?");
});
