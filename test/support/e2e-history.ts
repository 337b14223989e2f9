import type { Client, WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { parseReportId, workflowIdOf } from '../../report/request.ts';

interface Event {
  readonly eventId: string;
  readonly activityTaskScheduledEventAttributes?: { readonly activityType: { readonly name: string } };
  readonly activityTaskStartedEventAttributes?: { readonly scheduledEventId: string; readonly attempt: number };
  readonly activityTaskCompletedEventAttributes?: { readonly scheduledEventId: string };
}

/** A run as an operator exports it, whole, and how far its steps got. */
export interface RunHistory {
  readonly exported: unknown;
  readonly events: readonly Event[];
  /** Of a kind of step. */
  completed(activity: string): number;
  /** Highest attempt number of any started step of a kind, as the server counts. */
  attempts(activity: string): number;
}

/** The run of the batch's mentor; the newest when there are several. */
export function runOf(temporal: Client, reportId: string): WorkflowHandle {
  return temporal.workflow.getHandle(workflowIdOf(parseReportId(reportId)));
}

export async function historyOf(temporal: Client, reportId: string): Promise<RunHistory> {
  const exported = JSON.parse(historyToJSON(await runOf(temporal, reportId).fetchHistory())) as { events: Event[] };
  const { events } = exported;
  const names = new Map(
    events.map((one) => [one.eventId, one.activityTaskScheduledEventAttributes?.activityType.name] as const),
  );
  const nameOf = (scheduledEventId: string | undefined) => names.get(scheduledEventId ?? '');
  return {
    exported,
    events,
    completed: (activity) =>
      events.filter((one) => nameOf(one.activityTaskCompletedEventAttributes?.scheduledEventId) === activity).length,
    attempts: (activity) =>
      Math.max(
        0,
        ...events
          .map((one) => one.activityTaskStartedEventAttributes)
          .filter((started) => nameOf(started?.scheduledEventId) === activity)
          .map((started) => started?.attempt ?? 1),
      ),
  };
}
