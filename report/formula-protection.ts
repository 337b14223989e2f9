/**
 * Names are free text, and a spreadsheet runs a cell that starts like a formula. It also looks past invisible
 * characters, so these are skipped before the first character is judged (docs/domain.md, 3.9). csv-stringify's
 * `escape_formulas` misses that: NUL, line feed, no-break space, zero-width and bidi characters in front.
 */
const READ_AS_FORMULA = /^[\p{Zs}\p{Zl}\p{Zp}\p{Cf}\p{Cc}]*(?:[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/u;

/** The same cell, or the cell behind an apostrophe if a spreadsheet could read it as a formula. */
export function protectedCell(cell: string): string {
  return READ_AS_FORMULA.test(cell) ? `'${cell}` : cell;
}
