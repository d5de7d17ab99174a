// @ts-check
/** One setting of a field as the server's settings schema describes it. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import "../../builder/ui/mr-combobox.js";
import { gettext, localized } from "../../builder/core/i18n.js";
import { icon } from "../../builder/core/icon.js";
import "./mr-options-editor.js";
/** @typedef {import("./model.js").Found} Found */
/**
 * @typedef {{
 *   found: Found, language: string, forms: any[], columns: Found[], fields: Found[],
 *   set: (name: string, value: any) => void, write: (name: string, label: string, options?: {target?: string, expected?: string}) => void,
 * }} Host `write` opens the editor for an expression
 */

/** @param {Event} e */
const valueOf = (e) => /** @type {HTMLInputElement} */ (e.target).value;
/** @param {any} schema */
const kindOf = (schema) => (Array.isArray(schema.type) ? schema.type[0] : schema.type);
/** @param {string} id @param {string} label @param {unknown} control @param {string} [help] */
const row = (id, label, control, help = "") => html`<div class="field"><label for=${id} id=${`${id}-label`}>${label}</label>${control}${help ? html`<p class="help">${help}</p>` : nothing}</div>`;

/** @param {Host} host @param {string} name @param {any} schema @param {string} id @param {string} label */
function choice(host, name, schema, id, label) {
  const value = host.found.field[name] ?? schema.default ?? "";
  const labels = schema["x-labels"] ?? {};
  return row(id, label, html`<select class="select" id=${id} @change=${(/** @type {Event} */ e) => host.set(name, valueOf(e) === schema.default ? null : valueOf(e))}>
    ${schema.default === undefined ? html`<option value="" ?selected=${value === ""}>–</option>` : nothing}
    ${schema.enum.map((/** @type {string} */ key) => html`<option value=${key} ?selected=${live(value === key)}>${labels[key] ?? key}</option>`)}</select>`);
}
/** @param {Host} host @param {string} name @param {any} schema @param {string} id @param {string} label */
function number(host, name, schema, id, label) {
  return row(id, label, html`<input class="input" id=${id} type="number" step=${kindOf(schema) === "integer" ? "1" : "any"} min=${schema.minimum ?? nothing} max=${schema.maximum ?? nothing} placeholder=${schema.default ?? ""}
    .value=${live(String(host.found.field[name] ?? ""))} @input=${(/** @type {Event} */ e) => host.set(name, valueOf(e) === "" ? null : Number(valueOf(e)))}>`);
}
/** @param {Host} host @param {string} name @param {any} schema @param {string} id @param {string} label */
const text = (host, name, schema, id, label) => row(id, label, html`<input class="input" id=${id} maxlength=${schema.maxLength ?? nothing} placeholder=${schema.default ?? ""}
  .value=${live(String(host.found.field[name] ?? ""))} @input=${(/** @type {Event} */ e) => host.set(name, schema.pattern === "^[A-Z]{3}$" ? valueOf(e).toUpperCase() : valueOf(e))}>`);
/** @param {Host} host @param {string} name @param {any} schema @param {string} id @param {string} label */
const tick = (host, name, schema, id, label) => html`<label class="check"><input type="checkbox" id=${id} .checked=${live(Boolean(host.found.field[name] ?? schema.default))}
  @change=${(/** @type {Event} */ e) => { const on = /** @type {HTMLInputElement} */ (e.target).checked; host.set(name, on === Boolean(schema.default) ? null : on); }}>${label}</label>`;

/** @param {Host} host @param {string} name @param {any} schema @param {string} id @param {string} label */
function expression(host, name, schema, id, label) {
  const value = host.found.field[name] ?? "";
  const target = schema["x-of"] === "target" ? host.found.key : "";
  const formula = name === "expression";
  const words = formula ? [gettext("Edit formula"), gettext("Write formula")] : [gettext("Edit condition"), gettext("Add condition")];
  const expected = formula ? (host.found.field.result ?? "number") : "boolean";
  return html`<div class="field"><span class="label" id=${`${id}-label`}>${label}</span>
    ${value ? html`<code class="expression">${value}</code>` : html`<p class="help">${formula ? gettext("No formula yet.") : gettext("Not limited.")}</p>`}
    <button type="button" class="btn sm" id=${id} aria-describedby=${`${id}-label`} @click=${() => host.write(name, label, { target, expected })}>${icon(value || formula ? "pencil" : "plus")}${words[value ? 0 : 1]}</button></div>`;
}
/** @param {Host} host @param {string} name @param {any} _schema @param {string} id @param {string} label */
const form = (host, name, _schema, id, label) => row(id, label, html`<select class="select" id=${id} @change=${(/** @type {Event} */ e) => host.set(name, valueOf(e))}>
  <option value="" ?selected=${!host.found.field[name]}>${gettext("Choose a form…")}</option>${host.forms.map((f) => html`<option value=${f.key} ?selected=${live(host.found.field[name] === f.key)}>${localized(f.name)}</option>`)}</select>`,
host.forms.length ? "" : gettext("Publish another form first; then records can be linked."));
/** @param {Host} host @param {string} name @param {string} id @param {string} label @param {{key: string, label: any}[]} options @param {boolean} [creatable] */
const many = (host, name, id, label, options, creatable = false) => html`<div class="field"><label for=${id}>${label}</label><mr-combobox multiple ?creatable=${creatable} input-id=${id} .options=${options.map((o) => ({ value: o.key, label: localized(o.label) || o.key }))} .value=${host.found.field[name] ?? []}
  @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); host.set(name, e.detail.value.length ? e.detail.value : null); }}></mr-combobox></div>`;

/** @param {Host} host */
const targetFields = (host) => host.forms.find((f) => f.key === host.found.field.form)?.fields ?? [];

/** @param {Host} host @param {string} name @param {string} id @param {string} label */
function fill(host, name, id, label) {
  const pairs = Object.entries(host.found.field[name] ?? {});
  const source = targetFields(host);
  const own = host.fields.filter((f) => f.id !== host.found.id && f.scope === host.found.scope && !["lines", "formula", "autonumber"].includes(f.field.type));
  const save = (/** @type {[string, any][]} */ next) => host.set(name, next.length ? Object.fromEntries(next) : null);
  if (!source.length) return nothing;
  const free = own.filter((f) => !pairs.some(([to]) => to === f.key));
  return html`<div class="field"><span class="label" id=${`${id}-label`}>${label}</span><ul role="list" class="pairs">${pairs.map(([to, from], i) => html`<li>
      <select class="select sm" aria-label=${gettext("Field of the chosen record")} @change=${(/** @type {Event} */ e) => save(pairs.map((p, j) => (j === i ? [p[0], valueOf(e)] : p)))}>${source.map((/** @type {any} */ f) => html`<option value=${f.key} ?selected=${live(from === f.key)}>${localized(f.label)}</option>`)}</select>${icon("arrow-right")}
      <select class="select sm" aria-label=${gettext("Field to fill")} @change=${(/** @type {Event} */ e) => save(pairs.map((p, j) => (j === i ? [valueOf(e), p[1]] : p)))}>${own.filter((f) => f.key === to || free.includes(f)).map((f) => html`<option value=${f.key} ?selected=${live(to === f.key)}>${localized(f.field.label)}</option>`)}</select>
      <button type="button" class="btn ghost icon sm" aria-label=${gettext("Remove")} @click=${() => save(pairs.filter((_, j) => j !== i))}>${icon("x")}</button></li>`)}</ul>
    ${free.length ? html`<button type="button" class="btn ghost sm" id=${id} @click=${() => save([...pairs, [free[0].key, source[0].key]])}>${icon("plus")}${gettext("Fill a field")}</button>` : nothing}</div>`;
}

const WIDGETS = /** @type {Record<string, (host: Host, name: string, schema: any, id: string, label: string) => unknown>} */ ({
  expression, form, fill: (host, name, _schema, id, label) => fill(host, name, id, label),
  options: (host, name) => html`<mr-options-editor .options=${host.found.field[name] ?? []} .language=${host.language} @mr-change=${(/** @type {CustomEvent} */ e) => { e.stopPropagation(); host.set(name, e.detail.value); }}></mr-options-editor>`,
  tags: (host, name, _schema, id, label) => many(host, name, id, label, (host.found.field[name] ?? []).map((/** @type {string} */ key) => ({ key, label: key })), true),
  "target-fields": (host, name, _schema, id, label) => (targetFields(host).length ? many(host, name, id, label, targetFields(host)) : nothing),
  "line-fields": (host, name, _schema, id, label) => many(host, name, id, label, host.columns.filter((c) => ["number", "money", "formula"].includes(c.field.type)).map((c) => ({ key: c.key, label: c.field.label }))),
});

/** The control of one setting. @param {Host} host @param {string} name @param {any} schema */
export function settingControl(host, name, schema) {
  const id = `pp-${name}`;
  const label = schema.title ?? name;
  const widget = WIDGETS[schema["x-widget"]];
  if (widget) return widget(host, name, schema, id, label);
  if (schema.enum) return choice(host, name, schema, id, label);
  const kind = kindOf(schema);
  if (kind === "boolean") return tick(host, name, schema, id, label);
  return kind === "integer" || kind === "number" ? number(host, name, schema, id, label) : text(host, name, schema, id, label);
}
