// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormSession } from "./session.js";

const form = {
  fields: [
    { key: "subject", type: "text", required: true, settings: {} },
    { key: "city", type: "text", settings: {} },
    { key: "supplier", type: "link", settings: { form: "supplier", fill: { city: "town" } } },
    { key: "discount", type: "formula", formula: (/** @type {any} */ v) => v.supplier?.discount ?? null, settings: { result: "number" } },
    { key: "mine", type: "formula", formula: (/** @type {any} */ v) => v.me?.department?.id ?? null, settings: { result: "number" } },
    { key: "items", type: "lines", settings: {}, columns: [{ key: "product", type: "link", settings: { form: "product" } }, { key: "qty", type: "number", settings: {} }, { key: "factor", type: "formula", formula: (/** @type {any} */ v) => v.parent.supplier?.discount ?? null, settings: { result: "number" } }] },
  ],
};
/** Expressions of these tests are functions. @type {import("./view.js").Run} */
const run = (ir, context) => /** @type {any} */ (ir)(context);

test("expressions see the record behind a reference, the person, and a row's form", () => {
  const session = new FormSession({ form, isNew: true, me: { id: 3, name: "Ada", department: 8 } }, run);
  session.choose("supplier", 5, "Acme");
  assert.equal(session.view.values.discount, null);
  session.learn("supplier", { id: 5, discount: 10, town: "Lyon" });
  assert.deepEqual([session.view.values.discount, session.view.values.mine, session.view.values.city], ["10", "8", "Lyon"]);
  session.lines({ command: "add", key: "items", to: 0 });
  assert.equal(session.view.values.items[0].factor, "10");
  session.choose("supplier", null);
  assert.equal(session.view.values.discount, null);
});

test("problems show where somebody has been, and everywhere after trying to send", () => {
  const session = new FormSession({ form, isNew: true }, run);
  assert.deepEqual(session.problems, {});
  session.leave("subject");
  assert.deepEqual(Object.keys(session.problems), ["subject"]);
  session.enter("subject", "Chairs");
  assert.deepEqual(session.problems, {});
  session.enter("subject", "");
  assert.equal(session.attempt(), null);
  session.enter("subject", "Chairs");
  assert.equal(session.attempt()?.subject, "Chairs");
});

test("the server's refusal stands beside its field until that is changed", () => {
  const session = new FormSession({ form, values: { subject: "A", city: "B" } }, run);
  session.refuse([{ path: "city", message: "No." }]);
  assert.deepEqual(session.problems, { city: "No." });
  session.enter("city", "C");
  assert.deepEqual(session.problems, {});
});

test("only what changed is sent, and what is saved is no change any more", () => {
  const session = new FormSession({ form, values: { subject: "A", city: "B", items: [{ id: 1, product: 2, qty: 1 }] } }, run);
  assert.equal(session.dirty, false);
  session.enter("city", "C");
  assert.deepEqual(session.changes, { city: "C" });
  session.settle();
  assert.equal(session.dirty, false);
});

test("names of cells belong to their line, wherever it goes", () => {
  const session = new FormSession({ form, values: { subject: "A", items: [{ id: 1, product: 2 }, { id: 2, product: 3 }] }, labels: { "items.product": ["Desk", "Chair"], supplier: "Acme" } }, run);
  const [first, second] = session.state.values.items;
  assert.deepEqual([session.labels[`items/${first._row}/product`], session.labels[`items/${second._row}/product`], session.labels.supplier], ["Desk", "Chair", "Acme"]);
  const { focus } = session.lines({ command: "duplicate", key: "items", row: second._row });
  assert.equal(session.labels[`items/${focus?.row}/product`], "Chair");
});

test("what somebody else saved is taken over, except where this person wrote too", () => {
  const session = new FormSession({ form, values: { subject: "A", city: "B" } }, run);
  session.enter("subject", "Mine");
  assert.deepEqual(session.rebase({ subject: "A", city: "Theirs" }, {}), []);
  assert.deepEqual([session.values.subject, session.values.city, session.changes], ["Mine", "Theirs", { subject: "Mine" }]);
  assert.deepEqual(session.rebase({ subject: "Also theirs", city: "Theirs" }, {}), ["subject"]);
  assert.equal(session.values.subject, "Mine");
});

test("an untouched line is not sent, whatever its defaults are", () => {
  const lines = { fields: [{ key: "items", type: "lines", settings: {}, columns: [{ key: "day", type: "date", default_expression: () => "2026-12-05", settings: {} }, { key: "who", type: "member", settings: { default_me: true } }, { key: "what", type: "text", settings: {} }] }] };
  const session = new FormSession({ form: lines, isNew: true, me: { id: 7 } }, run);
  const [row] = session.state.values.items;
  assert.deepEqual([row.day, row.who], ["2026-12-05", 7]);
  assert.deepEqual(session.values.items, []);
  session.enter(`items/${row._row}/what`, "Desk");
  assert.deepEqual(session.values.items, [{ day: "2026-12-05", who: 7, what: "Desk" }]);
});
