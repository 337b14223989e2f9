import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ReportActivities } from '../../activities/api.ts';

type Step = keyof ReportActivities;

/** An operator's retry: resets the newest run to its first workflow task. */
export async function resetToFirstTask(temporal: Client, run: WorkflowHandle): Promise<void> {
  await resetRun(temporal, run, null);
}

/**
 * Resets the newest run as an operator does it in the Temporal UI.
 *
 * @param after the step whose result is kept; `null` = to the first workflow task
 * @returns the new run
 */
export async function resetRun(
  temporal: Client,
  { workflowId }: WorkflowHandle,
  after: Step | null,
): Promise<WorkflowHandle> {
  const newest = temporal.workflow.getHandle(workflowId);
  const { runId } = await newest.describe();
  const answer = await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'an operator tries again',
    workflowTaskFinishEventId: await taskAfter(newest, after),
    requestId: randomUUID(),
  });
  return temporal.workflow.getHandle(workflowId, answer.runId);
}

/** The event of the first workflow task that was completed after a step had ended. */
async function taskAfter(run: WorkflowHandle, step: Step | null) {
  const { events } = await run.fetchHistory();
  const all = events ?? [];
  const begun = all.find((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === step)?.eventId;
  const isEnd = (id: unknown) => id !== undefined && String(id) === String(begun);
  const ended = all.findIndex((event) => isEnd(event.activityTaskCompletedEventAttributes?.scheduledEventId));
  if (step !== null && ended === -1) throw new Error(`${step} has not ended`);
  const task = all.slice(Math.max(0, ended)).find((event) => event.workflowTaskCompletedEventAttributes);
  if (!task?.eventId) throw new Error(`no workflow task has ended after ${step ?? 'the start'}`);
  return task.eventId;
}
