// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { buttonsOf, formMode, lentTask, needsComment, stepsOf, whoWasFaster } from "./model.js";

const ann = { id: 1, name: "Ann" };
const ben = { id: 2, name: "Ben" };
/** @param {any} more @returns {any} */
const entry = (more) => ({ number: 1, type: "answered", at: "2026-11-02T10:00:00Z", actor: ben, for: null, node: "head", node_name: "Manager", text: "Approved", tone: "positive", outcome: "approve", comment: "", ...more });
const submitted = entry({ type: "started", actor: ann, node: "", node_name: "", text: "Submitted" });
/** @param {any} more @returns {any} */
const page = (more = {}) => ({ process: { status: "running", initiator: ann, can: { submit: false } }, task: null, open_tasks: [], timeline: [submitted], steps: [], record: { masks: {} }, record_url: "", ...more });
/** @param {any} more @returns {any} */
const coming = (more) => ({ node: "fin", kind: "approve", status: "expected", node_name: { en: "Finance" }, reason: "", people: [{ id: 3, name: "Carl", for: "" }], ...more });

test("the way shows what is done, what is open and what will come", () => {
  const found = stepsOf(page({ timeline: [submitted, entry({})], steps: [coming({ status: "open", people: [{ id: 2, name: "Ben", for: "Carl" }] }), coming({ node_name: "Purchasing" })] }), 9);
  assert.deepEqual(found.map((step) => [step.state, step.label, step.who]), [
    ["done", "Submit", "Ann"], ["done", "Manager", "Ben"], ["now", "Finance", "Ben for Carl"], ["next", "Purchasing", "Carl"],
  ]);
});

test("a step that some have answered is shown once, as the current one", () => {
  const found = stepsOf(page({ timeline: [submitted, entry({ node_name: "Finance" })], steps: [coming({ status: "open" })] }), 3);
  assert.deepEqual(found.map((step) => [step.state, step.who]), [["done", "Ann"], ["now", "you"]]);
});

test("answers of several people at one step stand together, and only since the latest submission", () => {
  const timeline = [submitted, entry({ outcome: "reject" }), entry({ type: "resubmitted", actor: ann, node: "" }), entry({}), entry({ actor: ann })];
  assert.deepEqual(stepsOf(page({ timeline }), 9).map((step) => step.who), ["Ann", "Ben, Ann"]);
});

test("a request that came back waits for its initiator", () => {
  const found = stepsOf(page({ process: { status: "returned", initiator: ann, can: { submit: true } } }), 1);
  assert.deepEqual(found.at(-1), { state: "now", label: "Back with the initiator", who: "you", note: "" });
});

test("the builder decides when words are needed", () => {
  assert.equal(needsComment({ comment_rule: "required_on_reject" }, "reject"), true);
  assert.equal(needsComment({ comment_rule: "required_on_reject" }, "approve"), false);
  assert.equal(needsComment({ comment_rule: "required" }, "approve"), true);
  assert.equal(needsComment({ comment_rule: "optional" }, "return"), false);
});

test("a form is open only where something may be changed and answered", () => {
  assert.equal(formMode(page({ task: {}, record: { masks: { a: "read", b: "required" } } })), "edit");
  assert.equal(formMode(page({ task: {}, record: { masks: { a: "read" } } })), "view");
  assert.equal(formMode(page({ record: { masks: { a: "edit" } } })), "view");
});

test("buttons stand in their usual order", () => {
  assert.deepEqual(buttonsOf(/** @type {any} */ ({ actions: { cc: {}, reject: {}, approve: {} } })), ["approve", "reject", "cc"]);
  assert.deepEqual(buttonsOf(null), []);
});

test("whoever comes too late learns who was faster", () => {
  assert.equal(whoWasFaster(page({ timeline: [submitted, entry({})] }), "head"), "Ben was faster: Approved.");
  assert.equal(whoWasFaster(page(), "head"), "");
});

test("a principal sees the task that a deputy has", () => {
  const lent = { id: 7, owner: ann, assignee: ben };
  assert.equal(lentTask(page({ open_tasks: [lent] }), 1)?.id, 7);
  assert.equal(lentTask(page({ open_tasks: [lent] }), 2), null);
});
