import { setTimeout as realSleep } from 'node:timers/promises';
import { activityInfo, cancelled, heartbeat } from '@temporalio/activity';
import { isGrpcServiceError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { reportFailure } from '../../workflows/failure.ts';

/** Under the heartbeat timeout of 25 s. */
const SLICE_MS = 20_000;

/**
 * Uses up attempt after attempt in virtual time, until it is told to stop.
 *
 * Three things are peculiar to the time-skipping server. It stands still while an activity works, unless the activity
 * itself lets time pass. The SDK sends heartbeats by the real clock, so they are sent from here. And an attempt that runs
 * into its timeout would hold the clock for ever, so each one gives up just before. So does one that the run
 * cancels without waiting for it: every test that uses this takes a server of its own.
 */
export async function hangingOn(server: TestWorkflowEnvironment): Promise<never> {
  const { taskToken, startToCloseTimeoutMs } = activityInfo();
  for (let leftMs = startToCloseTimeoutMs - SLICE_MS; leftMs > 0; leftMs -= SLICE_MS) {
    if (await isToldToStop(server, taskToken)) {
      heartbeat();
      return cancelled();
    }
    await server.sleep(Math.min(leftMs, SLICE_MS));
    await realTimeForTheWorkflow();
  }
  throw reportFailure('SourceSlow');
}

/** A timer that has fired must reach the worker and come back as a cancel before more time is let pass. */
function realTimeForTheWorkflow(): Promise<void> {
  return realSleep(20);
}

async function isToldToStop(server: TestWorkflowEnvironment, taskToken: Uint8Array): Promise<boolean> {
  try {
    const answer = await server.connection.workflowService.recordActivityTaskHeartbeat({ taskToken });
    return answer.cancelRequested;
  } catch (error) {
    // The server knows it no more: the run has gone on without it.
    if (isGrpcServiceError(error)) return true;
    throw error;
  }
}
