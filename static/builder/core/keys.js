// @ts-check
/** Keyboard shortcuts in words: "Mod+Z" is Ctrl+Z, or Command+Z on a Mac. */

const mac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** Name of what was pressed, for example "Mod+Shift+Z", "Alt+ArrowUp" or "/". @param {KeyboardEvent} event */
export function shortcut(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(key))) parts.push("Shift");
  return [...parts, key].join("+");
}

/** Whether the person is writing text, so that single letters are not commands. @param {Event} event */
export function isTyping(event) {
  const target = /** @type {HTMLElement | null} */ (event.composedPath()[0]);
  return !!target?.closest?.("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable], .cm-editor");
}

/** How to show a shortcut to people. @param {string} name */
export const shown = (name) => name.replace("Mod", mac ? "⌘" : "Ctrl").replace(/Arrow(\w+)/, (_, side) => ({ Up: "↑", Down: "↓", Left: "←", Right: "→" })[/** @type {"Up"|"Down"|"Left"|"Right"} */ (side)]);

/**
 * Run commands by shortcut. Keys pressed during composition (Chinese input) are ignored; without Mod or Alt a
 * shortcut is ignored while somebody types. A handler that returns false lets the key pass.
 * @param {EventTarget} target @param {Record<string, (event: KeyboardEvent) => void | boolean>} commands
 * @returns {() => void} stop listening
 */
export function onKeys(target, commands) {
  /** @param {Event} raw */
  const listen = (raw) => {
    const event = /** @type {KeyboardEvent} */ (raw);
    if (event.isComposing || event.defaultPrevented) return;
    const name = shortcut(event);
    const run = commands[name];
    if (!run || (isTyping(event) && !/^(Mod|Alt)\+/.test(name))) return;
    if (run(event) !== false) event.preventDefault();
  };
  target.addEventListener("keydown", listen);
  return () => target.removeEventListener("keydown", listen);
}
