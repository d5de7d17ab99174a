// @ts-check
/**
 * The form document and every change a builder can make to it, as pure functions.
 *
 * The document is a JSON Schema; each property carries its field under `x-field`, and `x-layout` says where the fields stand.
 * A sub-table's `items` is such a document again, whose `x-order` orders its columns. Both are called a scope here.
 *
 * @typedef {string | Record<string, string>} Text
 * @typedef {{id: string, type: string, label: Text} & Record<string, any>} FieldSettings
 * @typedef {{"x-field": FieldSettings, items?: any} & Record<string, any>} Property
 * @typedef {{id: string, section: Text, columns: 1 | 2 | 3, fields: string[], visible?: string}} Section
 * @typedef {{type: "object", properties: Record<string, Property>, required?: string[], "x-layout"?: Section[], "x-order"?: string[]} & Record<string, any>} Scope
 * @typedef {Scope & {title: Text, "x-layout": Section[], "x-constraints"?: any[], "x-unique"?: string[][], "x-title"?: string}} FormDocument
 * @typedef {{zone: string, index: number}} Place `zone` is a section's id, or "lines:<field id>" for the columns of a sub-table
 * @typedef {{id: string, key: string, field: FieldSettings, property: Property, scope: string, section: string, index: number, required: boolean}} Found
 * @typedef {{key: string, label: string, settings?: Record<string, any>, in_lines?: boolean} & Record<string, any>} FieldKind `settings` are those of a new field
 */
import { freeKey, keyFrom, KEY } from "./names.js";
import { dropReferences, renameReferences } from "./references.js";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** A short name that stays with a field or section for ever. @param {(taken: string) => boolean} taken */
export function newId(taken) {
  for (;;) {
    const id = ALPHABET[Math.floor(Math.random() * 24)] + Array.from({ length: 4 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]).join("");
    if (!taken(id)) return id;
  }
}

/** @param {Text} title @returns {FormDocument} */
export const emptyDocument = (title) => ({ $schema: DRAFT, type: "object", title, required: [], properties: {}, "x-layout": [{ id: "main", section: "", columns: 2, fields: [] }] });

/** A document as the designer can rely on it: one section at least, every field in exactly one. @param {any} given @returns {FormDocument} */
export function readDocument({ "x-name": name, "x-order": _order, ...given }) {
  const doc = normalScope({ ...emptyDocument(""), ...given, title: name ?? given.title ?? "" }, given["x-layout"] ?? []);
  const properties = Object.fromEntries(Object.entries(doc.properties).map(([key, p]) => [key, p["x-field"]?.type === "lines" ? { ...p, items: readColumns(p.items ?? {}) } : p]));
  return /** @type {FormDocument} */ ({ ...doc, properties });
}
/** The document as it is stored: lists and files take their order of fields from the layout. @param {FormDocument} doc @returns {FormDocument} */
export const storedDocument = (doc) => ({ ...doc, "x-order": doc["x-layout"].flatMap((s) => s.fields) });

/** @param {any} items @returns {Scope} */
const readColumns = (items) => normalScope(items, [{ ...COLUMNS, fields: items["x-order"] ?? [] }]);

/** @param {any} scope @param {any[]} given @returns {Scope} */
function normalScope(scope, given) {
  const properties = scope.properties ?? {};
  const seen = new Set();
  const sections = given.map((s, i) => ({
    ...s,
    id: s.id ?? `s${i + 1}`,
    section: s.section ?? "",
    columns: s.columns ?? 1,
    fields: (s.fields ?? []).filter((/** @type {string} */ key) => key in properties && !seen.has(key) && seen.add(key)),
  }));
  if (!sections.length) sections.push({ id: "main", section: "", columns: 1, fields: [] });
  const last = sections.length - 1;
  sections[last] = { ...sections[last], fields: [...sections[last].fields, ...Object.keys(properties).filter((key) => !seen.has(key))] };
  return withSections({ ...scope, type: "object", properties, required: scope.required ?? [] }, sections);
}

/** @type {Section} */ const COLUMNS = { id: "columns", section: "", columns: 1, fields: [] };

/** The sections of a scope; a sub-table's columns are one. @param {Scope} scope @returns {Section[]} */
const sectionsOf = (scope) => scope["x-layout"] ?? [{ ...COLUMNS, fields: scope["x-order"] ?? [] }];
/** @param {Scope} scope @param {Section[]} sections @returns {Scope} */
const withSections = (scope, sections) => (sections[0]?.id === COLUMNS.id ? { ...scope, "x-order": sections[0].fields } : { ...scope, "x-layout": sections });

// ---- reading

/** The root, or the columns of the sub-table with this field id. @param {FormDocument} doc @param {string} scope @returns {Scope} */
export function scopeOf(doc, scope) {
  if (!scope) return doc;
  const property = Object.values(doc.properties).find((p) => p["x-field"].id === scope);
  return property?.items ?? readColumns({});
}

/** @param {Scope} scope @param {string} name @returns {Found[]} */
function foundIn(scope, name) {
  return sectionsOf(scope).flatMap((s) => s.fields.map((key, index) => ({
    id: scope.properties[key]["x-field"].id, key, field: scope.properties[key]["x-field"], property: scope.properties[key],
    scope: name, section: s.id, index, required: (scope.required ?? []).includes(key),
  })));
}

/** Every field in reading order; a sub-table's columns follow it. @param {FormDocument} doc @returns {Found[]} */
export const allFields = (doc) => foundIn(doc, "").flatMap((f) => (f.field.type === "lines" ? [f, ...foundIn(f.property.items, f.id)] : [f]));
/** @param {FormDocument} doc @param {string} id */
export const find = (doc, id) => allFields(doc).find((f) => f.id === id) ?? null;
/** @param {FormDocument} doc @param {string} id @returns {Found[]} */
export const columnsOf = (doc, id) => foundIn(scopeOf(doc, id), id);
/** @param {FormDocument} doc @param {string} id */
export const sectionOf = (doc, id) => doc["x-layout"].find((s) => s.id === id) ?? null;

/** @param {FormDocument} doc */
const idTaken = (doc) => {
  const ids = new Set([...allFields(doc).map((f) => f.id), ...doc["x-layout"].map((s) => s.id)]);
  return (/** @type {string} */ id) => ids.has(id);
};

/** The scope and section a zone names. @param {FormDocument} doc @param {string} zone */
function zoneOf(doc, zone) {
  const scope = zone.startsWith("lines:") ? zone.slice(6) : "";
  return { scope, section: scope ? COLUMNS.id : zone };
}

const NOT_IN_LINES = new Set(["lines", "autonumber"]);
/** Whether a field of this type may stand in the zone: sub-tables do not nest. @param {string} type @param {string} zone */
export const fits = (type, zone) => !(zone.startsWith("lines:") && NOT_IN_LINES.has(type));

// ---- changing one scope

/** @param {FormDocument} doc @param {string} scope @param {(s: Scope) => Scope} change @returns {FormDocument} */
function withScope(doc, scope, change) {
  if (!scope) return /** @type {FormDocument} */ (change(doc));
  const entry = Object.entries(doc.properties).find(([, p]) => p["x-field"].id === scope);
  return entry ? { ...doc, properties: { ...doc.properties, [entry[0]]: { ...entry[1], items: change(entry[1].items) } } } : doc;
}
/** @param {Scope} scope @param {string} section @param {(fields: string[]) => string[]} change */
const withFields = (scope, section, change) => withSections(scope, sectionsOf(scope).map((s) => (s.id === section ? { ...s, fields: change(s.fields) } : s)));
/** @param {Scope} scope @param {string} key */
function taken(scope, key) {
  const { [key]: _gone, ...properties } = scope.properties;
  const out = { ...scope, properties, required: (scope.required ?? []).filter((k) => k !== key) };
  return withSections(out, sectionsOf(out).map((s) => (s.fields.includes(key) ? { ...s, fields: s.fields.filter((k) => k !== key) } : s)));
}
/** @param {Scope} scope @param {string} key @param {Property} property @param {string} section @param {number} index @param {boolean} required */
function placed(scope, key, property, section, index, required) {
  const out = { ...scope, properties: { ...scope.properties, [key]: property }, required: required ? [...(scope.required ?? []), key] : (scope.required ?? []) };
  return withFields(out, section, (fields) => [...fields.slice(0, index), key, ...fields.slice(index)]);
}

// ---- fields

/** @param {FieldKind} kind @param {string} id @param {Text} label @returns {Property} */
function freshProperty(kind, id, label) {
  /** @type {Property} */ const property = { "x-field": { ...structuredClone(kind.settings ?? {}), id, type: kind.key, label } };
  if (kind.key === "lines") property.items = readColumns(property.items ?? {});
  return property;
}

/** @param {FormDocument} doc @param {FieldKind} kind @param {Place} place @param {Text} [label] @returns {[FormDocument, string]} */
export function addField(doc, kind, place, label = kind.label) {
  if (!fits(kind.key, place.zone)) return [doc, ""];
  const { scope, section } = zoneOf(doc, place.zone);
  const id = newId(idTaken(doc));
  const key = freeKey(keyFrom(typeof label === "string" ? label : (label.en ?? ""), kind.key), Object.keys(scopeOf(doc, scope).properties));
  return [withScope(doc, scope, (s) => placed(s, key, freshProperty(kind, id, label), section, place.index, false)), id];
}

/** Move a field; `index` counts positions with the field already taken out. @param {FormDocument} doc @param {string} id @param {Place} place @returns {FormDocument} */
export function moveField(doc, id, place) {
  const found = find(doc, id);
  if (!found || !fits(found.field.type, place.zone)) return doc;
  const { scope, section } = zoneOf(doc, place.zone);
  if (scope === found.scope && section === found.section && place.index === found.index) return doc;
  const out = withScope(doc, found.scope, (s) => (scope === found.scope ? withFields(s, found.section, (fields) => fields.filter((k) => k !== found.key)) : taken(s, found.key)));
  if (scope === found.scope) return withScope(out, scope, (s) => withFields(s, section, (fields) => [...fields.slice(0, place.index), found.key, ...fields.slice(place.index)]));
  const key = freeKey(found.key, Object.keys(scopeOf(out, scope).properties));
  return withScope(out, scope, (s) => placed(s, key, found.property, section, place.index, found.required));
}

/** One step back or forward, crossing the borders of sections. @param {FormDocument} doc @param {string} id @param {-1 | 1} by @returns {FormDocument} */
export function nudgeField(doc, id, by) {
  const found = find(doc, id);
  if (!found) return doc;
  const sections = sectionsOf(scopeOf(doc, found.scope));
  const at = sections.findIndex((s) => s.id === found.section);
  const to = found.index + by;
  const zone = found.scope ? `lines:${found.scope}` : found.section;
  if (to >= 0 && to < sections[at].fields.length) return moveField(doc, id, { zone, index: to });
  const next = sections[at + by];
  return next ? moveField(doc, id, { zone: next.id, index: by > 0 ? 0 : next.fields.length }) : doc;
}

/** @param {FormDocument} doc @param {Found} found @param {(p: Property) => Property} change */
const withProperty = (doc, found, change) => withScope(doc, found.scope, (s) => ({ ...s, properties: { ...s.properties, [found.key]: change(s.properties[found.key]) } }));

/** Change settings of a field; null or "" takes a setting away. @param {FormDocument} doc @param {string} id @param {Record<string, any>} patch @returns {FormDocument} */
export function patchField(doc, id, patch) {
  const found = find(doc, id);
  if (!found) return doc;
  const kept = Object.fromEntries(Object.entries({ ...found.field, ...patch }).filter(([name, v]) => name === "label" || (v !== null && v !== undefined && v !== "")));
  return withProperty(doc, found, (p) => ({ ...p, "x-field": { label: "", ...kept, id: found.id, type: found.field.type } }));
}

/** @param {FormDocument} doc @param {string} id @param {boolean} required @returns {FormDocument} */
export function setRequired(doc, id, required) {
  const found = find(doc, id);
  if (!found || found.required === required) return doc;
  return withScope(doc, found.scope, (s) => ({ ...s, required: required ? [...(s.required ?? []), found.key] : (s.required ?? []).filter((k) => k !== found.key) }));
}

/** Why a key cannot be used, as a word: "pattern" or "taken". @param {FormDocument} doc @param {string} id @param {string} key */
export function keyProblem(doc, id, key) {
  const found = find(doc, id);
  if (!found || found.key === key) return "";
  if (!KEY.test(key) || key.length > 40) return "pattern";
  return key in scopeOf(doc, found.scope).properties ? "taken" : "";
}

/** Give a field another key and follow it through layout, rules and expressions. @param {FormDocument} doc @param {string} id @param {string} key @returns {FormDocument} */
export function renameField(doc, id, key) {
  const found = find(doc, id);
  if (!found || found.key === key || keyProblem(doc, id, key)) return doc;
  const swap = (/** @type {string} */ k) => (k === found.key ? key : k);
  const out = withScope(doc, found.scope, (s) => withSections({
    ...s,
    properties: Object.fromEntries(Object.entries(s.properties).map(([k, p]) => [swap(k), p])),
    required: (s.required ?? []).map(swap),
  }, sectionsOf(s).map((section) => ({ ...section, fields: section.fields.map(swap) }))));
  return renameReferences(out, found, key);
}

/** Change the label; a key that was only made from the label follows it while `keyFollows`. @param {FormDocument} doc @param {string} id @param {Text} label @param {boolean} keyFollows @returns {FormDocument} */
export function relabelField(doc, id, label, keyFollows) {
  const found = find(doc, id);
  if (!found) return doc;
  const out = patchField(doc, id, { label });
  if (!keyFollows) return out;
  const plain = (/** @type {Text} */ t) => (typeof t === "string" ? t : (t.en ?? Object.values(t)[0] ?? ""));
  const made = keyFrom(plain(found.field.label), found.field.type);
  const stem = found.key.replace(/_\d+$/, "");
  if (found.key !== made && stem !== made && stem !== found.field.type) return out;
  const others = Object.keys(scopeOf(doc, found.scope).properties).filter((k) => k !== found.key);
  return renameField(out, id, freeKey(keyFrom(plain(label), found.field.type), others));
}

/** @param {FormDocument} doc @param {string} id @returns {FormDocument} */
export function removeField(doc, id) {
  const found = find(doc, id);
  return found ? dropReferences(withScope(doc, found.scope, (s) => taken(s, found.key)), found) : doc;
}

/** A copy right behind the field, its columns with new ids. @param {FormDocument} doc @param {string} id @returns {[FormDocument, string]} */
export function duplicateField(doc, id) {
  const found = find(doc, id);
  if (!found) return [doc, id];
  const isTaken = idTaken(doc);
  const given = new Set();
  const fresh = () => { const made = newId((x) => isTaken(x) || given.has(x)); given.add(made); return made; };
  const copyId = fresh();
  const property = structuredClone(found.property);
  property["x-field"].id = copyId;
  for (const column of Object.values(property.items?.properties ?? {})) /** @type {any} */ (column)["x-field"].id = fresh();
  const key = freeKey(found.key.replace(/_\d+$/, ""), Object.keys(scopeOf(doc, found.scope).properties));
  return [withScope(doc, found.scope, (s) => placed(s, key, property, found.section, found.index + 1, found.required)), copyId];
}

// ---- sections and the form

/** @param {FormDocument} doc @param {Text} label @param {number} [at] @returns {[FormDocument, string]} */
export function addSection(doc, label, at = doc["x-layout"].length) {
  const id = newId(idTaken(doc));
  /** @type {Section} */ const section = { id, section: label, columns: 2, fields: [] };
  return [{ ...doc, "x-layout": [...doc["x-layout"].slice(0, at), section, ...doc["x-layout"].slice(at)] }, id];
}

/** @param {FormDocument} doc @param {string} id @param {Partial<Section>} patch @returns {FormDocument} */
export function patchSection(doc, id, patch) {
  return { ...doc, "x-layout": doc["x-layout"].map((s) => {
    if (s.id !== id) return s;
    const { visible, ...rest } = { ...s, ...patch, id, fields: s.fields };
    return visible ? { ...rest, visible } : rest;
  }) };
}

/** @param {FormDocument} doc @param {string} id @param {number} to @returns {FormDocument} */
export function moveSection(doc, id, to) {
  const from = doc["x-layout"].findIndex((s) => s.id === id);
  if (from < 0 || to < 0 || to >= doc["x-layout"].length || from === to) return doc;
  const rest = doc["x-layout"].filter((s) => s.id !== id);
  return { ...doc, "x-layout": [...rest.slice(0, to), doc["x-layout"][from], ...rest.slice(to)] };
}

/** Take a section away; its fields go to the one before it, or after it. The last section stays. @param {FormDocument} doc @param {string} id @returns {FormDocument} */
export function removeSection(doc, id) {
  const sections = doc["x-layout"];
  const at = sections.findIndex((s) => s.id === id);
  if (at < 0 || sections.length === 1) return doc;
  const heir = sections[at === 0 ? 1 : at - 1].id;
  const moved = sections[at].fields;
  return { ...doc, "x-layout": sections.filter((s) => s.id !== id).map((s) => (s.id !== heir ? s : { ...s, fields: at === 0 ? [...moved, ...s.fields] : [...s.fields, ...moved] })) };
}

/** Change the form itself; null or an empty list takes a part away. @param {FormDocument} doc @param {Record<string, any>} patch @returns {FormDocument} */
export function patchForm(doc, patch) {
  const gone = (/** @type {any} */ v) => v === null || v === undefined || (Array.isArray(v) && !v.length);
  return /** @type {FormDocument} */ (Object.fromEntries(Object.entries({ ...doc, ...patch }).filter(([name, v]) => !(name.startsWith("x-") && gone(v)))));
}
