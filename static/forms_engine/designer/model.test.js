// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import * as M from "./model.js";
import { keyFrom, renameIn } from "./names.js";

const KINDS = ["text", "number", "money", "choice", "lines", "formula", "date"].map((key) => ({ key, label: key[0].toUpperCase() + key.slice(1) }));
const [TEXT, NUMBER, , , LINES, FORMULA] = KINDS;

/** What must hold of every document, whatever was done to it. @param {M.FormDocument} doc */
function assertValid(doc) {
  const ids = new Set();
  const scopes = [doc, ...Object.values(doc.properties).filter((p) => p["x-field"].type === "lines").map((p) => p.items)];
  for (const scope of scopes) {
    const placed = scope === doc ? doc["x-layout"].flatMap((s) => s.fields) : scope["x-order"];
    assert.equal("x-layout" in scope, scope === doc);
    assert.equal(new Set(placed).size, placed.length, "a field stands in one place only");
    assert.deepEqual([...placed].sort(), Object.keys(scope.properties).sort(), "every field is placed");
    assert.ok((scope.required ?? []).every((/** @type {string} */ k) => k in scope.properties), "only fields are required");
    assert.equal(new Set(scope.required).size, (scope.required ?? []).length);
    for (const [key, p] of Object.entries(scope.properties)) {
      assert.match(key, /^[\p{L}_][\p{L}\p{N}_]*$/u);
      assert.ok(!ids.has(p["x-field"].id), "ids are unique");
      ids.add(p["x-field"].id);
      assert.equal(Boolean(p.items?.properties), p["x-field"].type === "lines");
      if (scope !== doc) assert.notEqual(p["x-field"].type, "lines");
    }
  }
  for (const s of doc["x-layout"]) { assert.ok(!ids.has(s.id)); ids.add(s.id); }
  assert.ok(doc["x-layout"].length >= 1);
  assert.deepEqual(JSON.parse(JSON.stringify(doc)), doc);
}

/** @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ n) => (state = (state * 48271) % 2147483647) % n;
}

/** @param {M.FormDocument} doc @param {(n: number) => number} roll @returns {M.FormDocument} */
function randomStep(doc, roll) {
  const fields = M.allFields(doc);
  const any = fields.length ? fields[roll(fields.length)] : null;
  const lines = fields.filter((f) => f.field.type === "lines");
  const section = doc["x-layout"][roll(doc["x-layout"].length)];
  const zone = lines.length && roll(3) === 0 ? `lines:${lines[roll(lines.length)].id}` : section.id;
  const room = zone.startsWith("lines:") ? M.columnsOf(doc, zone.slice(6)).length : section.fields.length;
  const place = { zone, index: roll(room + 1) };
  switch (roll(13)) {
    case 0: case 1: case 2: return M.addField(doc, KINDS[roll(KINDS.length)], place)[0];
    case 3: return any && any.id !== zone.slice(6) ? M.moveField(doc, any.id, place) : doc;
    case 4: return any ? M.nudgeField(doc, any.id, roll(2) ? 1 : -1) : doc;
    case 5: return any ? M.removeField(doc, any.id) : doc;
    case 6: return any ? M.duplicateField(doc, any.id)[0] : doc;
    case 7: return any ? M.setRequired(doc, any.id, roll(2) === 0) : doc;
    case 8: return any ? M.renameField(doc, any.id, `key_${roll(12)}`) : doc;
    case 9: return any ? M.relabelField(doc, any.id, `Name ${roll(9)}`, true) : doc;
    case 10: return M.addSection(doc, "More", roll(doc["x-layout"].length + 1))[0];
    case 11: return M.removeSection(doc, section.id);
    default: return M.moveSection(doc, section.id, roll(doc["x-layout"].length));
  }
}

test("whatever a builder does, the document stays valid", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const roll = dice(seed * 7919);
    let doc = M.emptyDocument("Test");
    for (let i = 0; i < 120; i++) {
      doc = randomStep(doc, roll);
      assertValid(doc);
    }
  }
});

test("a change shares everything it does not touch, and leaves the old document as it was", () => {
  const [one, a] = M.addField(M.emptyDocument("T"), TEXT, { zone: "main", index: 0 });
  const [two] = M.addField(one, NUMBER, { zone: "main", index: 1 });
  const frozen = JSON.stringify(two);
  const three = M.patchField(two, a, { help: "Why" });
  assert.equal(three.properties.number, two.properties.number);
  assert.equal(JSON.stringify(two), frozen);
});

test("a step there and back gives the same order", () => {
  let doc = M.emptyDocument("T");
  for (let i = 0; i < 4; i++) [doc] = M.addField(doc, TEXT, { zone: "main", index: i });
  const ids = M.allFields(doc).map((f) => f.id);
  assert.deepEqual(M.allFields(M.nudgeField(M.nudgeField(doc, ids[1], 1), ids[1], -1)).map((f) => f.id), ids);
});

test("a renamed field is followed through expressions, title and rules, but not into text or other paths", () => {
  let [doc, price] = M.addField(M.emptyDocument("T"), NUMBER, { zone: "main", index: 0 }, "Price");
  let items = "", amount = "";
  [doc, items] = M.addField(doc, LINES, { zone: "main", index: 1 }, "Items");
  [doc, amount] = M.addField(doc, NUMBER, { zone: `lines:${items}`, index: 0 }, "Amount");
  let sum = "";
  [doc, sum] = M.addField(doc, FORMULA, { zone: "main", index: 2 }, "Total");
  doc = M.patchField(doc, sum, { expression: 'SUM(items.amount) + price * 2 + LEN("price") + other.price + PRICE(1)' });
  doc = M.patchForm(doc, { "x-title": "{price} / {total}", "x-unique": [["price", "total"]], "x-constraints": [{ expression: "price > 0", message: "No", fields: ["price"] }] });
  doc = M.patchField(doc, items, { totals: ["amount"] });
  doc = M.renameField(doc, price, "unit_price");
  doc = M.renameField(doc, amount, "sum");
  doc = M.renameField(doc, items, "rows");
  assert.deepEqual(M.find(doc, items)?.field.totals, ["sum"]);
  assert.equal(M.find(doc, sum)?.field.expression, 'SUM(rows.sum) + unit_price * 2 + LEN("price") + other.price + PRICE(1)');
  assert.equal(doc["x-title"], "{unit_price} / {total}");
  assert.deepEqual(doc["x-unique"], [["unit_price", "total"]]);
  assert.deepEqual(doc["x-constraints"], [{ expression: "unit_price > 0", message: "No", fields: ["unit_price"] }]);
});

test("inside a sub-table a bare name is its own column, and the form's field stands behind parent", () => {
  let [doc, price] = M.addField(M.emptyDocument("T"), NUMBER, { zone: "main", index: 0 }, "Price");
  let items = "", column = "", sum = "";
  [doc, items] = M.addField(doc, LINES, { zone: "main", index: 1 }, "Items");
  [doc, column] = M.addField(doc, NUMBER, { zone: `lines:${items}`, index: 0 }, "Price");
  [doc, sum] = M.addField(doc, FORMULA, { zone: `lines:${items}`, index: 1 }, "Sum");
  doc = M.patchField(doc, sum, { expression: "price * parent.price" });
  assert.equal(M.find(M.renameField(doc, price, "base"), sum)?.field.expression, "price * parent.base");
  assert.equal(M.find(M.renameField(doc, column, "cost"), sum)?.field.expression, "cost * parent.price");
});

test("a name is only replaced as a whole name", () => {
  assert.equal(renameIn("amount_2 + amount+ items.amount", ["amount"], "sum"), "amount_2 + sum+ items.amount");
  assert.equal(renameIn("金额 > 1 and 金额合计 > 2", ["金额"], "总额"), "总额 > 1 and 金额合计 > 2");
  assert.equal(renameIn("a = 'it''s a' or \"a\\\"a\" = a", ["a"], "b"), "b = 'it''s a' or \"a\\\"a\" = b");
});

test("a key is made from a Latin label, and from the type otherwise", () => {
  assert.equal(keyFrom("Needed by (date)", "date"), "needed_by_date");
  assert.equal(keyFrom("Café Größe", "text"), "cafe_grosse");
  for (const label of ["单价", "2nd", "", "number"]) assert.equal(keyFrom(label, "text"), "text", label);
});

test("the key follows the label until somebody chose it", () => {
  let [doc, id] = M.addField(M.emptyDocument("T"), TEXT, { zone: "main", index: 0 });
  doc = M.relabelField(doc, id, "Subject", true);
  assert.equal(M.find(doc, id)?.key, "subject");
  doc = M.renameField(doc, id, "topic");
  assert.equal(M.find(M.relabelField(doc, id, "Theme", true), id)?.key, "topic");
});

test("a removed field leaves the lists that named it", () => {
  let [doc, id] = M.addField(M.emptyDocument("T"), TEXT, { zone: "main", index: 0 });
  doc = M.patchForm(M.setRequired(doc, id, true), { "x-unique": [["text"]], "x-title": "{number} {text}" });
  doc = M.removeField(doc, id);
  assert.deepEqual([doc.required, doc["x-unique"], doc["x-title"]], [[], undefined, "{number}"]);
});

test("a stored document with gaps is put in order when it is read", () => {
  const doc = M.readDocument({ title: "T", properties: { a: { "x-field": { id: "aa", type: "text", label: "A" } }, b: { type: "array", "x-field": { id: "bb", type: "lines", label: "B" } } }, "x-layout": [{ section: "One", fields: ["a", "a", "gone"] }] });
  assertValid(doc);
  assert.deepEqual(doc["x-layout"][0].fields, ["a", "b"]);
});

test("what is stored names the fields in reading order, and is read back as it was", () => {
  let [doc] = M.addField(M.emptyDocument({ en: "Request", "zh-hans": "申请" }), TEXT, { zone: "main", index: 0 });
  [doc] = M.addField(doc, NUMBER, { zone: "main", index: 0 });
  const stored = M.storedDocument(doc);
  assert.deepEqual(stored["x-order"], [M.allFields(doc)[0].key, "text"]);
  assert.deepEqual(M.readDocument({ ...stored, title: "Request", "x-name": doc.title }), doc);
});
