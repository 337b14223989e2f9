import { stringify } from 'csv-stringify/sync';
import { protectedCells, RECORD_END } from '../report/csv.ts';
import type { Row } from '../report/row.ts';

/**
 * csv-stringify 6.9 quotes a cell with a lone CR or LF only if told to: by itself it looks for the whole record delimiter.
 * Its `escape_formulas` misses invisible characters before the sign, so protection is ours (report/formula-protection.ts).
 */
const FORM = { record_delimiter: RECORD_END, quoted_match: /[\r\n]/ };

/** One record per row (docs/domain.md, 3.9), each with its CRLF, so that the texts of pages can be put end to end. */
export function csvRecords(rows: readonly Row[]): { text: string; cellsProtected: number } {
  const records = rows.map(({ cells }) => protectedCells(cells));
  const cellsProtected = records.reduce((sum, record) => sum + record.protected, 0);
  const text = stringify(
    records.map(({ cells }) => cells),
    FORM,
  );
  return { text, cellsProtected };
}
