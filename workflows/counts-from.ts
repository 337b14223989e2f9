import type { WorkflowInfo } from '@temporalio/workflow';

/**
 * From when a run's time counts, by the server's clock.
 *
 * `startTime` never changes with a reset, and `runStartTime` is the first workflow task, late when workers were away: so the
 * first counts in a first run, the second in a reset one, whose operator wants a fresh budget.
 */
export function countsFromMs({ runId, firstExecutionRunId, runStartTime, startTime }: WorkflowInfo): number {
  return (runId === firstExecutionRunId ? startTime : runStartTime).getTime();
}
