import type { Client } from '@temporalio/client';
import type { ReportStatus } from '../report/status.ts';
import { findRun } from './find-run.ts';
import { runStatus } from './run-status.ts';

/** @returns null when Temporal knows no run of this report */
export async function liveStatus(temporal: Client, reportId: string): Promise<ReportStatus | null> {
  const found = await findRun(temporal, reportId);
  return found === null ? null : runStatus(temporal, found, reportId);
}
