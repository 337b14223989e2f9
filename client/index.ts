import type { Client } from '@temporalio/client';
import type { LiveReports } from '../report/ports.ts';
import type { ReportRequest } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';
import { cancelReport } from './cancel.ts';
import { followRun } from './follow.ts';
import { liveStatus } from './live-status.ts';
import { requestReport } from './request.ts';
import { resendReport, resendStatus } from './resend.ts';

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
  /**
   * Mails the file of a report that has ended once more, to its own requester, or joins the re-send under way. The answer
   * is the re-send's status, not the report's; it waits up to 5 s for a refusal.
   *
   * @throws ReportError IdInvalid, ReportNotFound, ReportNotReady, ReportWithoutFile, ReportExpired, TemporalNotSetUp
   */
  resend(reportId: string): Promise<ReportStatus>;
  /** The latest re-send's status as `follow` tells the report's. @throws ReportError ReportNotFound when there is none */
  followResend(reportId: string): AsyncGenerator<ReportStatus>;
}

export function reportClient(temporal: Client, options: ReportClientOptions = {}): ReportClient {
  return {
    request: (request) => requestReport(temporal, request, options.deadlineMs),
    follow: (reportId) => followRun(reportId, () => liveStatus(temporal, reportId)),
    status: (reportId) => liveStatus(temporal, reportId),
    cancel: (reportId) => cancelReport(temporal, reportId),
    resend: (reportId) => resendReport(temporal, reportId, options.deadlineMs),
    followResend: (reportId) => followRun(reportId, () => resendStatus(temporal, reportId)),
  };
}
