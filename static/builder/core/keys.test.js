import assert from "node:assert/strict";
import { test } from "node:test";
import { onKeys, shortcut } from "./keys.js";

const press = (key, extra = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...extra });

test("shortcuts have one name on every keyboard", () => {
  assert.equal(shortcut(press("z", { ctrlKey: true })), "Mod+Z");
  assert.equal(shortcut(press("Z", { metaKey: true, shiftKey: true })), "Mod+Shift+Z");
  assert.equal(shortcut(press("ArrowUp", { altKey: true })), "Alt+ArrowUp");
  assert.equal(shortcut(press("?", { shiftKey: true })), "?");
});

test("a command runs once and nothing runs during composition", () => {
  const target = new EventTarget();
  let runs = 0;
  const stop = onKeys(target, { "Mod+K": () => { runs += 1; } });
  const fire = (extra) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), press("k", { ctrlKey: true, ...extra }));
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };

  assert.equal(fire({}), true);
  assert.equal(fire({ isComposing: true }), false);
  stop();
  fire({});
  assert.equal(runs, 1);
});
