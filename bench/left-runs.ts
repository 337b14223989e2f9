import type { Client } from '@temporalio/client';
import { ATTRIBUTES } from '../workflows/contract.ts';

/**
 * A bench that was stopped in the middle has left its run open, whatever the size of its batch: the worker would go on
 * with it beside what is measured, or the first request would join it.
 */
export async function endLeftRuns(temporal: Client, requesterId: string): Promise<void> {
  const query = `${ATTRIBUTES.requester.name} = '${requesterId}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId, runId } of temporal.workflow.list({ query })) {
    await temporal.workflow.getHandle(workflowId, runId).terminate('left by an earlier bench');
  }
}
