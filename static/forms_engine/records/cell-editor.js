// @ts-check
/** The control with which one cell of the list is changed; the same widgets as in the form. */
import { isComputed } from "../runtime/spec.js";
import { parseText } from "../runtime/values.js";
import { widgetFor } from "../runtime/widgets.js";

const NOT_HERE = new Set(["lines", "file", "longtext"]);

/** @param {import("../runtime/spec.js").FieldSpec} field @param {Record<string, string>} masks */
export const editable = (field, masks) => !isComputed(field) && !NOT_HERE.has(field.type) && (masks[field.key] ?? "edit") === "edit";

/**
 * @param {{field: import("../runtime/spec.js").FieldSpec, editing: {id: number, key: string, value: any, label: any, text?: string, problem?: string},
 *   urls: import("../runtime/widgets.js").Urls, change: (change: {value?: any, label?: any, text?: string}) => void}} context
 */
export function cellEditor({ field, editing, urls, change }) {
  const enter = (/** @type {string} */ text) => {
    const read = parseText(field, text);
    change("value" in read ? { value: read.value, text } : { text });
  };
  return widgetFor(field.type).render({
    field, path: field.key, id: `cell-${editing.id}-${field.key}`, value: editing.value, text: editing.text, label: editing.label, name: String(field.label),
    required: field.required, invalid: !!editing.problem, describedBy: "", compact: true, urls, editing: true,
    enter, choose: (value, label) => change({ value, label }), focus: () => {}, leave: () => {},
  });
}
