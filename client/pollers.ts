import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/contract.ts';
import { asking } from './known-errors.ts';

/** temporal.api.enums.v1.TaskQueueType */
const ACTIVITY_QUEUE = 2;
/** The server remembers a poller for five minutes after its last poll, which lasts one. */
const ALIVE_MS = 90_000;

/** @returns how many workers have asked for work lately */
export async function livePollers(temporal: Client): Promise<number> {
  const { namespace } = temporal.options;
  const request = { namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: ACTIVITY_QUEUE };
  const { pollers } = await asking(() => temporal.workflowService.describeTaskQueue(request));
  return (pollers ?? []).filter(({ lastAccessTime }) => {
    const seconds = Number(lastAccessTime?.seconds ?? 0);
    return seconds * 1000 > Date.now() - ALIVE_MS;
  }).length;
}
