// @ts-check
/** JSON requests to our own server: CSRF header, problem details as errors, revision and idempotency headers. */
import { gettext } from "./i18n.js";

/** @typedef {{path: string, code: string, message: string}} Problem */

/** What the server answered when it refused: RFC 9457 problem details. Status 0 means it could not be reached. */
export class ProblemError extends Error {
  /** @param {{status: number, title?: string, detail?: string, code?: string, problems?: Problem[], body?: any}} answer */
  constructor({ status, title = "", detail = "", code = "", problems = [], body = null }) {
    super(detail || title || gettext("The server could not answer. Please try again."));
    this.name = "ProblemError";
    this.status = status;
    this.title = title;
    this.code = code;
    this.problems = problems;
    this.body = body;
  }
  /** The first message for each path. */
  get byPath() {
    /** @type {Record<string, string>} */
    const messages = {};
    for (const { path, message } of this.problems) messages[path] ??= message;
    return messages;
  }
}

/** The token that Django wants with every write. */
export const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";

/** A key that makes repeating the same write harmless. */
export const idempotencyKey = () => crypto.randomUUID();

/**
 * @typedef {{method?: string, body?: any, headers?: Record<string, string>, ifMatch?: string | number,
 *   idempotencyKey?: string, signal?: AbortSignal}} Options
 * `body` is sent as JSON, or as it is when it is FormData. `ifMatch` is a revision number or an entity tag.
 */

/** @param {Options} options */
function headersFor({ method = "GET", body, headers = {}, ifMatch, idempotencyKey: key }) {
  /** @type {Record<string, string>} */
  const all = { Accept: "application/json, application/problem+json", ...headers };
  if (method !== "GET") all["X-CSRFToken"] = csrfToken();
  if (body !== undefined && !(body instanceof FormData)) all["Content-Type"] = "application/json";
  if (ifMatch !== undefined) all["If-Match"] = /^(W\/)?"/.test(String(ifMatch)) ? String(ifMatch) : `"${ifMatch}"`;
  if (key) all["Idempotency-Key"] = key;
  return all;
}

/** @param {Response} response */
async function read(response) {
  if (response.status === 204) return null;
  const json = /json/.test(response.headers.get("Content-Type") ?? "");
  return json ? response.json() : response.text();
}

/**
 * Send a request; answers the data with status and entity tag, or throws ProblemError.
 * @param {string} url @param {Options} [options]
 * @returns {Promise<{data: any, status: number, etag: string | null}>}
 */
export async function send(url, options = {}) {
  const { method = "GET", body, signal } = options;
  const payload = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
  let response, data;
  try {
    response = await fetch(url, { method, body: payload, signal, headers: headersFor(options), credentials: "same-origin" });
    data = await read(response);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({ status: response?.status ?? 0 });
  }
  if (response.ok) return { data, status: response.status, etag: response.headers.get("ETag") };
  const problem = data && typeof data === "object" ? data : {};
  throw new ProblemError({ status: response.status, title: problem.title, detail: problem.detail, code: problem.code, problems: problem.problems, body: problem });
}

/** @param {string} method */
const withBody = (method) => async (/** @type {string} */ url, /** @type {any} */ body, /** @type {Options} */ options = {}) => (await send(url, { ...options, method, body })).data;

/** Shorthands that answer only the data. */
export const api = {
  /** @param {string} url @param {Options} [options] */
  get: async (url, options = {}) => (await send(url, options)).data,
  post: withBody("POST"),
  put: withBody("PUT"),
  patch: withBody("PATCH"),
  delete: withBody("DELETE"),
};

/** Add query parameters to an address. @param {string} url @param {Record<string, string | number | undefined | null>} params */
export function withQuery(url, params) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
  const text = query.toString();
  return text ? `${url}${url.includes("?") ? "&" : "?"}${text}` : url;
}
