import type { WorkflowHandle } from '@temporalio/client';
import { historyOf } from './e2e-history.ts';

/** All that Temporal keeps of a run: history, memo, search attributes, summaries, heartbeats of steps under way. */
export async function exportOf(run: WorkflowHandle): Promise<unknown[]> {
  const { raw } = await run.describe();
  return [(await historyOf(run)).exported, raw, await currentDetailsOf(run)];
}

/** What the UI shows of a run comes by a query, which a worker answers. */
async function currentDetailsOf(run: WorkflowHandle): Promise<unknown> {
  return run.query('__temporal_workflow_metadata');
}
