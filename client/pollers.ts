import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/contract.ts';
import { asking } from './known-errors.ts';

/** temporal.api.enums.v1.TaskQueueType */
const ACTIVITY_QUEUE = 2;
/** The server remembers a poller for five minutes after its last poll, which lasts one. */
const REMEMBERED_MS = 5 * 60_000;
const ALIVE_MS = 90_000;

/** @returns how many workers have asked for work lately */
export async function livePollers(temporal: Client): Promise<number> {
  const { namespace } = temporal.options;
  const request = { namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: ACTIVITY_QUEUE };
  const { pollers } = await asking(() => temporal.workflowService.describeTaskQueue(request));
  const polledMs = (pollers ?? []).map(({ lastAccessTime }) => 1_000 * Number(lastAccessTime?.seconds ?? 0));
  const nowMs = serverNowMs(Math.max(...polledMs));
  return polledMs.filter((ms) => ms > nowMs - ALIVE_MS).length;
}

/**
 * A poll in the future, or older than any that the server remembers, tells that the clock of this machine is wrong, and then
 * the newest poll is the best that is known of the server's: with ten minutes ahead a portal took itself out of service.
 */
function serverNowMs(newestMs: number): number {
  const ageMs = Date.now() - newestMs;
  return ageMs < 0 || ageMs > REMEMBERED_MS ? newestMs : Date.now();
}
