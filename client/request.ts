import type { Client, WorkflowHandle } from '@temporalio/client';
import { ulid } from 'ulid';
import { LONGEST_TOTAL_MS } from '../report/budget.ts';
import { buildReportId, checkRequest, workflowIdOf, type ReportRequest } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';
import {
  ALSO_MAIL,
  ATTRIBUTES,
  COURSE_REPORT,
  TASK_QUEUE,
  type CourseReportInput,
  type ReportMemo,
} from '../workflows/contract.ts';
import { firstAnswer } from './first-answer.ts';
import { detailsOf } from './run-details.ts';
import { asking, isNotFound } from './known-errors.ts';

/** A run may end between our start and our signal: then a new one is started. Twice in a row means something else. */
const MOST_STARTS = 3;

/** Starts a report or joins the one under way (client/index.ts). */
export async function requestReport(
  temporal: Client,
  request: ReportRequest,
  totalMs = LONGEST_TOTAL_MS,
): Promise<ReportStatus> {
  const { courseId, batchId, requesterId, deliver } = checkRequest(request);
  const reportId = buildReportId({ courseId, batchId, requesterId }, ulid());
  const input: CourseReportInput = { reportId, courseId, batchId, requesterId, deliver, deadlineMs: totalMs };
  for (let starts = 1; ; starts += 1) {
    const handle = await asking(() => start(temporal, input, totalMs));
    const { memo } = await asking(() => handle.describe());
    const run = memo as unknown as ReportMemo;
    const joined = run.reportId !== reportId;
    try {
      if (joined && deliver === 'mail' && run.deliver === 'portal') await asking(() => handle.signal(ALSO_MAIL));
      return { ...(await firstAnswer(temporal, handle, run.reportId)), joined };
    } catch (error) {
      if (!isNotFound(error) || starts === MOST_STARTS) throw error;
    }
  }
}

/** Two clicks, one report: the second start is handed the run that the first one began. */
function start(temporal: Client, input: CourseReportInput, totalMs: number): Promise<WorkflowHandle> {
  const { reportId, courseId, batchId, requesterId, deliver } = input;
  return temporal.workflow.start(COURSE_REPORT, {
    taskQueue: TASK_QUEUE,
    workflowId: workflowIdOf(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
    staticSummary: `Course progress of batch ${batchId}`,
    staticDetails: detailsOf(input),
    memo: { reportId, deliver, totalMs } satisfies ReportMemo,
    typedSearchAttributes: [
      { key: ATTRIBUTES.report, value: reportId },
      { key: ATTRIBUTES.course, value: courseId },
      { key: ATTRIBUTES.batch, value: batchId },
      { key: ATTRIBUTES.requester, value: requesterId },
      { key: ATTRIBUTES.stage, value: 'waiting' },
    ],
  });
}
