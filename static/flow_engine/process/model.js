// @ts-check
/** What a page about a process shows: the steps done, current and to come, and what the reader may do. Pure. */
import { fmt, gettext, localized } from "../../builder/core/i18n.js";

/** @typedef {{id: number, name: string}} Person */
/** @typedef {{number: number, type: string, at: string, actor: Person | null, for: Person | null, node: string, node_name: string, text: string, tone: string, outcome: string, comment: string}} Entry */
/** @typedef {{id: number, process: number, node: string, node_name: any, kind: string, title: string, assignee: Person, owner: Person, draft_comment: string, comment_rule: string, actions: Record<string, any>}} Task */
/** @typedef {{id: number, node: string, node_name: any, kind: string, assignee: Person, owner: Person, opened_at: string, seen: boolean}} OpenTask */
/** @typedef {{node: string, kind: string, status: string, node_name: any, reason: string, people: {id: number, name: string, for: string}[]}} Expected */
/**
 * @typedef {{process: any, task: Task | null, open_tasks: OpenTask[], timeline: Entry[], steps: Expected[], record: any, record_url: string}} Page
 */
/** @typedef {{state: "done" | "failed" | "back" | "now" | "next", label: string, who: string, note: string}} Step */

const SUBMITTED = new Set(["started", "resubmitted"]);
const PASSED = new Set(["answered", "auto", "returned"]);

/** Name of a person, with whom they stand in for. @param {string} name @param {string} [owner] */
export const named = (name, owner = "") => (owner && owner !== name ? fmt(gettext("%(name)s for %(owner)s"), { name, owner }) : name);

/** The latest submission's entries. @param {Entry[]} timeline */
function lately(timeline) {
  const from = timeline.findLastIndex((entry) => SUBMITTED.has(entry.type));
  return from < 0 ? timeline : timeline.slice(from);
}

/** @param {Entry} entry @returns {Step | null} */
function pastStep(entry) {
  const who = entry.actor ? named(entry.actor.name, entry.for?.name) : "";
  if (SUBMITTED.has(entry.type)) return { state: "done", label: gettext("Submit"), who, note: entry.at };
  if (!PASSED.has(entry.type)) return null;
  const state = entry.outcome === "reject" ? "failed" : entry.outcome === "return" || entry.type === "returned" ? "back" : "done";
  return { state, label: entry.node_name || entry.text, who, note: entry.at };
}

/** Steps of one node in a row become one. @param {Step[]} steps @param {Step} step */
function join(steps, step) {
  const last = steps.at(-1);
  if (last && last.state === step.state && last.label === step.label && step.state === "done") steps[steps.length - 1] = { ...last, who: [last.who, step.who].filter(Boolean).join(", "), note: step.note };
  else steps.push(step);
  return steps;
}

/** @param {Expected} one @param {number} me @returns {Step} */
function futureStep(one, me) {
  const who = one.people.map((person) => (person.id === me ? gettext("you") : named(person.name, person.for))).join(", ");
  const state = one.status === "open" ? "now" : one.status === "incident" ? "failed" : "next";
  return { state, label: localized(one.node_name) || (one.kind === "cc" ? gettext("Copy") : gettext("Step")), who, note: one.status === "auto" ? gettext("passes by itself") : "" };
}

/**
 * The way of a process: what was done since it was last submitted, what is open, and what will probably come.
 * @param {Page} page @param {number} me @returns {Step[]}
 */
export function stepsOf(page, me) {
  const { process } = page;
  const past = /** @type {Step[]} */ (lately(page.timeline).map(pastStep).filter(Boolean)).reduce(join, /** @type {Step[]} */ ([]));
  const open = new Set(page.steps.filter((one) => one.status === "open").map((one) => localized(one.node_name)));
  // Where some of several people have answered, the step is still open: it is shown once, as the current one.
  const done = process.status === "running" ? past.filter((step) => step.state !== "done" || !open.has(step.label)) : past;
  const waits = ["draft", "returned"].includes(process.status)
    ? [{ state: /** @type {const} */ ("now"), label: process.status === "draft" ? gettext("Withdrawn") : gettext("Back with the initiator"), who: process.initiator.id === me ? gettext("you") : process.initiator.name, note: "" }]
    : [];
  return [...done, ...waits, ...page.steps.map((one) => futureStep(one, me))];
}

/** Whether an answer needs words. @param {{comment_rule: string}} task @param {string} action */
export function needsComment(task, action) {
  if (task.comment_rule === "required") return action !== "transfer";
  return task.comment_rule === "required_on_reject" && (action === "reject" || action === "return");
}

/** How the form is shown: to change something in it, or only to read. @param {Page} page */
export function formMode(page) {
  const answerable = page.task !== null || page.process.can.submit;
  const open = Object.values(page.record?.masks ?? {}).some((mask) => mask === "edit" || mask === "required");
  return answerable && open ? "edit" : "view";
}

/** What the reader's own task offers, in the order of the buttons. @param {Task | null} task */
export function buttonsOf(task) {
  if (!task) return [];
  const order = ["approve", "submit", "reject", "return", "transfer", "add_before", "add_after", "add_parallel", "cc"];
  return order.filter((name) => name in task.actions);
}

/** A task of the reader that somebody else has now. @param {Page} page @param {number} me */
export const lentTask = (page, me) => (page.task ? null : (page.open_tasks.find((task) => task.owner.id === me && task.assignee.id !== me) ?? null));

/** Who was faster at a node, for the one who comes too late. @param {Page} page @param {string} node @returns {string} */
export function whoWasFaster(page, node) {
  const entry = page.timeline.findLast((one) => PASSED.has(one.type) && (one.node === node || one.type === "returned"));
  if (!entry?.actor) return "";
  return fmt(gettext("%(name)s was faster: %(text)s."), { name: named(entry.actor.name, entry.for?.name), text: entry.text });
}

/** What to call an answer that has been given. @param {string} action */
export function doneWord(action) {
  /** @type {Record<string, () => string>} */
  const words = {
    approve: () => gettext("Approved"),
    submit: () => gettext("Submitted"),
    reject: () => gettext("Rejected"),
    return: () => gettext("Sent back"),
    transfer: () => gettext("Handed over"),
    withdraw: () => gettext("Withdrawn"),
    cancel: () => gettext("Given up"),
    recall: () => gettext("Taken back"),
    urge: () => gettext("Urged"),
    comment: () => gettext("Comment sent"),
    cc: () => gettext("Copy sent"),
    add: () => gettext("Asked"),
  };
  return words[action]?.() ?? gettext("Done");
}

/** Whether the reader has nothing more to do with the task after it. @param {string} action */
export const settles = (action) => ["approve", "submit", "reject", "return", "transfer"].includes(action);
