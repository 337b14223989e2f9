import type { ReportStatus } from '../report/status.ts';
import { exitOfReport } from './exit.ts';
import { reportLines, type Output } from './output.ts';
import { progressView } from './progress.ts';

/** Shows how far a run is until it has ended, or a minute after its deadline. @returns the last status, `first` if none came */
export async function waitFor(first: ReportStatus, statuses: AsyncIterable<ReportStatus>): Promise<ReportStatus> {
  const view = progressView(process.stderr);
  let last = first;
  try {
    for await (const status of statuses) {
      last = status;
      view.show(status);
    }
  } finally {
    view.stop();
  }
  return { ...last, joined: first.joined };
}

/** @returns the exit code */
export function finish(out: Output, status: ReportStatus): number {
  out.answer(status, reportLines(status));
  return exitOfReport(status);
}

/** It was waited for in vain. @returns the exit code */
export function finishLate(out: Output, status: ReportStatus): number {
  out.answer(status, [
    ...reportLines(status),
    'The deadline is over by a minute and the report has not ended: no worker may be alive (course-report doctor).',
  ]);
  return 4;
}
