// @ts-check
/** CodeMirror for formulas, inside a shadow root; loaded when somebody first writes a formula. */
// @ts-ignore: the vendored bundle carries no types
import * as CM from "codemirror";
import { gettext } from "../core/i18n.js";
import { completions, inString, marks, token, wordBefore } from "./formula-model.js";
/** @typedef {import("./formula-model.js").FormulaData} FormulaData */
/** @typedef {import("./formula-model.js").FormulaProblem} FormulaProblem */

const look = () => CM.EditorView.theme({
  "&": { fontSize: "var(--fs-md)", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.6", minHeight: "4.5rem", maxHeight: "16rem" },
  ".cm-content": { padding: "8px 4px", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-placeholder": { color: "var(--text-3)" },
  ".cm-matchingBracket": { backgroundColor: "var(--accent-soft)", color: "var(--accent-text)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--border)", borderRadius: "var(--r-md)", boxShadow: "var(--e-3)", overflow: "hidden", fontFamily: "var(--font)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font)", maxHeight: "14rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", lineHeight: "1.5" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--accent-text)" },
  ".cm-completionDetail": { color: "var(--text-2)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-completionInfo": { padding: "8px 10px", whiteSpace: "pre-line", maxWidth: "20rem" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px wavy var(--danger)", textDecoration: "underline wavy var(--danger) 1px", textUnderlineOffset: "3px" },
});

const colours = () => CM.HighlightStyle.define([
  { tag: CM.tags.string, color: "var(--ok)" }, { tag: CM.tags.number, color: "var(--info)" },
  { tag: CM.tags.keyword, color: "var(--danger)" }, { tag: CM.tags.function(CM.tags.variableName), color: "var(--accent-text)", fontWeight: "600" },
  { tag: CM.tags.operator, color: "var(--text-2)" },
]);

/** @param {() => FormulaData} data */
const language = (data) => CM.StreamLanguage.define({
  token(/** @type {any} */ stream) {
    const names = new Set(data().functions.map((one) => one.name.toUpperCase()));
    const { length, kind } = token(stream.string.slice(stream.pos), (name) => names.has(name.toUpperCase()));
    stream.pos += length;
    return kind === "function" ? "variableName.function" : kind === "variable" ? "variableName" : kind;
  },
});

/** @param {() => FormulaData} data */
const source = (data) => (/** @type {any} */ context) => {
  const before = context.state.sliceDoc(0, context.pos);
  const word = wordBefore(before);
  if ((!word && !context.explicit) || inString(before)) return null;
  return { from: word ? word.from : context.pos, options: completions(data()), validFor: /^[\p{L}_$][\p{L}\p{N}_.]*$/u };
};

/**
 * Replace a selection ourselves: the browser would keep the look of coloured text in a style attribute, which the
 * content policy refuses.
 */
const replacing = () => CM.EditorView.domEventHandlers({
  beforeinput(/** @type {InputEvent} */ event, /** @type {any} */ view) {
    const { main } = view.state.selection;
    if (event.inputType !== "insertText" || event.isComposing || main.empty || !event.data || /["'()[\]]/.test(event.data)) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/**
 * Put an editor into `parent`.
 * @param {{parent: HTMLElement, root: ShadowRoot, text: string, data: () => FormulaData, label: string, placeholder: string,
 *   readOnly: boolean, onChange: (text: string) => void}} options
 */
export function createEditor({ parent, root, text, data, label, placeholder, readOnly, onChange }) {
  const view = new CM.EditorView({
    parent, root,
    state: CM.EditorState.create({
      doc: text,
      extensions: [
        CM.history(), CM.closeBrackets(), CM.bracketMatching(), CM.autocompletion({ override: [source(data)], icons: false }),
        CM.keymap.of([...CM.closeBracketsKeymap, ...CM.completionKeymap, ...CM.historyKeymap, ...CM.defaultKeymap]),
        replacing(), language(data), CM.syntaxHighlighting(colours()), look(), CM.EditorView.lineWrapping, CM.placeholder(placeholder),
        CM.EditorState.readOnly.of(readOnly),
        CM.EditorView.contentAttributes.of({ "aria-label": label || gettext("Formula"), spellcheck: "false" }),
        CM.EditorView.updateListener.of((/** @type {any} */ update) => { if (update.docChanged) onChange(update.state.doc.toString()); }),
      ],
    }),
  });
  return {
    /** Focus, with the cursor where it was in a plain text area. @param {number} [cursor] */
    focus: (cursor) => { if (cursor) view.dispatch({ selection: { anchor: Math.min(cursor, view.state.doc.length) } }); view.focus(); },
    destroy: () => view.destroy(),
    /** @param {string} value */
    set: (value) => { if (value !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } }); },
    /** @param {string} value */
    insert: (value) => { view.dispatch(view.state.replaceSelection(value)); view.focus(); },
    /** @param {FormulaProblem[]} problems */
    mark: (problems) => view.dispatch(CM.setDiagnostics(view.state, marks(view.state.doc.toString(), problems))),
  };
}
