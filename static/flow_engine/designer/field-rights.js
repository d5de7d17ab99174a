// @ts-check
/** What people at a node may do with each field: not see it, read it, change it, or have to fill it in. */
import { html } from "lit";
import { fmt, gettext } from "../../builder/core/i18n.js";

const COMPUTED = new Set(["formula", "autonumber"]);

/** @typedef {{key: string, label: string, type: string, columns?: Field[]}} Field */

/**
 * @param {{rights: Record<string, string>, fields: Field[], kind: string, change: (rights: Record<string, string>) => void}} view
 */
export function fieldRights({ rights, fields, kind, change }) {
  const usual = kind === "start" ? "edit" : "read";
  /** @type {[string, string][]} */
  const every = [["hidden", gettext("hidden")], ["read", gettext("read")], ["edit", gettext("edit")], ["required", gettext("must fill")]];
  const set = (/** @type {string} */ key, /** @type {string} */ right, /** @type {string} */ without) => {
    const { [key]: _gone, ...others } = rights;
    change(right === without ? others : { ...others, [key]: right });
  };
  const line = (/** @type {Field} */ field, /** @type {string} */ path, /** @type {string} */ inherited) => {
    const options = COMPUTED.has(field.type) || kind === "cc" ? every.slice(0, 2) : every;
    const without = options.some(([key]) => key === inherited) ? inherited : "read";
    const current = rights[path] ?? without;
    return html`
      <label class="fl-right ${path.includes(".") ? "inner" : ""}"><span>${field.label}</span>
        <select class="select sm ${path in rights ? "set" : ""}" aria-label=${fmt(gettext("Right on %(name)s"), { name: field.label })} @change=${(/** @type {any} */ event) => set(path, event.target.value, without)}>
          ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === current}>${text}</option>`)}
        </select>
      </label>
      ${(field.columns ?? []).map((column) => line(column, `${path}.${column.key}`, current === "required" ? "edit" : current))}`;
  };
  const count = Object.keys(rights).length;
  return html`
    <details class="props-group">
      <summary>${gettext("Field rights")}${count ? html` <span class="badge">${count}</span>` : ""}</summary>
      <div class="fl-rights">${fields.map((field) => line(field, field.key, usual))}</div>
    </details>`;
}
