// @ts-check
/** What was typed and not sent yet, kept in this browser so that a crash or a closed tab loses nothing. */

const PREFIX = "mr-draft ";
const DAYS = 14;

/** @typedef {{at: number, revision: number | null, state: import("./state.js").FormState}} Draft */

/** @param {string} key @param {Omit<Draft, "at">} draft */
export function keepDraft(key, draft) {
  if (!key) return;
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // A full or forbidden store only costs this comfort.
  }
}

/** @param {string} key @returns {Draft | null} */
export function findDraft(key) {
  if (!key) return null;
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    if (draft && Date.now() - draft.at < DAYS * 86400000) return draft;
    localStorage.removeItem(PREFIX + key);
  } catch {
    return null;
  }
  return null;
}

/** @param {string} key */
export function dropDraft(key) {
  if (key) localStorage.removeItem(PREFIX + key);
}
