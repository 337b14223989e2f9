import { ApplicationFailure, WorkflowFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ulid } from 'ulid';
import { LONGEST_TOTAL_MS } from '../report/budget.ts';
import { ReportError, type ErrorHoles, type ReportErrorCode } from '../report/errors.ts';
import { parseReportId, resendWorkflowIdOf } from '../report/request.ts';
import type { ReportStatus } from '../report/status.ts';
import {
  ATTRIBUTES,
  RESEND_REPORT,
  TASK_QUEUE,
  type ReportMemo,
  type ResendReportInput,
} from '../workflows/contract.ts';
import { firstAnswer } from './first-answer.ts';
import { asking, isNotFound } from './known-errors.ts';
import { resendDetailsOf } from './run-details.ts';
import { runStatus } from './run-status.ts';

/** Nothing is there to be sent: an error of the call. What a missing right refuses is an answer, as it is for a request. */
const NOTHING_TO_SEND: readonly ReportErrorCode[] = [
  'ReportNotFound',
  'ReportNotReady',
  'ReportWithoutFile',
  'ReportExpired',
];

/** Starts a re-send or joins the one under way (client/index.ts). */
export async function resendReport(
  temporal: Client,
  reportId: string,
  totalMs = LONGEST_TOTAL_MS,
): Promise<ReportStatus> {
  const memo = { reportId, deliver: 'mail', totalMs, resendId: ulid() } as const satisfies ReportMemo;
  const run = await asking(async () => (await start(temporal, memo)).describe());
  const handle = temporal.workflow.getHandle(run.workflowId, run.runId);
  const status = await firstAnswer(temporal, handle, reportId);
  const code = status.error?.code;
  if (code !== undefined && NOTHING_TO_SEND.includes(code)) throw new ReportError(code, await holesOf(handle));
  return { ...status, joined: (run.memo as unknown as ReportMemo).resendId !== memo.resendId };
}

type Memo = ReportMemo & { readonly resendId: string };

function start(temporal: Client, memo: Memo): Promise<WorkflowHandle> {
  const { reportId, resendId, totalMs: deadlineMs } = memo;
  const { courseId, batchId, requesterId } = parseReportId(reportId);
  return temporal.workflow.start(RESEND_REPORT, {
    taskQueue: TASK_QUEUE,
    workflowId: resendWorkflowIdOf(reportId),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ reportId, resendId, deadlineMs } satisfies ResendReportInput],
    staticSummary: `Re-send of the course progress of batch ${batchId}`,
    staticDetails: resendDetailsOf(reportId),
    memo: { ...memo },
    typedSearchAttributes: [
      { key: ATTRIBUTES.report, value: reportId },
      { key: ATTRIBUTES.course, value: courseId },
      { key: ATTRIBUTES.batch, value: batchId },
      { key: ATTRIBUTES.requester, value: requesterId },
      { key: ATTRIBUTES.stage, value: 'waiting' },
    ],
  });
}

/** What fills the error's sentence: the second detail of the run's failure. */
async function holesOf(handle: WorkflowHandle): Promise<ErrorHoles> {
  try {
    await handle.result();
  } catch (error) {
    const failure = error instanceof WorkflowFailedError ? error.cause : error;
    if (failure instanceof ApplicationFailure) return (failure.details?.[1] ?? {}) as ErrorHoles;
    throw error;
  }
  return {};
}

/** @returns null when Temporal knows no re-send of this report */
export async function resendStatus(temporal: Client, reportId: string): Promise<ReportStatus | null> {
  parseReportId(reportId);
  const workflowId = resendWorkflowIdOf(reportId);
  try {
    const run = await asking(() => temporal.workflow.getHandle(workflowId).describe());
    return await runStatus(temporal, { handle: temporal.workflow.getHandle(workflowId, run.runId), run }, reportId);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
