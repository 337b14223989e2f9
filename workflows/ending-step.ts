import { log } from '@temporalio/workflow';
import type { ReportRun } from './run.ts';

/** What an ending gets at least, also when the workers come back after the deadline. */
export const SHORTEST_WINDOW_MS = 15_000;

/** Whoever shows which step is under way. */
interface Told {
  beginEnding(step: string): void;
}

/**
 * A step of an ending that fails must not hide the ending itself: the workflow still closes with its word, from which
 * status is told when the ledger has none.
 */
export async function attempt<T>(run: Told, step: string, call: () => Promise<T>): Promise<T | null> {
  run.beginEnding(step);
  try {
    return await call();
  } catch {
    log.warn('an ending could not finish a step', { step });
    return null;
  }
}

/** Until the mentor must have been told, and no longer than her next request may be held up. */
export function endingWindowMs({ deadlines }: ReportRun): number {
  return Math.max(SHORTEST_WINDOW_MS, Math.min(deadlines.tellUntilMs - Date.now(), deadlines.noticeMs));
}
