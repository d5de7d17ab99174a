// @ts-check
/**
 * The form as the browser runs it: the server's runtime JSON, read once into plain lookups.
 *
 * @typedef {string | Record<string, string>} Text a label, or one per language
 * @typedef {unknown} Ir a compiled expression (JSON), run by builder/expressions
 * @typedef {{visible?: Ir | null, required_when?: Ir | null, read_only_when?: Ir | null}} Conditions
 * @typedef {{key: string, label: Text, colour?: string, archived?: boolean}} Option
 * @typedef {{
 *   id: string, key: string, type: string, label: Text, help?: Text, placeholder?: Text, span?: string,
 *   required: boolean, settings: Record<string, any>, conditions: Conditions, formula: Ir | null,
 *   default: unknown, columns: FieldSpec[],
 * }} FieldSpec
 * @typedef {{id: string, label: Text, columns: number, fields: string[], visible: Ir | null}} SectionSpec
 * @typedef {{expression: Ir, message: Text, fields: string[]}} ConstraintSpec
 * @typedef {{
 *   fields: FieldSpec[], byKey: Record<string, FieldSpec>, sections: SectionSpec[],
 *   formulas: string[], constraints: ConstraintSpec[], title: Text,
 * }} FormSpec
 */

const COMPUTED = new Set(["formula", "autonumber"]);

/** Whether nobody types this field. @param {FieldSpec} field */
export const isComputed = (field) => COMPUTED.has(field.type);

/** @param {any} raw @returns {FieldSpec} */
function readField(raw) {
  const columns = raw.columns ?? raw.lines?.fields ?? [];
  const conditions = raw.conditions ?? {};
  return {
    id: raw.id ?? raw.key,
    key: raw.key,
    type: raw.type,
    label: raw.label ?? raw.key,
    help: raw.help ?? raw.settings?.help,
    placeholder: raw.placeholder ?? raw.settings?.placeholder,
    span: raw.width ?? raw.settings?.width,
    required: Boolean(raw.required),
    settings: raw.settings ?? {},
    conditions: {
      visible: conditions.visible ?? null,
      required_when: conditions.required_when ?? null,
      read_only_when: conditions.read_only_when ?? null,
    },
    formula: raw.formula ?? null,
    default: raw.default_expression ? { expression: raw.default_expression } : (raw.default ?? null),
    columns: columns.map(readField),
  };
}

/** @param {FieldSpec[]} fields */
const columnFormulas = (fields) => fields.flatMap((f) => f.columns.filter((c) => c.formula).map((c) => `${f.key}.${c.key}`));

/** Read the runtime JSON. A field no section names is put into a last section, so that nothing is unreachable. @param {any} json @returns {FormSpec} */
export function readForm(json) {
  /** @type {FieldSpec[]} */ const fields = (Array.isArray(json.fields) ? json.fields : Object.values(json.fields ?? {})).map(readField);
  const byKey = Object.fromEntries(fields.map((f) => [f.key, f]));
  /** @type {SectionSpec[]} */
  const sections = (json.sections ?? json.layout ?? []).map((/** @type {any} */ s, /** @type {number} */ i) => ({
    id: s.id ?? `s${i}`,
    label: s.label ?? s.section ?? "",
    columns: s.columns ?? 1,
    fields: (s.fields ?? []).filter((/** @type {string} */ k) => k in byKey),
    visible: s.visible ?? null,
  }));
  const placed = new Set(sections.flatMap((s) => s.fields));
  const rest = fields.filter((f) => !placed.has(f.key)).map((f) => f.key);
  if (rest.length) sections.push({ id: "rest", label: "", columns: 1, fields: rest, visible: null });
  return {
    fields,
    byKey,
    sections,
    formulas: json.formulas ?? [...columnFormulas(fields), ...fields.filter((f) => f.formula).map((f) => f.key)],
    constraints: json.constraints ?? [],
    title: json.title ?? "",
  };
}
