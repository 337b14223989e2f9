import type { Deadlines } from '../report/budget.ts';
import type { Progress } from '../report/pace.ts';
import type { CourseReportResult, LiveStatus } from './contract.ts';
import { utcTime } from './utc-time.ts';

export interface Screen {
  readonly live: LiveStatus;
  readonly step: string;
  readonly endingStep: string | null;
  readonly ended: CourseReportResult | null;
  readonly pagesInFlight: number;
  readonly progress: Progress;
  readonly deadlines: Deadlines;
  readonly nowMs: number;
}

/** What the Temporal UI shows of a report, as Markdown. Ids and counts only. */
export function currentDetails(screen: Screen): string {
  const rows = screen.ended === null ? underWay(screen) : ending(screen.ended, screen);
  const table = ['| what | now |', '|---|---|', ...rows.map(([what, now]) => `| ${what} | ${now} |`)];
  return [...table, '', hint(screen)].join('\n');
}

function underWay({ live, step, endingStep, pagesInFlight, progress, deadlines, nowMs }: Screen): string[][] {
  return [
    ['stage', live.stage],
    ['step', endingStep ?? step],
    ['at risk', live.isAtRisk ? '**yes**' : 'no'],
    [
      'rows written',
      `${count(live.rows)}, ${live.percent === null ? 'still listing' : `${live.percent} % of the batch`}`,
    ],
    ...(live.stage === 'reading' ? reading(progress, pagesInFlight, nowMs) : []),
    ['last progress', utcTime(progress.movedAtMs)],
    ['ready about, as of then', live.etaMs === null ? 'not known yet' : utcTime(live.etaMs)],
    live.stage === 'sending'
      ? ['mail out by', utcTime(deadlines.sendUntilMs)]
      : ['file built by', utcTime(deadlines.readUntilMs)],
  ];
}

function reading({ rowsWritten, readingSinceMs }: Progress, pagesInFlight: number, nowMs: number): string[][] {
  const minutes = readingSinceMs === null ? 0 : (nowMs - readingSinceMs) / 60_000;
  return [
    ['pages in flight', String(pagesInFlight)],
    ['rows a minute', minutes === 0 ? 'not known yet' : count(Math.round(rowsWritten / minutes))],
  ];
}

function ending(
  { outcome, errorCode, rows, form, possibleDuplicate }: CourseReportResult,
  { step, endingStep }: Screen,
): string[][] {
  return [
    ['outcome', `**${outcome}**`],
    ['error', errorCode ?? 'none'],
    ['step that it ended in', step],
    ['rows in the file', rows === null ? 'no file was built' : count(rows)],
    ['delivered as', form === null ? 'nothing was mailed' : FORMS[form]],
    ['may be there twice', possibleDuplicate ? '**yes**' : 'no'],
    ['last step of the ending', endingStep ?? 'none yet'],
  ];
}

const FORMS = { csv: 'CSV', zip: 'ZIP', none: 'no attachment, the file waits in the portal' } as const;

/** A workflow hears of a step when it has ended: attempts that fail are the server's to show. */
function hint({ ended }: Screen): string {
  if (ended === null) return 'Attempts of a step, and the code of its last failure: tab **Pending Activities**.';
  return 'Why, and who acts: the result or failure of this run. What to do: docs/operate.md.';
}

function count(rows: number): string {
  return rows.toLocaleString('en-IN');
}
