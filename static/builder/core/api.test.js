import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { api, ProblemError, send, withQuery } from "./api.js";

/** @type {any[]} */ let calls = [];
let answer = () => new Response("{}", { headers: { "Content-Type": "application/json" } });

beforeEach(() => {
  calls = [];
  globalThis.document = { querySelector: () => ({ getAttribute: () => "token" }), documentElement: { lang: "en", dataset: {} } };
  globalThis.fetch = async (url, options) => { calls.push({ url, ...options }); return answer(); };
});
afterEach(() => { delete globalThis.document; });

test("writes carry the token, the revision and the key", async () => {
  await api.patch("/api/x/", { a: 1 }, { ifMatch: 7, idempotencyKey: "k" });
  const [{ method, body, headers }] = calls;

  assert.equal(method, "PATCH");
  assert.equal(body, '{"a":1}');
  assert.equal(headers["X-CSRFToken"], "token");
  assert.equal(headers["If-Match"], '"7"');
  assert.equal(headers["Idempotency-Key"], "k");
});

test("reads carry no token", async () => {
  await api.get("/api/x/");

  assert.equal("X-CSRFToken" in calls[0].headers, false);
});

test("problem details become an error with its problems by path", async () => {
  const problem = { title: "Invalid", detail: "Check the values.", code: "invalid", problems: [{ path: "amount", code: "min", message: "Too small." }] };
  answer = () => new Response(JSON.stringify(problem), { status: 422, headers: { "Content-Type": "application/problem+json" } });
  const error = await send("/api/x/", { method: "POST", body: {} }).catch((raised) => raised);

  assert.ok(error instanceof ProblemError);
  assert.equal(error.status, 422);
  assert.equal(error.message, "Check the values.");
  assert.deepEqual(error.byPath, { amount: "Too small." });
});

test("no answer is an error with status 0", async () => {
  globalThis.fetch = async () => { throw new TypeError("offline"); };
  const error = await send("/api/x/").catch((raised) => raised);

  assert.equal(error.status, 0);
});

test("query parameters leave out what is empty", () => {
  assert.equal(withQuery("/x/?a=1", { q: "té", none: "", zero: 0 }), "/x/?a=1&q=t%C3%A9&zero=0");
});
