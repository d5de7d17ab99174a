// @ts-check
/** Where a form's document names its fields: expressions, the title template, constraints and uniqueness. */
import { renameIn, renameInTitle } from "./names.js";
/** @typedef {import("./model.js").FormDocument} FormDocument */
/** @typedef {import("./model.js").Property} Property */
/** @typedef {import("./model.js").Found} Found */

/** Settings of a field that hold an expression. */
export const EXPRESSIONS = ["expression", "visible", "required_when", "read_only_when", "filter", "options_when"];

/** @param {Property} property @param {(text: string) => string} change @returns {Property} */
function inProperty(property, change) {
  let field = property["x-field"];
  for (const name of EXPRESSIONS) if (typeof field[name] === "string") field = { ...field, [name]: change(field[name]) };
  if (typeof field.default?.expression === "string") field = { ...field, default: { ...field.default, expression: change(field.default.expression) } };
  return { ...property, "x-field": field };
}

/** @param {Record<string, Property>} properties @param {(text: string) => string} change */
const inProperties = (properties, change) => Object.fromEntries(Object.entries(properties).map(([key, p]) => [key, inProperty(p, change)]));

/** A sub-table's columns see the form's fields behind "parent.". @param {Property} property @param {(text: string) => string} change */
const withColumns = (property, change) => (property.items ? { ...property, items: { ...property.items, properties: inProperties(property.items.properties, change) } } : property);

/** Settings that list fields of the same scope by key. @param {Record<string, Property>} properties @param {(key: string) => string | null} change @returns {Record<string, Property>} */
const inFills = (properties, change) => Object.fromEntries(Object.entries(properties).map(([key, p]) => {
  if (!p["x-field"].fill) return [key, p];
  const fill = Object.entries(p["x-field"].fill).map(([to, from]) => [change(to), from]).filter(([to]) => to);
  return [key, { ...p, "x-field": { ...p["x-field"], fill: Object.fromEntries(fill) } }];
}));

/** What a sub-table says about one of its columns. @param {FormDocument} doc @param {string} lines @param {(key: string) => string | null} change @returns {FormDocument} */
function inTable(doc, lines, change) {
  const property = doc.properties[lines];
  const { totals } = property["x-field"];
  const field = totals ? { ...property["x-field"], totals: totals.map(change).filter(Boolean) } : property["x-field"];
  const items = { ...property.items, properties: inFills(property.items.properties, change) };
  return { ...doc, properties: { ...doc.properties, [lines]: { ...property, "x-field": field, items } } };
}

/** @param {FormDocument} doc @param {(text: string) => string} change @param {(key: string) => string} key */
const constraintsWith = (doc, change, key) => (doc["x-constraints"] ? { "x-constraints": doc["x-constraints"].map((c) => ({ ...c, expression: change(c.expression ?? ""), ...(c.fields ? { fields: c.fields.map(key) } : {}) })) } : {});

/** @param {FormDocument} doc @param {Found} found as it was before @param {string} to its new key @returns {FormDocument} */
export function renameReferences(doc, found, to) {
  const parent = found.scope ? Object.entries(doc.properties).find(([, p]) => p["x-field"].id === found.scope) : null;
  const path = parent ? [parent[0], found.key] : [found.key];
  const change = (/** @type {string} */ text) => renameIn(text, path, to);
  const inColumns = (/** @type {string} */ text) => renameIn(text, parent ? [found.key] : ["parent", found.key], to);
  const properties = Object.fromEntries(Object.entries(inProperties(doc.properties, change)).map(([key, p]) => [key, parent && key !== parent[0] ? p : withColumns(p, inColumns)]));
  const layout = doc["x-layout"].map((s) => (s.visible ? { ...s, visible: change(s.visible) } : s));
  const here = (/** @type {string} */ k) => (k === found.key ? to : k);
  if (parent) return inTable({ ...doc, properties, "x-layout": layout, ...constraintsWith(doc, change, (k) => k) }, parent[0], here);
  const out = { ...doc, properties: inFills(properties, here), "x-layout": layout, ...constraintsWith(doc, change, here) };
  if (out["x-unique"]) out["x-unique"] = out["x-unique"].map((keys) => keys.map(here));
  if (out["x-title"]) out["x-title"] = renameInTitle(out["x-title"], found.key, to);
  return out;
}

/** Forget a removed field where it was only listed; expressions keep its name and are reported as problems. @param {FormDocument} doc @param {Found} found @returns {FormDocument} */
export function dropReferences(doc, found) {
  const keep = (/** @type {string} */ k) => (k === found.key ? null : k);
  const parent = found.scope ? Object.entries(doc.properties).find(([, p]) => p["x-field"].id === found.scope) : null;
  if (parent) return inTable(doc, parent[0], keep);
  const out = { ...doc, properties: inFills(doc.properties, keep) };
  if (out["x-unique"]) {
    const left = out["x-unique"].map((keys) => keys.filter((k) => k !== found.key)).filter((keys) => keys.length);
    if (left.length) out["x-unique"] = left;
    else delete out["x-unique"];
  }
  if (out["x-constraints"]) out["x-constraints"] = out["x-constraints"].map((c) => (c.fields ? { ...c, fields: c.fields.filter((/** @type {string} */ k) => k !== found.key) } : c));
  if (out["x-title"]) out["x-title"] = out["x-title"].replace(`{${found.key}}`, "").replace(/\s{2,}/g, " ").trim();
  return out;
}
