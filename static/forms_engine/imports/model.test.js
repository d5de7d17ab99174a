// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { adviceFor, changeColumn, changeMode, followPlan, formGapsOf, formOf, gapsOf, keyChoices, matchLabel, pastedTable, pauseAfter, planOf, progressOf, refusalOf, sampleFile, sendColumn, startFrom, stepOf, suffixOf, targetsOf, titleFor, unfilled } from "./model.js";

const LIMITS = { bytes: 1000, suffixes: [".xlsx", ".csv"] };
const target = (key, more = {}) => ({ key, label: key.toUpperCase(), type: "text", required: false, unique: false, matches: [], match_labels: {}, ...more });
const FIELDS = [target("code", { required: true, unique: true }), target("customer", { type: "link", matches: ["key", "number"], match_labels: { key: "Customer key" } }), target("note", { type: "longtext" })];
const LINES = [target("items.product", { table: "Items", label: "Product" }), target("items.amount", { table: "Items", type: "number" }), target("visits.day", { table: "Visits" })];
const column = (index, name, more = {}) => ({ index, name, type: "text", samples: ["a"], filled: 3, distinct: 2, ...more });
const FOUND = { sheets: ["Orders"], sheet: 0, header_row: 1, top: [], row_count: 3, row_count_is_exact: true, fields: FIELDS, line_fields: LINES, columns: [column(0, "Code", { field: "code" }), column(1, "Customer", { field: "customer" }), column(2, "Empty", { filled: 0, type: "text" })] };
const draft = () => startFrom(FOUND, "orders.csv");
const batch = (more = {}) => ({ id: 1, state: "running", form: "orders", file: { name: "orders.csv", size: 1 }, plan: {}, counts: { rows: 0, done: 0, failed: 0 }, total: null, problem: "", created_at: "2026-01-01T00:00:00Z", started_at: "2026-01-01T00:00:00Z", finished_at: null, ...more });

test("files of another kind, empty ones and large ones are not sent", () => {
  assert.match(refusalOf({ name: "photo.png", size: 5 }, LIMITS), /photo\.png is no table.*\.xlsx or \.csv/);
  assert.match(refusalOf({ name: "a.csv", size: 0 }, LIMITS), /empty/);
  assert.match(refusalOf({ name: "a.csv", size: 1001 }, LIMITS), /up to 1,000 B/);
  assert.equal(refusalOf({ name: "A.CSV", size: 1000 }, LIMITS), "");
  assert.deepEqual([suffixOf("a.b.XLSX"), suffixOf("plain")], [".xlsx", ""]);
});

test("a refusal comes with advice, an unknown one without", () => {
  assert.match(adviceFor("too_large"), /CSV/);
  assert.equal(adviceFor("strange"), "");
});

test("only a table can be pasted", () => {
  assert.equal(pastedTable("a\tb\n1\t2"), "a\tb\n1\t2");
  assert.equal(pastedTable("Dear all,\nhello\n"), "");
  assert.equal(pastedTable("one line, only"), "");
});

test("a form is named after its file", () => {
  assert.deepEqual(["order_lines (2).xlsx", "customers.csv", ".csv"].map(titleFor), ["Order lines", "Customers", ""]);
});

test("guessed columns are sent, and links are found by the first key", () => {
  assert.deepEqual(planOf(draft()), { sheet: 0, header_row: 1, mode: "create", columns: { 0: { field: "code" }, 1: { field: "customer", match: "key" } } });
  assert.deepEqual(draft().columns.map((one) => one.use), [true, true, false]);
});

test("a field takes one column only", () => {
  const sent = sendColumn(draft(), 2, "code", FIELDS);
  assert.deepEqual(sent.columns.map((one) => one.field), ["", "customer", "code"]);
  assert.deepEqual(sendColumn(sent, 2, "", FIELDS).columns.map((one) => one.field), ["", "customer", ""]);
});

test("random choices never send two columns into one field", () => {
  let one = draft();
  for (let turn = 0; turn < 500; turn++) {
    one = sendColumn(one, Math.floor(Math.random() * 3), ["", ...FIELDS.map((field) => field.key)][Math.floor(Math.random() * 4)], FIELDS);
    const fields = one.columns.map((column) => column.field).filter(Boolean);
    assert.equal(new Set(fields).size, fields.length);
  }
});

test("updating needs a key, a unique one is taken by itself", () => {
  const update = changeMode(draft(), "update", FOUND);
  assert.equal(planOf(update).key, "code");
  assert.deepEqual(keyChoices(update, FIELDS).map((one) => one.key), ["code", "customer"]);
  const lost = sendColumn(update, 0, "", FIELDS);
  assert.equal(gapsOf(lost).length, 1);
  assert.equal(changeMode(update, "create", FOUND).key, "");
});

test("rows of a sub-table keep one column that finds the record, and go into the table with their names", () => {
  const found = { ...FOUND, columns: [...FOUND.columns, column(3, "product"), column(4, "Amount")] };
  const into = changeMode(startFrom(found, "lines.csv"), "lines", found);
  assert.deepEqual(planOf(into), { sheet: 0, header_row: 1, mode: "lines", key: "code", columns: { 0: { field: "code" }, 3: { field: "items.product" }, 4: { field: "items.amount" } } });
  const other = sendColumn(into, 1, "customer", targetsOf(found, "lines"));
  assert.deepEqual([other.key, ...other.columns.map((one) => one.field)], ["customer", "", "customer", "", "items.product", "items.amount"]);
  assert.equal(gapsOf(sendColumn(into, 0, "", targetsOf(found, "lines"))).length, 1);
  assert.deepEqual(planOf(changeMode(into, "create", found)).columns, planOf(startFrom(found, "")).columns);
});

test("gaps name what is missing", () => {
  assert.deepEqual(gapsOf(draft()), []);
  const open = sendColumn(draft(), 0, "", FIELDS);
  assert.deepEqual(unfilled(open, FIELDS).map((one) => one.key), ["code"]);
  assert.deepEqual(unfilled({ ...open, mode: "update" }, FIELDS), []);
  const none = [0, 1].reduce((one, index) => sendColumn(one, index, "", FIELDS), draft());
  assert.equal(gapsOf(none).length, 1);
});

test("a new form takes the chosen columns with their names and types", () => {
  const made = formOf(changeColumn(draft(), 0, { label: "Order code", type: "number", required: true, unique: true }));
  assert.deepEqual(made.columns, [{ index: 0, name: "Order code", type: "number", required: true, unique: true }, { index: 1, name: "Customer", type: "text", required: false, unique: false }]);
  assert.equal(made.name, "Orders");
  assert.deepEqual(formGapsOf(draft()), []);
  assert.equal(formGapsOf({ ...draft(), title: " ", columns: [] }).length, 2);
});

test("a plan of the server is followed, with how cells are written", () => {
  const followed = followPlan(draft(), { sheet: 0, header_row: 1, columns: { 1: { field: "code", formats: ["%d.%m.%Y"] } } }, FIELDS);
  assert.deepEqual(planOf(followed).columns, { 1: { field: "code", formats: ["%d.%m.%Y"] } });
  assert.deepEqual(planOf(sendColumn(followed, 1, "note", FIELDS)).columns, { 1: { field: "note" } });
});

test("keys of links have names", () => {
  assert.deepEqual(["key", "number", "other"].map((match) => matchLabel(FIELDS[1], match)), ["Customer key", "Record number", "other"]);
});

test("whoever comes back goes on where it stands", () => {
  assert.deepEqual(["uploaded", "waiting", "running", "done", "failed"].map((state) => stepOf(batch({ state }))), ["sheet", "run", "run", "run", "run"]);
});

test("progress, pace and time left follow the counts", () => {
  const now = Date.parse("2026-01-01T00:00:10Z");
  assert.deepEqual(progressOf(batch({ counts: { rows: 500, done: 500, failed: 0 }, total: 1000 }), now), { share: 0.5, pace: 50, left: 10 });
  assert.equal(progressOf(batch(), now).share, null);
  assert.equal(progressOf(batch({ state: "done", finished_at: "2026-01-01T00:00:02Z", counts: { rows: 100, done: 90, failed: 10 } }), now).pace, 50);
  assert.deepEqual([pauseAfter(0), pauseAfter(100)], [300, 2000]);
});

test("the sample file quotes what needs it", () => {
  assert.equal(sampleFile([{ label: "Name, first", text: 'a "b"' }, { label: "Day", text: "2026-01-31" }]), '\ufeff"Name, first",Day\r\n"a ""b""",2026-01-31\r\n');
});
