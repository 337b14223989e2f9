import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ReportStatus } from '../report/status.ts';
import { asking } from './known-errors.ts';
import { runStatus } from './run-status.ts';

/** How long a refusal may take to be the answer of the request itself. */
const ANSWER_WITHIN_MS = 5_000;
const ASK_EVERY_MS = 150;

/** The status after step 1, in which refusals are decided; without a worker the request is accepted all the same. */
export async function firstAnswer(temporal: Client, handle: WorkflowHandle, reportId: string): Promise<ReportStatus> {
  const until = performance.now() + ANSWER_WITHIN_MS;
  for (;;) {
    const status = await runStatus(temporal, { handle, run: await asking(() => handle.describe()) }, reportId);
    if (status.status !== 'waiting' || performance.now() > until) return status;
    await sleep(ASK_EVERY_MS);
  }
}
