// Rebuild static/vendor and the icon sprite from npm packages; only maintainers run this, the product itself needs no Node.
//
// Usage: node tools/vendor.mjs <folder with node_modules>
//   where that folder was filled by: npm install --ignore-scripts lit@3.3.3 plotly.js@4.1.1 codemirror@6 \
//   @codemirror/autocomplete @codemirror/commands @codemirror/language @codemirror/lint @codemirror/state \
//   @codemirror/view lucide-static@1.62.0 esbuild
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = resolve(process.argv[2] ?? ".", "node_modules");
const require = createRequire(join(modules, "index.js"));
const esbuild = require("esbuild");

const LIT = `
export * from "lit";
export * from "lit/directive.js";
export * from "lit/directives/class-map.js";
export * from "lit/directives/guard.js";
export * from "lit/directives/if-defined.js";
export * from "lit/directives/keyed.js";
export * from "lit/directives/live.js";
export * from "lit/directives/map.js";
export * from "lit/directives/ref.js";
export * from "lit/directives/repeat.js";
export * from "lit/directives/until.js";
export * from "lit/directives/when.js";
`;

const CODEMIRROR = `
export { EditorState, Compartment, StateEffect, StateField, RangeSetBuilder } from "@codemirror/state";
export { EditorView, Decoration, keymap, placeholder, drawSelection, tooltips } from "@codemirror/view";
export { autocompletion, completionKeymap, closeBrackets, closeBracketsKeymap, startCompletion, snippetCompletion } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { StreamLanguage, syntaxHighlighting, HighlightStyle, bracketMatching } from "@codemirror/language";
export { setDiagnostics, lintGutter } from "@codemirror/lint";
export { tags } from "@lezer/highlight";
`;

const TRACES = [
  "bar", "box", "candlestick", "funnel", "heatmap", "histogram", "indicator", "pie", "sankey",
  "scatterpolar", "sunburst", "table", "treemap", "waterfall",
];
const PLOTLY = `
var Plotly = require("plotly.js/lib/core");
Plotly.register([${TRACES.map((trace) => `require("plotly.js/lib/${trace}")`).join(", ")}]);
module.exports = Plotly;
`;

/** @param {string} name @param {string} field */
function fieldOf(name, field) {
  const value = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"))[field];
  return typeof value === "string" ? value : (value?.type ?? value?.name ?? "not stated");
}

/** @param {string} name */
const versionOf = (name) => fieldOf(name, "version");

/** @param {string} name */
function licenceOf(name) {
  const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) return `Licence named by the package: ${fieldOf(name, "license")}. Author: ${fieldOf(name, "author")}.`;
  return readFileSync(join(modules, name, file), "utf8").trimEnd();
}

/** Every npm package whose source went into a bundle. @param {import("esbuild").Metafile} metafile */
function packagesIn(metafile) {
  const found = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) found.add(match[1]);
  }
  return [...found].sort();
}

/**
 * Write file, licence and version of one vendored library.
 * @param {{name: string, file: string, contents: string, parts: string[], built: string, copies?: Record<string, string>}} library
 */
function place({ name, file, contents, parts, built, copies = {} }) {
  const folder = join(root, "static/vendor", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const clean = contents
    .replace(/^\/\/[#@] sourceMappingURL=.*$/gm, "")
    .replace(/https:\/\/cdn\.plot\.ly[^"']*/g, "");
  writeFileSync(join(folder, file), clean);
  for (const [target, source] of Object.entries(copies)) cpSync(join(modules, source), join(folder, target));
  const licences = new Map();
  for (const part of parts) {
    const text = licenceOf(part);
    licences.set(text, [...(licences.get(text) ?? []), part]);
  }
  writeFileSync(
    join(folder, "LICENSE"),
    [...licences].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`),
  );
  const digest = createHash("sha512").update(clean).digest("base64");
  writeFileSync(
    join(folder, "VERSION"),
    [`name: ${name}`, `parts: ${parts.map((part) => `${part} ${versionOf(part)}`).join(", ")}`,
      `file: ${file}`, `sha512: ${digest}`, `built: ${built}`, ""].join("\n"),
  );
}

/** @param {string} contents @param {Partial<import("esbuild").BuildOptions>} options */
async function bundle(contents, options) {
  const result = await esbuild.build({
    stdin: { contents, resolveDir: dirname(modules) },
    bundle: true, minify: true, write: false, metafile: true, legalComments: "none", target: "es2022",
    nodePaths: [modules], ...options,
  });
  return { text: result.outputFiles[0].text, parts: packagesIn(result.metafile) };
}

/** One file with a symbol for each icon named in static/builder/icons/names.txt. */
function sprite() {
  const names = readFileSync(join(root, "static/builder/icons/names.txt"), "utf8").split("\n").filter(Boolean);
  const symbols = names.map((name) => {
    const file = join(modules, "lucide-static/icons", `${name}.svg`);
    if (!existsSync(file)) throw new Error(`lucide has no icon ${name}`);
    const body = readFileSync(file, "utf8").replace(/<!--.*?-->/gs, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")}</symbol>`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
  writeFileSync(join(root, "static/builder/icons/sprite.svg"), text);
  cpSync(join(modules, "lucide-static/LICENSE"), join(root, "static/builder/icons/LICENSE"));
  const digest = createHash("sha512").update(text).digest("base64");
  writeFileSync(
    join(root, "static/builder/icons/VERSION"),
    `name: lucide\nparts: lucide-static ${versionOf("lucide-static")}\nfile: sprite.svg\nsha512: ${digest}\nbuilt: tools/vendor.mjs, the symbols listed in names.txt\n`,
  );
}

const esm = /** @type {const} */ ({ format: "esm" });
const lit = await bundle(LIT, esm);
place({ name: "lit", file: "lit.js", contents: lit.text, parts: lit.parts, built: "esbuild, one module with the directives in use (tools/vendor.mjs)" });
const codemirror = await bundle(CODEMIRROR, esm);
place({ name: "codemirror", file: "codemirror.js", contents: codemirror.text, parts: codemirror.parts, built: "esbuild, one module (tools/vendor.mjs)" });
const plotly = await bundle(PLOTLY, {
  format: "iife", globalName: "Plotly", define: { global: "window", "process.env.NODE_ENV": '"production"' },
  loader: { ".css": "empty" },
});
place({ name: "plotly", file: "plotly.js", contents: plotly.text, parts: plotly.parts, built: `esbuild, core and scatter with ${TRACES.join(", ")} (tools/vendor.mjs)`,
  copies: { "plotly.css": "plotly.js/dist/plotly.css", "plotly-locale-zh-cn.js": "plotly.js/dist/plotly-locale-zh-cn.js" } });
sprite();
