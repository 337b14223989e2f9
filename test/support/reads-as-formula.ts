/** The rule of docs/domain.md, 3.9, written anew, character by character and not with the rule's own pattern. */
export function readsAsFormula(cell: string): boolean {
  for (const character of cell) {
    if (ENDS_THE_SEARCH.has(character)) return true;
    if (!INVISIBLE.some((category) => category.test(character))) return false;
  }
  return false;
}

/** The cell as it was before an apostrophe defused it. */
export function unprotected(cell: string): string {
  return cell.startsWith("'") && readsAsFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

const ENDS_THE_SEARCH = new Set([...'\t\r\n=+-@＝＋－＠']);
const INVISIBLE = [/\p{Zs}/u, /\p{Zl}/u, /\p{Zp}/u, /\p{Cf}/u, /\p{Cc}/u];
