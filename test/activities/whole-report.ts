import type {
  ListPagesInput,
  AssembleReportResult,
  PrepareReportResult,
  ReportIdentity,
  WritePageResult,
} from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { KeyRange } from '../../report/ports.ts';
import { addTally } from '../../report/tally.ts';
import { attempt } from './workbench.ts';

export const HALF_AN_HOUR_MS = 1_800_000;

export function prepare(deps: Dependencies, report: ReportIdentity): Promise<PrepareReportResult> {
  const requestedAtMs = report.runStartedMs;
  return attempt(deps, 'prepareReport', { ...report, requestedAtMs, deadlineAtMs: requestedAtMs + HALF_AN_HOUR_MS });
}

export async function listAll(deps: Dependencies, report: ReportIdentity): Promise<KeyRange[]> {
  const ranges: KeyRange[] = [];
  let after: string | null = null;
  do {
    const { reportId, courseId, batchId } = report;
    const listed: Awaited<ReturnType<typeof list>> = await list(deps, { reportId, courseId, batchId, after });
    ranges.push(...listed.ranges);
    after = listed.next;
  } while (after !== null);
  return ranges;
}

const list = (deps: Dependencies, input: ListPagesInput) => attempt(deps, 'listPages', input);

export function write(
  deps: Dependencies,
  report: ReportIdentity,
  { facts, turn }: PrepareReportResult,
  no: number,
  range: KeyRange,
): Promise<WritePageResult> {
  const { reportId, courseId, batchId, runStartedMs } = report;
  return attempt(deps, 'writePage', {
    reportId,
    courseId,
    batchId,
    no,
    range,
    facts,
    runStartedMs,
    ...(turn && { place: turn.place }),
  });
}

export function assemble(
  deps: Dependencies,
  report: ReportIdentity,
  prepared: PrepareReportResult,
  pages: readonly WritePageResult[],
): Promise<AssembleReportResult> {
  const { reportId, courseId, batchId, runStartedMs } = report;
  return attempt(deps, 'assembleReport', {
    reportId,
    courseId,
    batchId,
    fileName: prepared.fileName,
    parts: pages.map((page) => page.object),
    tally: pages.map((page) => page.tally).reduce(addTally),
    readFromMs: runStartedMs,
    readToMs: runStartedMs + 1_000,
    ...(prepared.turn && { place: prepared.turn.place }),
  });
}

/** Steps 1 to 4, one after the other. */
export async function build(deps: Dependencies, report: ReportIdentity): Promise<AssembleReportResult> {
  const prepared = await prepare(deps, report);
  const ranges = await listAll(deps, report);
  const pages: WritePageResult[] = [];
  for (const [no, range] of ranges.entries()) pages.push(await write(deps, report, prepared, no, range));
  return assemble(deps, report, prepared, pages);
}
