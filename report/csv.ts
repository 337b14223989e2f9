import { COLUMNS } from './columns.ts';
import { protectedCell } from './formula-protection.ts';

/** The file's form, docs/domain.md, 3.9: RFC 4180 with CRLF and a byte order mark, without which Excel garbles Indian scripts. */
export const RECORD_END = '\r\n';

const BYTE_ORDER_MARK = '\uFEFF';

/** What comes before the first learner. */
export const FILE_HEAD: string = BYTE_ORDER_MARK + COLUMNS.join(',') + RECORD_END;

/** The cells of a record as they may stand in the file, not yet quoted, and how many of them had to be defused. */
export function protectedCells(cells: readonly string[]): { cells: string[]; protected: number } {
  let count = 0;
  const safe = cells.map((cell) => {
    const printed = protectedCell(cell);
    if (printed !== cell) count += 1;
    return printed;
  });
  return { cells: safe, protected: count };
}
