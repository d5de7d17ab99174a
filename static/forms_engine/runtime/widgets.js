// @ts-check
/**
 * Widgets by field type. A widget draws the control of one value and reports what was entered; it holds no value itself.
 *
 * @typedef {import("./spec.js").FieldSpec} FieldSpec
 * @typedef {{
 *   field: FieldSpec, path: string, id: string, value: any, text: string | undefined, label: any, name: string,
 *   required: boolean, invalid: boolean, describedBy: string, compact: boolean, urls: Urls,
 *   enter: (text: string) => void, choose: (value: any, label?: any) => void, focus: () => void, leave: () => void, editing: boolean,
 * }} Control
 * `text` is what was typed and could not be read, `editing` whether the cursor is in it, `compact` a cell of a sub-table,
 * `name` the label where no visible label names the control.
 * @typedef {{members: string, departments: string, files: string, records: (form: string) => string}} Urls
 * @typedef {{render: (control: Control) => unknown, group?: boolean, ownLabel?: boolean, wide?: boolean}} Widget
 * `group` draws several controls under one legend, `ownLabel` writes the label itself, `wide` takes the whole row.
 */

/** @type {Map<string, Widget>} */
const widgets = new Map();

/** @param {string} type @param {Widget} widget */
export const registerWidget = (type, widget) => void widgets.set(type, widget);

/** The widget of a type; a type without one is typed as text. @param {string} type @returns {Widget} */
export const widgetFor = (type) => widgets.get(type) ?? /** @type {Widget} */ (widgets.get("text"));

/** Where the pickers look and files go. @param {Partial<{api: string, app: string, form: string, urls: Record<string, string>}>} options `records` in `urls` has a place for {form} @returns {Urls} */
export function makeUrls({ api = "/api/v1/", app = "", form = "", urls = {} } = {}) {
  return {
    members: urls.people ?? "/search/people/",
    departments: urls.departments ?? "/search/departments/",
    files: urls.files ?? `${api}apps/${app}/forms/${form}/files/`,
    records: (target) => urls.records?.replace("{form}", target) ?? `${api}apps/${app}/forms/${target}/records/`,
  };
}
