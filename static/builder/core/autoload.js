// @ts-check
/** Load the module of an element of ours when the page, or a fragment that htmx swaps in, contains it. */

const ELEMENTS = ["mr-combobox", "mr-people-picker", "mr-tabs", "mr-dialog", "mr-condition-builder", "mr-formula-editor", "mr-file-drop"];

/** @param {ParentNode} [root] */
function load(root = document) {
  for (const name of ELEMENTS) {
    if (customElements.get(name) || !root.querySelector(name)) continue;
    import(`../ui/${name}.js`);
  }
}

/** Start now, and look again after each swap. */
export function autoload() {
  load();
  document.addEventListener("htmx:after:settle", () => load());
}
