import { ActivityCancellationType, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { BatchFactsActivities, RefreshBatchFactsResult } from '../activities/api.ts';

const { refreshBatchFacts: walk } = proxyActivities<BatchFactsActivities>({
  // No report waits for it: a database in trouble is left in peace for longer than a report could.
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '5m' },
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  heartbeatTimeout: '25s',
  // Forty times what a million batches take; the next night's walk is skipped while this one runs.
  startToCloseTimeout: '12h',
});

/** Every night, by a Schedule: which batches there are, whose, and since when, for the download ratio. */
export async function refreshBatchFacts(): Promise<RefreshBatchFactsResult> {
  return walk({ startedAtMs: workflowInfo().startTime.getTime() });
}
