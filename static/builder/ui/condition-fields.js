// @ts-check
/** Fields of a form as <mr-condition-builder> takes them. */

/** @typedef {{key: string, label: string, type: string, behaves?: string, options?: {key: string, label: string}[], target?: string}} FormField */

const KNOWN = new Set(["text", "longtext", "number", "money", "date", "datetime", "choice", "choices", "checkbox", "member", "department", "link"]);
/** @type {Record<string, string>} */
const PLAIN = { longtext: "text", autonumber: "text" };
/** @type {Record<string, string>} */
const SOURCES = { member: "/search/people/", department: "/search/departments/" };

/** @param {FormField[]} fields @param {(target: string) => string} [linkSource] */
export function conditionFields(fields, linkSource = () => "") {
  return fields.flatMap((field) => {
    const behaves = field.behaves ?? field.type;
    const type = PLAIN[behaves] ?? behaves;
    if (!KNOWN.has(behaves) && !PLAIN[behaves]) return [];
    const src = SOURCES[type] ?? (type === "link" && field.target ? linkSource(field.target) : "");
    return [{
      key: field.key, label: field.label, type,
      ...(field.options ? { options: field.options.map((option) => ({ value: option.key, label: option.label })) } : {}),
      ...(src ? { src } : {}),
    }];
  });
}
