import { upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { Stage } from '../report/status.ts';
import { ATTRIBUTES, type CourseReportInput, type CourseReportResult, type ReportMemo } from './contract.ts';

/** What the Temporal server itself knows of a run, so that lists and closed runs tell their story with no worker alive. */

interface Begun
  extends Required<Pick<ReportMemo, 'deliver' | 'totalMs' | 'requestedAtMs'>>, Pick<ReportMemo, 'resendId'> {
  readonly isAtRisk: boolean;
}

type Of = Pick<CourseReportInput, 'reportId' | 'courseId' | 'batchId' | 'requesterId'>;

/** The same memo as the client's, since "start workflow like this one" in the UI brings none. */
export function publishBeginning(of: Of, { isAtRisk, ...memo }: Begun): void {
  const { reportId, courseId, batchId, requesterId } = of;
  upsertMemo({ reportId, ...memo } satisfies ReportMemo);
  upsertSearchAttributes([
    { key: ATTRIBUTES.report, value: reportId },
    { key: ATTRIBUTES.course, value: courseId },
    { key: ATTRIBUTES.batch, value: batchId },
    { key: ATTRIBUTES.requester, value: requesterId },
    { key: ATTRIBUTES.stage, value: 'waiting' },
    { key: ATTRIBUTES.outcome, value: null },
    { key: ATTRIBUTES.errorCode, value: null },
    { key: ATTRIBUTES.rows, value: null },
    { key: ATTRIBUTES.atRisk, value: isAtRisk },
  ]);
}

export function publishStage(stage: Stage, tenantId: string | null): void {
  upsertSearchAttributes([
    { key: ATTRIBUTES.stage, value: stage },
    { key: ATTRIBUTES.tenant, value: tenantId },
  ]);
}

export function publishRisk(isAtRisk: boolean): void {
  upsertSearchAttributes([{ key: ATTRIBUTES.atRisk, value: isAtRisk }]);
}

export function publishMail(): void {
  upsertMemo({ deliver: 'mail' } satisfies Partial<ReportMemo>);
}

/** @param step under way when it ended */
export function publishEnding(result: CourseReportResult, step: string, finishedAtMs: number): void {
  const { reportId: _, ...facts } = result;
  upsertSearchAttributes([
    { key: ATTRIBUTES.outcome, value: facts.outcome },
    { key: ATTRIBUTES.errorCode, value: facts.errorCode },
    { key: ATTRIBUTES.rows, value: facts.rows },
    // Of what is still to come: who filters by it finds running reports alone.
    { key: ATTRIBUTES.atRisk, value: false },
  ]);
  upsertMemo({
    ending: { ...facts, step, finishedAt: new Date(finishedAtMs).toISOString() },
  } satisfies Partial<ReportMemo>);
}
