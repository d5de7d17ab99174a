// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave } from "./autosave.js";

/** A server that keeps one draft. */
function server() {
  const state = { revision: 1, document: /** @type {any} */ (null), calls: 0, fail: 0 };
  const put = async (/** @type {string} */ _url, /** @type {any} */ body) => {
    state.calls += 1;
    await null;
    if (state.fail) throw Object.assign(new Error("down"), { status: state.fail, problems: [] });
    if (body.base_revision !== state.revision) throw Object.assign(new Error("stale"), { status: 409, problems: [], body: { current: { revision: state.revision, document: state.document, changed_by: "Ada" } } });
    state.revision += 1;
    state.document = body.document;
    return { revision: state.revision };
  };
  return { state, put };
}

test("changes made while a save is on its way are saved after it, in one more request", async () => {
  const { state, put } = server();
  const saving = new Autosave({ url: "/", revision: 1, put, delay: 0 });
  saving.touch("a");
  const first = saving.flush();
  saving.touch("b");
  saving.touch("c");
  assert.equal(await first, true);
  assert.equal(await saving.flush(), true);
  assert.deepEqual([state.document, state.calls, saving.status], ["c", 2, "saved"]);
});

test("somebody else's draft is not overwritten before somebody decides", async () => {
  const { state, put } = server();
  const saving = new Autosave({ url: "/", revision: 1, put, delay: 0 });
  state.revision = 5;
  state.document = "theirs";
  saving.touch("ours");
  assert.equal(await saving.flush(), false);
  assert.deepEqual([saving.status, saving.theirs?.by, state.document], ["conflict", "Ada", "theirs"]);
  assert.equal(await saving.keepOurs("ours"), true);
  assert.deepEqual([state.document, saving.revision], ["ours", 6]);
});

test("taking the other draft goes on from its revision", async () => {
  const { state, put } = server();
  const saving = new Autosave({ url: "/", revision: 1, put, delay: 0 });
  state.revision = 3;
  state.document = "theirs";
  saving.touch("ours");
  await saving.flush();
  assert.equal(saving.takeTheirs(), "theirs");
  saving.touch("next");
  assert.equal(await saving.flush(), true);
  assert.equal(state.document, "next");
});

test("what could not be saved is kept and sent again", async () => {
  const { state, put } = server();
  const saving = new Autosave({ url: "/", revision: 1, put, delay: 0 });
  state.fail = 422;
  saving.touch("a");
  assert.equal(await saving.flush(), false);
  assert.equal(saving.status, "failed");
  state.fail = 0;
  assert.equal(await saving.flush(), true);
  assert.equal(state.document, "a");
});
