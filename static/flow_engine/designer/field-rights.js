// @ts-check
/** What people at a node may do with each field: not see it, read it, change it, or have to fill it in. */
import { html } from "lit";
import { fmt, gettext } from "../../builder/core/i18n.js";

const COMPUTED = new Set(["formula", "autonumber"]);

/**
 * @param {{rights: Record<string, string>, fields: {key: string, label: string, type: string}[], kind: string, change: (rights: Record<string, string>) => void}} view
 */
export function fieldRights({ rights, fields, kind, change }) {
  const usual = kind === "start" ? "edit" : "read";
  /** @type {[string, string][]} */
  const every = [["hidden", gettext("hidden")], ["read", gettext("read")], ["edit", gettext("edit")], ["required", gettext("must fill")]];
  const set = (/** @type {string} */ key, /** @type {string} */ right) => {
    const { [key]: _gone, ...others } = rights;
    change(right === usual ? others : { ...others, [key]: right });
  };
  return html`
    <details class="fl-rights" ?open=${Object.keys(rights).length > 0}>
      <summary>${gettext("Field rights")}</summary>
      ${fields.map((field) => {
        const options = COMPUTED.has(field.type) || kind === "cc" ? every.slice(0, 2) : every;
        const current = rights[field.key] ?? (options.some(([key]) => key === usual) ? usual : "read");
        return html`
          <label class="fl-right"><span>${field.label}</span>
            <select class="select compact" aria-label=${fmt(gettext("Right on %(name)s"), { name: field.label })} @change=${(/** @type {any} */ event) => set(field.key, event.target.value)}>
              ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === current}>${text}</option>`)}
            </select>
          </label>`;
      })}
    </details>`;
}
