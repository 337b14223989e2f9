import type { Client } from '@temporalio/client';
import { parseReportId, workflowIdOf } from '../report/request.ts';
import { ATTRIBUTES, COURSE_REPORT, type ReportMemo } from '../workflows/contract.ts';
import { asking, isNotFound } from './known-errors.ts';
import type { DescribedRun } from './run-status.ts';

/**
 * The run of a report: the newest of its workflow id, or, when the same mentor has asked again since, an older one. Never
 * one of a re-send, which carries the same report id.
 *
 * @returns null when Temporal has none (any more)
 */
export async function findRun(temporal: Client, reportId: string): Promise<DescribedRun | null> {
  const workflowId = workflowIdOf(parseReportId(reportId));
  const newest = temporal.workflow.getHandle(workflowId);
  try {
    const run = await asking(() => newest.describe());
    if ((run.memo as ReportMemo | undefined)?.reportId === reportId)
      return { handle: temporal.workflow.getHandle(workflowId, run.runId), run };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
  const query = `${ATTRIBUTES.report.name} = '${reportId}' AND WorkflowType = '${COURSE_REPORT}'`;
  const older = temporal.workflow.list({ query })[Symbol.asyncIterator]();
  const { value } = await asking(() => older.next());
  if (value === undefined) return null;
  const handle = temporal.workflow.getHandle(workflowId, value.runId);
  return { handle, run: await asking(() => handle.describe()) };
}
