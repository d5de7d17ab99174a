// @ts-check
/** What a field looks like on the canvas: a still picture of its control. */
import { html } from "lit";
import { gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
/** @typedef {import("./model.js").FieldSettings} FieldSettings */

const MANY = 6;

/** @param {FieldSettings} f @param {boolean} square */
function options(f, square) {
  const list = /** @type {any[]} */ (f.options ?? []);
  return html`<div class="opts">${list.slice(0, MANY).map((o) => html`<span><i class="dot ${square ? "sq" : ""}"></i>${localized(o.label) || o.key}</span>`)}${list.length > MANY ? html`<span class="faint">+${list.length - MANY}</span>` : ""}</div>`;
}
/** @param {unknown} inside @param {string} [symbol] */
const box = (inside, symbol) => html`<div class="control pic"><span class="truncate">${inside}</span>${symbol ? icon(symbol) : ""}</div>`;

/** @param {FieldSettings} f */
export function picture(f) {
  const hint = localized(f.placeholder);
  switch (f.type) {
    case "longtext": return html`<div class="control pic tall">${hint}</div>`;
    case "checkbox": return html`<div class="opts"><span><i class="dot sq"></i>${localized(f.label)}</span></div>`;
    case "choices": return options(f, true);
    case "choice": return f.display === "radio" ? options(f, false) : box(hint || gettext("Select…"), "chevron-down");
    case "file": return html`<div class="drop pic">${icon("upload")}</div>`;
    case "date": return box(hint || gettext("YYYY-MM-DD"), "calendar");
    case "datetime": return box(hint || gettext("YYYY-MM-DD HH:MM"), "clock");
    case "member": return box(hint || gettext("Choose a person…"), "chevron-down");
    case "department": return box(hint || gettext("Choose a department…"), "chevron-down");
    case "link": return box(hint || gettext("Choose a record…"), "chevron-down");
    case "formula": return html`<div class="control pic fixed"><span class="mono truncate">${f.expression ? `= ${f.expression}` : gettext("= write the formula")}</span></div>`;
    case "autonumber": return html`<div class="control pic fixed"><span class="mono">${f.prefix ?? ""}${"0".repeat(Math.max(0, Number(f.digits ?? 4) - 1))}1</span></div>`;
    case "money": return box(html`<span class="faint">${f.currency ?? "CNY"}</span> 0.00`);
    case "number": return box(html`${hint} <span class="faint">${f.unit ?? ""}</span>`);
    default: return box(hint);
  }
}
