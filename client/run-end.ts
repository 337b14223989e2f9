import {
  ApplicationFailure,
  WorkflowFailedError,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import { adviceOf, errorText, isReportErrorCode, type ReportErrorCode } from '../report/errors.ts';
import type { ReportStatus } from '../report/status.ts';
import type { CourseReportResult } from '../workflows/contract.ts';
import { asking } from './known-errors.ts';

type End = Pick<ReportStatus, 'status' | 'finishedAt' | 'error'> & Partial<ReportStatus>;

/** How a closed run ended, told from its close event alone: no worker and no archive are needed. */
export async function endOfRun(handle: WorkflowHandle, run: WorkflowExecutionDescription): Promise<End> {
  const finishedAt = run.closeTime?.toISOString() ?? null;
  switch (run.status.name) {
    case 'COMPLETED':
      return { finishedAt, ...resultFields(await asking(() => handle.result())) };
    case 'CANCELLED':
      return { finishedAt, status: 'cancelled', error: null };
    case 'FAILED':
      return { finishedAt, ...(await failureOf(handle)) };
    default:
      return { finishedAt, status: 'failed', error: abandoned(run.status.name) };
  }
}

async function failureOf(handle: WorkflowHandle): Promise<Omit<End, 'finishedAt'>> {
  try {
    await handle.result();
  } catch (error) {
    const failure = error instanceof WorkflowFailedError ? error.cause : error;
    if (!(failure instanceof ApplicationFailure)) throw error;
    const code = isReportErrorCode(failure.type) ? failure.type : 'Unexpected';
    const told = { code, message: failure.message.replace(adviceOf(code), '').trimEnd() };
    const [result] = failure.details ?? [];
    if (isResult(result)) return { ...resultFields(result), error: told };
    return { status: 'failed', error: told };
  }
  return { status: 'failed', error: abandoned('FAILED') };
}

function resultFields(result: CourseReportResult) {
  const { outcome, rows, bytes, sha256, form, fileName, possibleDuplicate, errorCode } = result;
  const error = errorCode === null ? null : { code: errorCode, message: errorText(errorCode) };
  return { status: outcome, rows, bytes, sha256, form, fileName, possibleDuplicate, error };
}

function isResult(detail: unknown): detail is CourseReportResult {
  return typeof detail === 'object' && detail !== null && 'outcome' in detail;
}

function abandoned(how: string): { code: ReportErrorCode; message: string } {
  return { code: 'RunAbandoned', message: errorText('RunAbandoned', { how: how.toLowerCase() }) };
}
