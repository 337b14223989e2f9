import type { LiveStatus } from './contract.ts';

/** What the Temporal UI shows of a running report, as a Markdown table. Ids and counts only. */
export function currentDetails(live: LiveStatus, step: string, deadlineMs: number): string {
  const rows = [
    ['stage', live.stage],
    ['step', step],
    ['rows written', live.rows.toLocaleString('en-IN')],
    ['of the batch', live.percent === null ? 'still listing' : `${live.percent} %`],
    ['ready about', live.etaMs === null ? 'not known yet' : timeOf(live.etaMs)],
    ['deadline', timeOf(deadlineMs)],
    ['at risk', live.isAtRisk ? '**yes**' : 'no'],
  ];
  return ['| what | now |', '|---|---|', ...rows.map(([what, now]) => `| ${what} | ${now} |`)].join('\n');
}

function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
