// @ts-check
/** A rule's document, and every change a builder can make to it; pure. */

/** @typedef {{value?: any, expression?: string}} Assignment */
/** @typedef {Record<string, Assignment>} Mapping */
/** @typedef {{key: string, name?: string, action: string, settings: any}} Step */
/** @typedef {{format: 1, form: string, trigger: {type: string, settings?: any}, condition?: string, run_as?: string, steps: Step[]}} Rule */
/** @typedef {{key: string, label: string, type: string, required?: boolean, computed?: boolean, target?: string, options?: {key: string, label: string}[], columns?: Field[]}} Field */

/** @param {string} form @returns {Rule} */
export const newRule = (form) => ({ format: 1, form, trigger: { type: "record_submitted" }, condition: "", run_as: "application", steps: [] });

/** @param {Rule} rule @param {string} form @returns {Rule} */
export const withForm = (rule, form) => (rule.form === form ? rule : { ...newRule(form), trigger: rule.trigger });

/** @param {Rule} rule @param {string} type @returns {Rule} */
export const withTrigger = (rule, type) => (rule.trigger.type === type ? rule : { ...rule, trigger: { type, settings: {} } });

/** @param {Rule} rule @param {any} change @returns {Rule} */
export const withTriggerSettings = (rule, change) => ({ ...rule, trigger: { ...rule.trigger, settings: { ...rule.trigger.settings, ...change } } });

/** @param {Rule} rule @param {string} condition @returns {Rule} */
export const withCondition = (rule, condition) => ({ ...rule, condition });

/** @param {Rule} rule */
function freeKey({ steps }) {
  const keys = new Set(steps.map((step) => step.key));
  let number = 1;
  while (keys.has(`s${number}`)) number += 1;
  return `s${number}`;
}

/** @type {Record<string, () => any>} */
const EMPTY = {
  create_record: () => ({ form: "", values: {}, lines: {} }),
  amend_record: () => ({ values: {} }),
  notify: () => ({ to: [{ by: "initiator" }], title: "", body: "" }),
};

/** @param {Rule} rule @param {string} action @returns {Rule} */
export const addStep = (rule, action) => ({ ...rule, steps: [...rule.steps, { key: freeKey(rule), action, settings: EMPTY[action]?.() ?? {} }] });

/** @param {Rule} rule @param {string} key @returns {Rule} */
export const removeStep = (rule, key) => ({ ...rule, steps: rule.steps.filter((step) => step.key !== key) });

/** @param {Rule} rule @param {string} key @param {-1 | 1} by @returns {Rule} */
export function moveStep(rule, key, by) {
  const at = rule.steps.findIndex((step) => step.key === key);
  const to = at + by;
  if (at < 0 || to < 0 || to >= rule.steps.length) return rule;
  const steps = [...rule.steps];
  [steps[at], steps[to]] = [steps[to], steps[at]];
  return { ...rule, steps };
}

/** @param {Rule} rule @param {string} key @param {(settings: any) => any} how @returns {Rule} */
export const changeStep = (rule, key, how) => ({ ...rule, steps: rule.steps.map((step) => (step.key === key ? { ...step, settings: how(step.settings) } : step)) });

/** Give one field a value or an expression; null takes it out. @param {Mapping} mapping @param {string} field @param {Assignment | null} assignment @returns {Mapping} */
export function assign(mapping, field, assignment) {
  const { [field]: _gone, ...others } = mapping;
  return assignment ? { ...others, [field]: assignment } : others;
}

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[\s_-]+/g, "");

/** @type {Record<string, string[]>} */
const ACCEPTS = {
  text: ["text", "longtext", "choice", "autonumber", "number", "formula"],
  longtext: ["text", "longtext", "choice", "autonumber"],
  number: ["number", "money", "formula"],
  money: ["money", "number", "formula"],
  date: ["date", "datetime"],
  datetime: ["datetime"],
  choice: ["choice"],
  choices: ["choices"],
  checkbox: ["checkbox"],
  member: ["member"],
  department: ["department"],
  link: ["link"],
  file: ["file"],
};

/** The field that most likely belongs into this one: same key, else same label, of a kind that fits. @param {Field} target @param {Field[]} sources */
export function counterpart(target, sources) {
  const fitting = sources.filter((source) => (target.type === "lines" ? source.type === "lines" : (ACCEPTS[target.type] ?? []).includes(source.type)));
  return fitting.find((source) => source.key === target.key) ?? fitting.find((source) => plain(source.label) === plain(target.label));
}

/** Fields of `targets` filled from those of `sources` that match. @param {Field[]} targets @param {Field[]} sources @returns {Mapping} */
export function suggested(targets, sources) {
  /** @type {Mapping} */
  const mapping = {};
  for (const target of targets) {
    if (target.computed || target.type === "lines") continue;
    const source = counterpart(target, sources);
    if (source) mapping[target.key] = { expression: source.key };
  }
  return mapping;
}

/** Settings of "create a record" filled as far as names match, sub-tables included. @param {string} form @param {Field[]} targets @param {Field[]} sources */
export function suggestedCreation(form, targets, sources) {
  /** @type {Record<string, {rows: string, values: Mapping}>} */
  const lines = {};
  const tables = targets.filter((target) => target.type === "lines");
  const candidates = sources.filter((source) => source.type === "lines");
  for (const target of tables) {
    const source = counterpart(target, sources) ?? (tables.length === 1 && candidates.length === 1 ? candidates[0] : undefined);
    if (source) lines[target.key] = { rows: source.key, values: suggested(target.columns ?? [], source.columns ?? []) };
  }
  return { form, values: suggested(targets, sources), lines };
}
