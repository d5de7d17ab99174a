// @ts-check
/** What the inbox lists and which of it is open. Pure. */

/** @typedef {{process: number, task?: number, title: string, application: {key: string, name: any}, initiator: {id: number, name: string}, owner?: {id: number, name: string}, assignee?: {id: number, name: string}, batch?: boolean, seen?: boolean, read?: boolean, opened_at?: string, [more: string]: any}} Item */

export const BOXES = /** @type {const} */ (["todo", "started", "done", "copies"]);
const LATE_MS = 2 * 24 * 3600 * 1000;

/** What tells one line from another. @param {{process: number, task?: number | null}} item */
export const keyOf = ({ process, task }) => `${process}:${task ?? ""}`;

/** Whether somebody has not opened it yet. @param {Item} item @param {string} box */
export const isUnread = (item, box) => (box === "todo" ? item.seen === false : box === "copies" ? item.read === false : false);

/** Whether a task has waited for more than two days. @param {Item} item @param {number} now */
export const isLate = (item, now) => !!item.opened_at && now - new Date(item.opened_at).getTime() > LATE_MS;

/** Where the reader is, from the page's address. @param {string} search */
export function placeOf(search) {
  const query = new URLSearchParams(search);
  const number = (/** @type {string} */ name) => (/^\d+$/.test(query.get(name) ?? "") ? Number(query.get(name)) : null);
  const box = query.get("box") ?? "todo";
  return { box: /** @type {readonly string[]} */ (BOXES).includes(box) ? box : "todo", process: number("process"), task: number("task") };
}

/** The address of a place. @param {string} page @param {{box: string, process?: number | null, task?: number | null}} place */
export function addressOf(page, { box, process, task }) {
  const query = new URLSearchParams();
  if (box !== "todo") query.set("box", box);
  if (process) query.set("process", String(process));
  if (process && task) query.set("task", String(task));
  const text = query.toString();
  return text ? `${page}?${text}` : page;
}

/** The line beside an open one. @param {Item[]} items @param {string} key @param {number} by */
export function beside(items, key, by) {
  const at = items.findIndex((item) => keyOf(item) === key);
  if (at < 0) return items[0] ?? null;
  return items[at + by] ?? null;
}

/** What to open when a line goes: the next, or else the one before. @param {Item[]} items @param {string} key */
export const following = (items, key) => beside(items, key, 1) ?? (items.findIndex((item) => keyOf(item) === key) > 0 ? beside(items, key, -1) : null);

/** @param {Item[]} items @param {string[]} keys */
export const without = (items, keys) => items.filter((item) => !keys.includes(keyOf(item)));

/** More lines, none twice. @param {Item[]} items @param {Item[]} more */
export function joined(items, more) {
  const known = new Set(items.map(keyOf));
  return [...items, ...more.filter((item) => !known.has(keyOf(item)))];
}
