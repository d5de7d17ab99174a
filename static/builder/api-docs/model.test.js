// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { address, curl, example, filtered, groups, missing } from "./model.js";

const DOCUMENT = {
  components: { schemas: { New: { type: "object", properties: { name: { type: "string" }, id: { type: "integer", readOnly: true }, tags: { type: "array", items: { type: ["string", "null"] } } } }, Loop: { type: "object", properties: { below: { $ref: "#/components/schemas/Loop" } } } } },
  paths: {
    "/api/v1/apps/": { get: { operationId: "list", description: "List the apps.\nOnly yours." }, post: { summary: "Create", requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/New" } } } }, responses: { 201: {} } } },
    "/api/v1/apps/{app}/roles/": { parameters: [{ name: "app", in: "path", required: true }], get: { parameters: [{ name: "search", in: "query" }, { name: "X", in: "header" }] } },
  },
};
const all = groups(DOCUMENT);

test("operations are grouped by what they are about", () => {
  assert.deepEqual(all.map((group) => [group.name, group.operations.map((one) => one.method)]), [["apps", ["GET", "POST"]], ["roles", ["GET"]]]);
  assert.deepEqual([all[0].operations[0].title, all[0].operations[0].description], ["List the apps.", "Only yours."]);
});

test("an example has what may be written, and ends in circles", () => {
  assert.deepEqual(all[0].operations[1].example, { name: "", tags: [""] });
  assert.match(JSON.stringify(example(DOCUMENT, { $ref: "#/components/schemas/Loop" })), /null/);
});

test("the address is filled and quoted", () => {
  const roles = all[1].operations[0];
  assert.deepEqual(missing(roles, {}), ["app"]);
  assert.equal(address(roles, { app: "a/b", search: "x y" }), "/api/v1/apps/a%2Fb/roles/?search=x+y");
});

test("every word must be found", () => {
  assert.deepEqual(filtered(all, "get ROLES").map((group) => group.name), ["roles"]);
  assert.deepEqual(filtered(all, "nothing"), []);
});

test("the command line quotes quotes", () => {
  assert.match(curl("http://x", all[0].operations[1], {}, `{"name": "it's"}`), /it'\\''s/);
});
