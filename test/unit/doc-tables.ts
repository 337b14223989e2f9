import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('../../docs/domain.md', import.meta.url), 'utf8');

/**
 * The rows of the one table of docs/domain.md whose header starts with these words; each cell is a code span of JSON.
 *
 * @throws if no table or more than one has such a header, or the table is empty, or a cell is no JSON
 */
export function docTable(headerStart: string): unknown[][] {
  const lines = PAGE.split('\n');
  const headers = lines.flatMap((line, at) => (cellsOf(line)[0] === headerStart ? [at] : []));
  const [header] = headers;
  if (header === undefined || headers.length > 1)
    throw new Error(`${headers.length} tables start with: ${headerStart}`);
  const body = lines.slice(header + 2);
  const rows = body.slice(
    0,
    body.findIndex((line) => !line.startsWith('|')),
  );
  if (rows.length === 0) throw new Error(`the table is empty: ${headerStart}`);
  return rows.map((row) => cellsOf(row).map(json));
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function json(cell: string): unknown {
  const span = /^`(.*)`$/.exec(cell)?.[1];
  if (span === undefined) throw new Error(`not a code span: ${cell}`);
  return JSON.parse(span);
}
