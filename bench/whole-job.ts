import type { ReportClient } from '../client/index.ts';
import { StackFault } from '../dev/stack/stack-fault.ts';
import type { ReportRequest } from '../report/request.ts';
import type { Form, ReportStatus } from '../report/status.ts';
import type { MailSink } from './mail-sink.ts';
import { cpuSeconds, forgetPeakMemory, peakMemoryMb } from './process-usage.ts';

/** One report, measured from outside. */
export interface JobRun {
  /** From the request accepted by Temporal to the mail accepted by the mail server. */
  readonly seconds: number;
  /** Of the worker, from the request to the last word of the run; `null` where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly peakMemoryMb: number | null;
  readonly rows: number | null;
  /** Of the CSV. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly form: Form | null;
  readonly mailBytes: number;
}

export interface JobParts {
  readonly reports: ReportClient;
  readonly sink: MailSink;
  readonly workerPid: number;
}

/** Asks for a report as a portal does, and follows it to its end. @throws StackFault unless it was sent, in one mail */
export async function wholeJob({ reports, sink, workerPid }: JobParts, request: ReportRequest): Promise<JobRun> {
  sink.take();
  forgetPeakMemory(workerPid);
  const cpuBefore = cpuSeconds(workerPid);
  let status: ReportStatus = await reports.request(request);
  for await (status of reports.follow(status.reportId));
  const cpuAfter = cpuSeconds(workerPid);
  const mails = sink.take();
  const [mail] = mails;
  if (status.status !== 'sent' || status.joined || mail === undefined || mails.length !== 1) {
    const why = status.error === null ? '' : `, ${status.error.code}: ${status.error.message}`;
    throw new StackFault(`Report ${status.reportId} ended ${status.status}${why}, with ${mails.length} mails.`);
  }
  return {
    // By the server's clock, which is this machine's: the start call returns before the first look at the run does.
    seconds: (mail.acceptedAtMs - Date.parse(status.requestedAt ?? '')) / 1000,
    cpuSeconds: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
    peakMemoryMb: peakMemoryMb(workerPid),
    rows: status.rows,
    bytes: status.bytes,
    sha256: status.sha256,
    form: status.form,
    mailBytes: mail.bytes,
  };
}
