import type { Client } from '@temporalio/client';
import { ReportError } from '../report/errors.ts';
import { findRun } from './find-run.ts';
import { asking } from './known-errors.ts';
import { runStatus } from './run-status.ts';
import { isOutcome } from '../report/status.ts';

/** Asks a running report to stop; it ends `cancelled`, or `sent` if its mail was out already. */
export async function cancelReport(temporal: Client, reportId: string): Promise<void> {
  const found = await findRun(temporal, reportId);
  if (found === null) throw new ReportError('ReportNotFound', { reportId });
  const { status } = await runStatus(temporal, found, reportId);
  if (isOutcome(status)) throw new ReportError('ReportEnded', { reportId, status });
  await asking(() => found.handle.cancel());
}
