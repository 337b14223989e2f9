import type { Client } from '@temporalio/client';
import { setUpBatchFactsSchedule } from '../client/batch-facts-schedule.ts';
import { connectTemporal, reportClient } from '../client/index.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { ReportRequest } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';

/** Runs `use` with a client of the demo's Temporal, closed afterwards. */
export async function withTemporal<T>(env: NodeJS.ProcessEnv, use: (temporal: Client) => Promise<T>): Promise<T> {
  const { connection, namespace } = temporalConfig({ ...process.env, ...env });
  const { temporal, close } = await connectTemporal(connection, namespace);
  try {
    // Batches are counted now and every night, for the download ratio.
    await setUpBatchFactsSchedule(temporal);
    return await use(temporal);
  } finally {
    await close();
  }
}

/** As a portal backend does it: the library, and what it tells about once a second. @returns the last status */
export async function requestAndFollow(
  temporal: Client,
  request: ReportRequest,
  show: (status: ReportStatus) => void,
  signal: AbortSignal,
): Promise<ReportStatus> {
  const reports = reportClient(temporal);
  let last = await reports.request(request);
  for await (const status of reports.follow(last.reportId)) {
    signal.throwIfAborted();
    show((last = status));
  }
  return last;
}
