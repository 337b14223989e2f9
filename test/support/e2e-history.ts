import {
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import type { BatchKey } from '../../report/ports.ts';
import { workflowIdOf } from '../../report/request.ts';
import { until } from './e2e-until.ts';

/** A run as an operator exports it, whole, and how far its steps got. */
export interface RunHistory {
  readonly exported: unknown;
  /** Of a kind of step. */
  completed(activity: string): number;
  /** Of each step of a kind that has ended, which attempt it was, as the server counts. */
  attempts(activity: string): number[];
}

/** The newest run of a mentor for a batch. */
export function runOf(temporal: Client, { courseId, batchId }: BatchKey, requesterId: string): WorkflowHandle {
  return temporal.workflow.getHandle(workflowIdOf({ courseId, batchId, requesterId }));
}

export async function historyOf(run: WorkflowHandle): Promise<RunHistory> {
  const exported = await run.fetchHistory();
  const events = exported.events ?? [];
  const names = new Map(
    events.map((one) => [Number(one.eventId), one.activityTaskScheduledEventAttributes?.activityType?.name] as const),
  );
  const isOf = (activity: string, scheduledEventId: Long | null | undefined) =>
    names.get(Number(scheduledEventId)) === activity;
  return {
    exported,
    completed: (activity) =>
      events.filter((one) => isOf(activity, one.activityTaskCompletedEventAttributes?.scheduledEventId)).length,
    attempts: (activity) =>
      events
        .map((one) => one.activityTaskStartedEventAttributes)
        .filter((started) => isOf(activity, started?.scheduledEventId))
        .map((started) => started?.attempt ?? 1),
  };
}

/** The protocol's 64-bit number. */
type Long = { toString(): string };

/** Fulfils when so many steps of a kind are recorded as done; a run that does not exist yet is waited for. */
export async function untilCompleted(run: WorkflowHandle, activity: string, count: number): Promise<void> {
  await untilThere(run);
  const enough = async () => ((await historyOf(run)).completed(activity) >= count ? true : undefined);
  await until(`${count} of ${activity}`, enough, { everyMs: 25, withinMs: 120_000 });
}

export async function untilThere(run: WorkflowHandle): Promise<WorkflowExecutionDescription> {
  return until('the run', async () => {
    try {
      return await run.describe();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  });
}
