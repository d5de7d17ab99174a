import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "./store.js";

test("undo and redo walk the history and give its labels", () => {
  const store = new Store({ n: 0 });
  store.commit({ n: 1 }, { label: "one" });
  store.commit({ n: 2 }, { label: "two" });

  assert.equal(store.undo(), "two");
  assert.deepEqual(store.doc, { n: 1 });
  assert.equal(store.redoLabel, "two");
  assert.equal(store.redo(), "two");
  assert.deepEqual(store.doc, { n: 2 });
});

test("a commit forgets what could be redone", () => {
  const store = new Store(0);
  store.commit(1);
  store.undo();
  store.commit(2);

  assert.equal(store.canRedo, false);
});

test("commits with one key merge into one step", () => {
  const store = new Store("");
  for (const text of ["a", "ab", "abc"]) store.commit(text, { label: "type", coalesce: "label" });
  store.undo();

  assert.equal(store.doc, "");
});

test("history is bounded", () => {
  const store = new Store(0, { limit: 3 });
  for (let n = 1; n <= 10; n += 1) store.commit(n);
  while (store.canUndo) store.undo();

  assert.equal(store.doc, 7);
});

test("a document is dirty until it is saved, and clean again after undo to what was saved", () => {
  const store = new Store({ n: 0 });
  store.commit({ n: 1 });
  assert.equal(store.dirty, true);
  store.markSaved();
  store.commit({ n: 2 });
  store.undo();

  assert.equal(store.dirty, false);
});

test("random steps end where the history says", () => {
  const store = new Store(0);
  for (let n = 1; n < 500; n += 1) {
    const roll = (n * 7919) % 10;
    if (roll < 5) store.commit(n);
    else if (roll < 8) store.undo();
    else store.redo();
  }
  const end = store.doc;
  let steps = 0;
  while (store.canUndo) { store.undo(); steps += 1; }
  for (let n = 0; n < steps; n += 1) store.redo();

  assert.equal(store.doc, end);
});
