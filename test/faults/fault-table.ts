import type { RowOutcome } from './row-outcome.ts';

const HEAD = ['row', 'fault', 'expected', 'done', 'seen', 's'];

/** The table as docs/reliability.md shows it. */
export function faultTable(rows: readonly RowOutcome[]): string {
  return [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ id, fault, expected, scenarios, counterProofs, seen, isGreen, seconds }: RowOutcome): string[] {
  const done = `${counted(scenarios.length, 'scenario')}, ${counted(counterProofs.length, 'counter-proof')}`;
  const word = isGreen ? 'as expected' : '**not as expected**';
  return [id, fault, expected, done, [word, ...seen].join('; '), String(seconds)].map(asCell);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function asCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}
