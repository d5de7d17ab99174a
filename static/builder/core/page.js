// @ts-check
/** What every page needs; base.html loads this one module. Larger elements load themselves when the page contains them. */
import "./htmx-setup.js";
import "../ui/mr-menu.js";
import "../ui/mr-popover.js";
import "../ui/mr-toast.js";
import "../ui/mr-tip.js";
import { isTyping, onKeys } from "./keys.js";
import { language } from "./i18n.js";
import { autoload } from "./autoload.js";

const root = document.documentElement;

/** @param {string} name @param {string} value */
function remember(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}

function foldNavigation() {
  const narrow = root.dataset.nav !== "narrow";
  root.dataset.nav = narrow ? "narrow" : "wide";
  remember("nav", root.dataset.nav);
  for (const button of document.querySelectorAll("[data-fold-nav]")) button.setAttribute("aria-pressed", String(narrow));
}

async function openPalette() {
  const { openCommand } = await import("../ui/mr-command.js");
  openCommand(root.dataset.search ?? "/search/");
}

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const opener = target.closest("[data-opens]");
  if (target.closest("[data-fold-nav]")) foldNavigation();
  if (target.closest("[data-command]")) openPalette();
  if (target.closest("[data-print]")) window.print();
  if (opener) import("../ui/mr-dialog.js").then(({ openById }) => openById(opener.getAttribute("data-opens") ?? "", /** @type {HTMLElement} */ (opener)));
});
document.addEventListener("change", (event) => {
  const target = /** @type {HTMLSelectElement | HTMLInputElement} */ (event.target);
  if (target.matches("[data-auto-submit], [data-auto-submit] *")) target.form?.requestSubmit();
});
onKeys(document, {
  "Mod+K": () => { openPalette(); },
  "/": (event) => {
    const field = /** @type {HTMLElement | null} */ (document.querySelector("[data-page-search]"));
    if (isTyping(event) || !field) return false;
    field.focus();
    return true;
  },
});
if (!document.cookie.includes("timezone=")) remember("timezone", Intl.DateTimeFormat().resolvedOptions().timeZone);
if (language().startsWith("zh")) root.dataset.script = "han";
autoload();
