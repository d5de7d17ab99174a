// @ts-check
/** One sentence about a node or lane, made of its settings. */
import { fmt, gettext, localized, pgettext } from "../../builder/core/i18n.js";
import { togetherOf } from "./model.js";

/**
 * @typedef {{people: Record<string, string>, roles: {key: string, label: string}[], fields: {key: string, label: string, type: string}[],
 *   kinds: Record<string, {label: string, icon: string}>, rules: Record<string, {label: string}>}} Names
 */

/** @type {Record<string, () => string>} */
const KINDS = {
  start: () => gettext("Start"),
  approve: () => gettext("Approval"),
  fill: () => gettext("Work"),
  cc: () => gettext("Copy"),
  exclusive: () => pgettext("node", "Condition"),
  inclusive: () => gettext("Several conditions"),
  parallel: () => gettext("In parallel"),
  end: () => gettext("End"),
};

/** @param {{kind: string, name?: any}} node */
export const titleOf = (node) => localized(node.name) || KINDS[node.kind]?.() || node.kind;

/** @param {string} kind */
export const kindName = (kind) => KINDS[kind]?.() ?? kind;

/** Who one people rule means. @param {any} rule @param {Names} names @returns {string} */
export function whoOf(rule, names) {
  const field = names.fields.find((one) => one.key === rule.field)?.label ?? rule.field ?? "";
  const level = rule.level > 1 ? ` (${fmt(gettext("level %(level)s"), { level: rule.level })})` : "";
  switch (rule.by) {
    case "person":
      return (rule.ids ?? []).map((/** @type {number} */ id) => names.people[id] ?? `#${id}`).join(", ");
    case "role":
      return (rule.keys ?? []).map((/** @type {string} */ key) => names.roles.find((role) => role.key === key)?.label ?? key).join(", ");
    case "manager":
      return gettext("Manager") + level;
    case "department_head":
      return gettext("Department head") + level;
    case "manager_chain":
      return gettext("Managers, level by level");
    case "member_field":
      return fmt(gettext("Named in %(field)s"), { field });
    default:
      return gettext("Initiator");
  }
}

/** @param {any} node @param {Names} names */
export function summaryOf(node, names) {
  if (node.kind === "end") return { approved: pgettext("outcome", "Approved"), rejected: gettext("Rejected"), cancelled: gettext("Cancelled") }[/** @type {"approved"} */ (node.result ?? "approved")];
  const people = (node.who ?? []).map((/** @type {any} */ rule) => whoOf(rule, names)).filter(Boolean).join(", ");
  if (!people || node.kind === "cc") return people;
  const together = { all: gettext("all"), any: gettext("one is enough"), turn: gettext("in turn"), percent: `${node.need?.percent ?? ""} %` }[togetherOf(node)];
  const several = (node.who ?? []).length > 1 || ["role", "manager_chain"].includes(node.who?.[0]?.by) || (node.who?.[0]?.ids?.length ?? 0) > 1;
  return several ? `${people} · ${together}` : people;
}

/** A condition with the names that people gave its fields. @param {string} when @param {{key: string, label: string}[]} fields */
export function sayCondition(when, fields) {
  const labels = new Map(fields.map((field) => [field.key, field.label]));
  return when.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*/g, (word) => labels.get(word) ?? word);
}

/** @param {any} lane @param {number} index */
export const laneTitle = (lane, index) => localized(lane.name) || (lane.default ? gettext("Otherwise") : fmt(gettext("Lane %(number)s"), { number: index + 1 }));
