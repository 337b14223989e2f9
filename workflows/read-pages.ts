import { condition } from '@temporalio/workflow';
import type { ListPagesResult, PrepareReportResult, WritePageResult } from '../activities/api.ts';
import { addTally } from '../report/tally.ts';
import type { KeyRange } from '../report/ports.ts';
import type { ReportRun } from './run.ts';
import type { readingSteps } from './steps.ts';

/** Of one run: what a killed worker costs, and how much of a shared cluster one mentor may ask for at once. */
export const PAGES_IN_FLIGHT = 4;

/** Lists the batch and writes its pages side by side. @returns the pages in the order of the file */
export async function readPages(
  run: ReportRun,
  prepared: PrepareReportResult,
  steps: ReturnType<typeof readingSteps>,
): Promise<WritePageResult[]> {
  const { reportId, courseId, batchId } = run.input;
  const { facts, turn } = prepared;
  const ranges: KeyRange[] = [];
  const pages: WritePageResult[] = [];
  let begun = 0;

  const list = async () => {
    let after: string | null = null;
    do {
      const summary = `Cuts the batch into pages, from page ${ranges.length + 1} on`;
      const input = { reportId, courseId, batchId, after };
      const listed: ListPagesResult = await steps.listPages.executeWithOptions({ summary }, [input]);
      ranges.push(...listed.ranges);
      after = listed.next;
      run.advance({
        enrolmentsListed: run.progress.enrolmentsListed + listed.enrolmentsListed,
        isListed: after === null,
      });
    } while (after !== null);
    run.begin('writePage');
  };

  const write = async () => {
    for (;;) {
      await condition(() => begun < ranges.length || run.progress.isListed);
      const no = begun;
      const range = ranges[no];
      if (range === undefined) {
        if (run.progress.isListed) return;
        // One range wakes every writer that waits: another was quicker.
        continue;
      }
      begun += 1;
      const { runStartedMs } = run.identity;
      const input = { reportId, courseId, batchId, no, range, facts, runStartedMs, ...(turn && { place: turn.place }) };
      const summary = `Page ${no + 1}${run.progress.isListed ? ` of ${ranges.length}` : ''}`;
      const page = await run.page(() => steps.writePage.executeWithOptions({ summary }, [input]));
      pages[no] = page;
      run.advance({
        rowsWritten: run.progress.rowsWritten + page.tally.rows,
        enrolmentsRead: run.progress.enrolmentsRead + page.tally.enrolments,
      });
    }
  };

  run.advance({ readingSinceMs: Date.now() });
  await Promise.all([list(), ...Array.from({ length: PAGES_IN_FLIGHT }, write)]);
  return pages;
}

export function tallyOf(pages: readonly WritePageResult[]) {
  return pages.map((page) => page.tally).reduce(addTally);
}
