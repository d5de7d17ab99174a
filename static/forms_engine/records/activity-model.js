// @ts-check
/** History and comments as one list of entries; pure. */
import { fmt, gettext, ngettext } from "../../builder/core/i18n.js";
import { displayText } from "../runtime/values.js";

/** @typedef {{field: string, label: string, before: any, after: any, before_text?: string, after_text?: string, rows?: boolean}} Change */
/** @typedef {{id: number, at: string, who: string, type: string, icon: string, via: string, changes: Change[], body: string, comment: boolean, mine: boolean}} Entry */

/** @type {Record<string, [string, () => string]>} */
const KINDS = {
  "record.submitted": ["file-plus", () => gettext("created the record")],
  "record.amended": ["pencil", () => gettext("changed")],
  "record.deleted": ["trash-2", () => gettext("moved the record to the recycle bin")],
  "record.restored": ["rotate-ccw", () => gettext("brought the record back")],
  "process.started": ["play", () => gettext("started the approval")],
  "process.finished": ["circle-check", () => gettext("finished the approval")],
  "process.returned": ["corner-up-left", () => gettext("sent the record back")],
  "task.created": ["user", () => gettext("asked for a decision")],
  "task.decided": ["user-check", () => gettext("decided")],
  "rule.run": ["zap", () => gettext("ran a rule")],
};
/** @type {Record<string, () => string>} */
const DOORS = { api: () => gettext("the API"), import: () => gettext("an import"), rule: () => gettext("a rule"), flow: () => gettext("a flow"), grid: () => gettext("the list") };

/** @param {any[]} history @param {any[]} comments @returns {Entry[]} */
export function merged(history, comments) {
  const happened = history.filter((one) => !["record.commented", "record.status_changed"].includes(one.type)).map((one) => ({
    id: one.id, at: one.at, who: one.actor.name || gettext("The system"), type: one.type, icon: KINDS[one.type]?.[0] ?? "circle",
    via: DOORS[one.actor.via]?.() ?? "", changes: one.type === "record.submitted" ? [] : one.changes, body: "", comment: false, mine: false,
  }));
  const said = comments.map((one) => ({ id: one.id, at: one.created_at, who: one.author.name, type: "comment", icon: "message-square", via: "", changes: [], body: one.body, comment: true, mine: one.mine }));
  return [...happened, ...said].sort((a, b) => b.at.localeCompare(a.at));
}

/** @param {Entry} entry */
export const titleOf = (entry) => (entry.comment ? gettext("wrote") : (KINDS[entry.type]?.[1]() ?? entry.type));

const REFERENCES = new Set(["member", "department", "link", "file"]);

/** What a changed field said before and says now, as people write it. @param {Change} change @param {import("../runtime/spec.js").FieldSpec} [field] @returns {[string, string]} */
export function sidesOf(change, field) {
  const text = (/** @type {any} */ value, /** @type {string | undefined} */ named) => {
    if (!field) return named || (value ?? "") === "" ? (named ?? "") : String(value);
    return displayText(field, value, REFERENCES.has(field.type) ? named : undefined);
  };
  return [text(change.before, change.before_text) || "–", text(change.after, change.after_text) || "–"];
}

/** How many rows a sub-table had and has. @param {Change} change */
export function rowsText({ before, after }) {
  const [had, has] = [(before ?? []).length, (after ?? []).length];
  if (had === has) return fmt(ngettext("%(count)s row, changed", "%(count)s rows, changed", has), { count: has });
  return fmt(gettext("%(before)s → %(after)s rows"), { before: had, after: has });
}
