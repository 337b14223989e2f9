// @ts-check
/**
 * Rows as RFC 4180 text that Excel opens as it is: byte order mark, CRLF, no value = an empty cell, and nothing that it
 * would take for a formula.
 *
 * @param {readonly (readonly (string | number | null)[])[]} rows
 */
export function csvText(rows) {
  return `\uFEFF${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** @param {string | number | null} cell */
function csvCell(cell) {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
