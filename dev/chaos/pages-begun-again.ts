import type { Client } from '@temporalio/client';
import type { ReportActivities } from '../../activities/api.ts';

const READING: keyof ReportActivities = 'writePage';

/** Of a run: its pages, and those of which the server counts more than one attempt. */
export async function pagesBegunAgain(
  temporal: Client,
  workflowId: string,
  runId: string | null,
): Promise<{ readonly pages: number; readonly again: number }> {
  const { events } = await temporal.workflow.getHandle(workflowId, runId ?? undefined).fetchHistory();
  const pages = new Set<number>();
  let again = 0;
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled, ...event } of events ?? []) {
    if (scheduled?.activityType?.name === READING) pages.add(Number(eventId));
    const started = event.activityTaskStartedEventAttributes;
    if (pages.has(Number(started?.scheduledEventId)) && (started?.attempt ?? 1) > 1) again += 1;
  }
  return { pages: pages.size, again };
}
