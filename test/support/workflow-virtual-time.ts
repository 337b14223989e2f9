import { activityInfo, cancelled, heartbeat } from '@temporalio/activity';
import { isGrpcServiceError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

/** Well under the heartbeat timeout of 25 s, and how far a clock can overshoot. */
const SLICE = '10s';

/**
 * Hangs in virtual time. The time-skipping server stands still while an activity works, unless the activity itself lets
 * time pass; and the SDK sends heartbeats by the real clock, so that they are sent from here.
 */
export async function hangingOn(server: TestWorkflowEnvironment): Promise<never> {
  const { taskToken } = activityInfo();
  while (!(await isToldToStop(server, taskToken))) await server.sleep(SLICE);
  heartbeat();
  return cancelled();
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
