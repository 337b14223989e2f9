import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import { isStage, type ReportStatus } from '../report/status.ts';
import { ATTRIBUTES, REPORT_STATUS, type LiveStatus, type ReportMemo } from '../workflows/contract.ts';
import { deadlinesFrom } from '../report/budget.ts';
import { endOfRun } from './run-end.ts';

/** A query needs a worker; this long is waited for one before the server's own knowledge must do. */
const QUERY_MS = 2_000;

/** A run, and what Temporal has just said of it: every poll of every follower comes through here, so nothing is asked twice. */
export interface DescribedRun {
  readonly handle: WorkflowHandle;
  readonly run: WorkflowExecutionDescription;
}

/** What Temporal knows of one run. */
export async function runStatus(
  temporal: Client,
  { handle, run }: DescribedRun,
  reportId: string,
): Promise<ReportStatus> {
  const common = statusBefore(run, reportId);
  if (run.status.name !== 'RUNNING') return { ...common, ...(await endOfRun(handle, run)) };
  const stage = run.typedSearchAttributes.get(ATTRIBUTES.stage) ?? null;
  const known = { ...common, status: isStage(stage) ? stage : ('waiting' as const) };
  // Nothing to ask before the first workflow task: nobody would answer.
  if (known.status === 'waiting') return known;
  const live = await liveOf(temporal, handle);
  return live === null ? known : { ...known, ...withProgress(live) };
}

async function liveOf(temporal: Client, handle: WorkflowHandle): Promise<LiveStatus | null> {
  try {
    return await temporal.withDeadline(Date.now() + QUERY_MS, () => handle.query<LiveStatus>(REPORT_STATUS));
  } catch {
    return null;
  }
}

function withProgress({ stage, deliver, rows, etaMs, isAtRisk }: LiveStatus) {
  return { status: stage, deliver, rows, atRisk: isAtRisk, etaAt: etaMs === null ? null : isoTime(etaMs) };
}

function statusBefore(run: WorkflowExecutionDescription, reportId: string): ReportStatus {
  const memo = (run.memo ?? {}) as unknown as ReportMemo;
  const requestedAtMs = memo.requestedAtMs ?? run.startTime.getTime();
  return {
    reportId,
    workflowId: run.workflowId,
    runId: run.runId,
    status: 'waiting',
    joined: false,
    deliver: memo.deliver,
    rows: null,
    bytes: null,
    sha256: null,
    form: null,
    fileName: null,
    possibleDuplicate: false,
    atRisk: run.typedSearchAttributes.get(ATTRIBUTES.atRisk) ?? false,
    requestedAt: isoTime(requestedAtMs),
    deadlineAt: isoTime(deadlinesFrom(requestedAtMs, memo.totalMs).deadlineMs),
    etaAt: null,
    finishedAt: null,
    manifest: null,
    error: null,
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
