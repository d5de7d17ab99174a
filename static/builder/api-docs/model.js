// @ts-check
/** What the API page knows of an OpenAPI document: groups of operations, their inputs, an example body, the request to send. */

/**
 * @typedef {{name: string, place: "path" | "query", required: boolean, description: string}} Input
 * @typedef {{id: string, method: string, path: string, title: string, description: string, inputs: Input[], hasBody: boolean, example: any, answers: string[]}} Operation
 * @typedef {{name: string, operations: Operation[]}} Group
 */

const METHODS = ["get", "post", "put", "patch", "delete"];
const PREFIX = "/api/v1/";
const DEEPEST = 6;

/** The thing a schema or parameter stands for, also when it only points to it. @param {any} document @param {any} node @returns {any} */
export function resolve(document, node) {
  if (!node?.$ref) return node ?? {};
  return node.$ref.replace(/^#\//, "").split("/").reduce((/** @type {any} */ at, /** @type {string} */ part) => at?.[part], document) ?? {};
}

const simple = { string: "", integer: 0, number: 0, boolean: false, null: null };

/** An example value that fits a schema. @param {any} document @param {any} schema @param {number} [depth] @returns {any} */
export function example(document, schema, depth = 0) {
  const found = resolve(document, schema);
  if (found.example !== undefined || found.default !== undefined) return found.example ?? found.default;
  if (found.enum) return found.enum[0];
  const choice = found.oneOf ?? found.anyOf ?? found.allOf;
  if (choice) return example(document, choice[0], depth + 1);
  const type = Array.isArray(found.type) ? found.type[0] : found.type;
  if (depth > DEEPEST) return null;
  if (type === "array") return [example(document, found.items, depth + 1)];
  if (found.properties) return Object.fromEntries(Object.entries(found.properties).filter(([, one]) => !resolve(document, one).readOnly).map(([key, one]) => [key, example(document, one, depth + 1)]));
  return type in simple ? simple[/** @type {keyof typeof simple} */ (type)] : {};
}

/** @param {string} path */
const groupOf = (path) => {
  const parts = path.replace(PREFIX, "").split("/").filter((part) => part && !part.startsWith("{"));
  return parts[0] === "apps" ? (parts[1] ?? "apps") : (parts[0] ?? "");
};

/** @param {any} document @param {string} path @param {string} method @param {any} raw @param {any[]} shared @returns {Operation} */
function operation(document, path, method, raw, shared) {
  const inputs = [...shared, ...(raw.parameters ?? [])].map((one) => resolve(document, one)).filter((one) => one.in === "path" || one.in === "query");
  const body = resolve(document, raw.requestBody)?.content?.["application/json"];
  const [title, ...rest] = (raw.summary || raw.description || raw.operationId || "").split("\n");
  return {
    id: `${method}-${path}`.replace(/[^a-z0-9]+/gi, "-"),
    method: method.toUpperCase(),
    path,
    title,
    description: rest.join("\n").trim(),
    inputs: inputs.map((one) => ({ name: one.name, place: one.in, required: !!one.required, description: one.description ?? "" })),
    hasBody: !!body || ["post", "put", "patch"].includes(method),
    example: body ? example(document, body.schema) : {},
    answers: Object.keys(raw.responses ?? {}),
  };
}

/** Every operation, grouped by what it is about, in the order of their addresses. @param {any} document @returns {Group[]} */
export function groups(document) {
  /** @type {Map<string, Operation[]>} */
  const found = new Map();
  for (const path of Object.keys(document.paths ?? {}).sort()) {
    const item = document.paths[path];
    const name = groupOf(path);
    for (const method of METHODS.filter((one) => item[one])) {
      found.set(name, [...(found.get(name) ?? []), operation(document, path, method, item[method], item.parameters ?? [])]);
    }
  }
  return [...found].map(([name, operations]) => ({ name, operations }));
}

/** The groups with the operations that contain every word. @param {Group[]} all @param {string} query @returns {Group[]} */
export function filtered(all, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (/** @type {Operation} */ one) => words.every((word) => `${one.method} ${one.path} ${one.title}`.toLowerCase().includes(word));
  return all.map((group) => ({ ...group, operations: group.operations.filter(fits) })).filter((group) => group.operations.length);
}

/** The address with its places filled and its query added. @param {Operation} one @param {Record<string, string>} values @returns {string} */
export function address(one, values) {
  const path = one.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const query = new URLSearchParams(one.inputs.filter((input) => input.place === "query" && values[input.name]).map((input) => [input.name, values[input.name]]));
  return query.size ? `${path}?${query}` : path;
}

/** Names of places in the path that are still empty. @param {Operation} one @param {Record<string, string>} values @returns {string[]} */
export const missing = (one, values) => one.inputs.filter((input) => input.place === "path" && !values[input.name]).map((input) => input.name);

/** The same request for a command line. @param {string} origin @param {Operation} one @param {Record<string, string>} values @param {string} body */
export function curl(origin, one, values, body) {
  const lines = [`curl -X ${one.method} '${origin}${address(one, values)}'`, "-H 'Authorization: Bearer <token>'"];
  if (one.hasBody) lines.push("-H 'Content-Type: application/json'", `-d '${body.replaceAll("'", "'\\''")}'`);
  return lines.join(" \\\n  ");
}
