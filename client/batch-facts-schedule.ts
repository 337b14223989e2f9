import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { REFRESH_BATCH_FACTS, TASK_QUEUE } from '../workflows/contract.ts';
import { asking } from './known-errors.ts';

export const BATCH_FACTS_SCHEDULE = 'refresh-batch-facts';

/**
 * Makes the Schedule that counts batches every night, and counts them now for the first time. One that is there is left
 * alone: an operator may have paused it or chosen another hour.
 *
 * @returns whether it was made
 */
export async function setUpBatchFactsSchedule(temporal: Client): Promise<boolean> {
  try {
    const schedule = await asking(() =>
      temporal.schedule.create({
        scheduleId: BATCH_FACTS_SCHEDULE,
        // Two at night in India: nobody learns.
        spec: { calendars: [{ hour: 2 }], timezone: 'Asia/Kolkata' },
        action: {
          type: 'startWorkflow',
          workflowType: REFRESH_BATCH_FACTS,
          workflowId: BATCH_FACTS_SCHEDULE,
          taskQueue: TASK_QUEUE,
        },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '12h' },
      }),
    );
    // `triggerImmediately` of the server would start a run that overlaps with everything, and is overlapped.
    await asking(() => schedule.trigger(ScheduleOverlapPolicy.SKIP));
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}
