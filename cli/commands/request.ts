import { reportStatus } from '../../archive/status.ts';
import type { ReportClient } from '../../client/index.ts';
import { ReportError } from '../../report/errors.ts';
import type { Deliver } from '../../report/request.ts';
import { isOutcome, type ReportStatus } from '../../report/status.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';
import { finish, finishLate, waitFor } from '../wait-for.ts';

export interface RequestArguments {
  readonly course: string;
  readonly batch: string;
  readonly requester: string;
  readonly deliver: Deliver;
  readonly wait: boolean;
}

/** Starts or joins a report. @returns the exit code */
export async function request(connections: Connections, out: Output, args: RequestArguments): Promise<number> {
  const reports = await connections.reports();
  const { course: courseId, batch: batchId, requester: requesterId, deliver } = args;
  const accepted = await reports.request({ courseId, batchId, requesterId, deliver });
  if (!args.wait || isOutcome(accepted.status)) return finish(out, await withManifest(connections, reports, accepted));
  const last = await waitFor(accepted, reports.follow(accepted.reportId));
  return isOutcome(last.status) ? finish(out, await withManifest(connections, reports, last)) : finishLate(out, last);
}

/** The manifest is the ledger's; without Cassandra in the environment, or with it away, the rest is told all the same. */
async function withManifest(
  connections: Connections,
  reports: ReportClient,
  status: ReportStatus,
): Promise<ReportStatus> {
  if (connections.values.CASSANDRA_CONTACT_POINTS === null || !isOutcome(status.status)) return status;
  try {
    const { ledger } = connections.archive();
    return { ...(await reportStatus(ledger, reports, status.reportId)), joined: status.joined };
  } catch (error) {
    if (error instanceof ReportError) return status;
    throw error;
  }
}
