import type { ReportClient } from '../../client/index.ts';
import { StackFault } from '../../dev/stack/stack-fault.ts';
import { BATCHES, mentorId } from './batches.ts';

/** Runs every batch once while nothing happens. @returns SHA-256 of its CSV, by batch id */
export async function undisturbedRuns(reports: ReportClient): Promise<ReadonlyMap<string, string>> {
  const hashes = BATCHES.map(async ({ courseId, batchId }) => {
    const { reportId } = await reports.request({ courseId, batchId, requesterId: mentorId(0), deliver: 'portal' });
    let sha256: string | null = null;
    for await (const status of reports.follow(reportId)) sha256 = status.sha256;
    if (sha256 === null) throw new StackFault(`The undisturbed run of batch ${batchId} has built no file.`);
    return [batchId, sha256] as const;
  });
  return new Map(await Promise.all(hashes));
}
