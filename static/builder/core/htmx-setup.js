// @ts-check
/** htmx under a strict policy: no code from attributes, a Trusted Types policy for swaps, CSRF, our dialog and toasts. */
import { csrfToken } from "./api.js";
import { gettext } from "./i18n.js";
import { toast } from "./toast.js";

const page = /** @type {any} */ (globalThis);

const refuse = () => { throw new Error("htmx: code in attributes is switched off; write a web component instead"); };
const NoEval = /** @type {any} */ (function () { refuse(); });

/** @param {string} html */
const asIs = (html) => html;

const rules = { createHTML: asIs, createScript: () => "" };
const policy = page.trustedTypes?.createPolicy("htmx", rules) ?? rules;

/** What the server says in a `data-problem` fragment, or "". @param {string} text */
function problemText(text) {
  if (!text?.includes("data-problem")) return "";
  const parsed = new DOMParser().parseFromString(policy.createHTML(text), "text/html");
  const lines = [...parsed.querySelectorAll("[data-problem] p")].map((line) => line.textContent?.trim());
  return lines.filter(Boolean).join(" ");
}

/** @param {any} context */
function explain({ response }) {
  if (response.status === 403) return gettext("You are not allowed to do this.");
  if (response.status === 404) return gettext("This no longer exists, or you may not see it.");
  if (response.status === 409) return gettext("Somebody changed this in the meantime. Reload the page to see it.");
  return gettext("The server could not answer. Please try again.");
}

const strict = {
  /** @param {any} api */
  init(api) {
    api.initSecurity(policy, NoEval, NoEval);
  },
  /** @param {Element} _element @param {any} detail */
  htmx_config_request(_element, detail) {
    if (detail.ctx.request.method !== "GET") detail.ctx.request.headers["X-CSRFToken"] = csrfToken();
  },
  /** @param {Element} element @param {any} detail */
  htmx_response_error(element, { ctx }) {
    const said = problemText(ctx.text);
    const form = ctx.response.status === 422 && !said && ctx.text && !/<html/i.test(ctx.text);
    if (form) return;
    ctx.swap = "none";
    if (element.closest("[data-own-errors]")) return;
    toast(said || explain(ctx), { tone: "danger", stay: true });
  },
  /** @param {Element} _element @param {any} detail */
  htmx_error(_element, detail) {
    if (detail.ctx && !detail.ctx.response) toast(gettext("The server cannot be reached. Check the connection and try again."), { tone: "danger", stay: true });
  },
};

/** Replace the browser's question by our dialog. @param {any} event */
async function ask(event) {
  const { ctx, issueRequest, dropRequest } = event.detail;
  if (!ctx?.confirm) return;
  event.preventDefault();
  const { confirm } = await import("../ui/mr-dialog.js");
  const source = /** @type {HTMLElement} */ (ctx.sourceElement);
  const danger = !!source.closest(".danger, [data-danger]");
  (await confirm({ title: ctx.confirm, danger, confirmLabel: source.dataset.confirmLabel })) ? issueRequest() : dropRequest();
}

function bar() {
  const element = document.createElement("div");
  element.className = "loading-bar";
  document.body.append(element);
  let open = 0;
  const count = (/** @type {number} */ by) => {
    open = Math.max(0, open + by);
    element.classList.toggle("on", open > 0);
  };
  document.addEventListener("htmx:before:request", () => count(1));
  document.addEventListener("htmx:finally:request", () => count(-1));
}

if (page.htmx) {
  page.htmx.registerExtension("mr-strict", strict);
  document.addEventListener("htmx:confirm", ask);
  bar();
}
