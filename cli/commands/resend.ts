import { isOutcome } from '../../report/status.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';
import { finish, finishLate, waitFor } from '../wait-for.ts';

/** Mails the file of a report once more and waits until that has ended. @returns the exit code */
export async function resend(connections: Connections, out: Output, reportId: string): Promise<number> {
  const reports = await connections.reports();
  const accepted = await reports.resend(reportId);
  if (isOutcome(accepted.status)) return finish(out, accepted);
  const last = await waitFor(accepted, reports.followResend(reportId));
  return isOutcome(last.status) ? finish(out, last) : finishLate(out, last);
}
