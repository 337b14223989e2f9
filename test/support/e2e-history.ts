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
  /** Of each repeated step of a kind, why the attempt before the last one ended. */
  repeatedFor(activity: string): string[];
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
  const started = (activity: string) =>
    events.map((one) => one.activityTaskStartedEventAttributes).filter((one) => isOf(activity, one?.scheduledEventId));
  return {
    exported,
    completed: (activity) =>
      events.filter((one) => isOf(activity, one.activityTaskCompletedEventAttributes?.scheduledEventId)).length,
    attempts: (activity) => started(activity).map((one) => one?.attempt ?? 1),
    repeatedFor: (activity) =>
      started(activity)
        .filter((one) => (one?.attempt ?? 1) > 1)
        .map((one) => reasonIn(one?.lastFailure)),
  };
}

/** temporal.api.enums.v1.TimeoutType */
const HEARTBEAT = 4;

/** A step beats as soon as it begins, so silence without any beat means that no worker ever had the task. */
export const NEVER_BEGUN = 'handed out, and never begun';

interface LastFailure {
  readonly message?: string | null;
  readonly timeoutFailureInfo?: {
    readonly timeoutType?: number | null;
    readonly lastHeartbeatDetails?: unknown;
  } | null;
}

function reasonIn(failure: LastFailure | null | undefined): string {
  const timeout = failure?.timeoutFailureInfo;
  if (timeout?.timeoutType === HEARTBEAT && !timeout.lastHeartbeatDetails) return NEVER_BEGUN;
  return failure?.message ?? 'unknown';
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
