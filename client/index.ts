import type { Client } from '@temporalio/client';
import type { LiveReports } from '../report/ports.ts';
import type { ReportRequest } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';
import { cancelReport } from './cancel.ts';
import { followReport } from './follow.ts';
import { liveStatus } from './live-status.ts';
import { requestReport } from './request.ts';

export { connectTemporal } from './connection.ts';

export interface ReportClientOptions {
  /** The promise in milliseconds; unset = 30 minutes. */
  readonly deadlineMs?: number;
}

/** What a portal backend does with reports; knows Temporal and nothing else. All may throw ReportError TemporalUnreachable. */
export interface ReportClient extends LiveReports {
  /**
   * Starts a report, or joins the one under way. Waits up to 5 s for a refusal, which then is the answer's `status`.
   *
   * @throws ReportError IdInvalid, TemporalNotSetUp
   */
  request(request: ReportRequest): Promise<ReportStatus>;
  /** The status about once a second until the report has ended; ends by itself a minute after the deadline. */
  follow(reportId: string): AsyncGenerator<ReportStatus>;
  /** Asks a running report to stop. @throws ReportError ReportNotFound, ReportEnded */
  cancel(reportId: string): Promise<void>;
}

export function reportClient(temporal: Client, options: ReportClientOptions = {}): ReportClient {
  return {
    request: (request) => requestReport(temporal, request, options.deadlineMs),
    follow: (reportId) => followReport(temporal, reportId),
    status: (reportId) => liveStatus(temporal, reportId),
    cancel: (reportId) => cancelReport(temporal, reportId),
  };
}
