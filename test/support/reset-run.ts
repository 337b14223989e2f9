import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';

/** An operator's retry: resets the newest run to its first workflow task. */
export async function resetToFirstTask(temporal: Client, { workflowId }: WorkflowHandle): Promise<void> {
  const newest = temporal.workflow.getHandle(workflowId);
  const [{ runId }, { events }] = await Promise.all([newest.describe(), newest.fetchHistory()]);
  const first = events?.find((event) => event.workflowTaskCompletedEventAttributes);
  if (!first?.eventId) throw new Error('no workflow task has ended yet');
  await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'an operator tries again',
    workflowTaskFinishEventId: first.eventId,
    requestId: randomUUID(),
  });
}
