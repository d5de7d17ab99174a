// @ts-check
/** Tables on the clipboard: the text a spreadsheet puts there, both ways. */

/** Read tab-separated text; cells in double quotes may hold tabs, line breaks and doubled quotes. @param {string} text @returns {string[][]} */
export function parseTsv(text) {
  const source = text.replace(/\r\n?/g, "\n");
  /** @type {string[][]} */ const rows = [[]];
  let cell = "", quoted = false;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"' && cell === "" && closes(source, i)) quoted = true;
    else if (c === "\t" || c === "\n") {
      rows[rows.length - 1].push(cell);
      cell = "";
      if (c === "\n") rows.push([]);
    } else cell += c;
  }
  rows[rows.length - 1].push(cell);
  while (rows.length > 1 && rows[rows.length - 1].every((x) => x === "")) rows.pop();
  return rows;
}

/** Whether the quote at `start` opens a quoted cell: a lone quote (5" pipe) is text. @param {string} source @param {number} start */
function closes(source, start) {
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] !== '"') continue;
    if (source[i + 1] === '"') { i++; continue; }
    return i + 1 === source.length || source[i + 1] === "\t" || source[i + 1] === "\n";
  }
  return false;
}

/** Write rows as a spreadsheet reads them. @param {string[][]} rows */
export const formatTsv = (rows) => rows.map((row) => row.map((c) => (/[\t\n"]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join("\t")).join("\n");
