import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { workflowIdOf, type ReportKey } from '../report/request.ts';

/** A bench that was stopped in the middle has left its run open: the first request of this one would join it. */
export async function endLeftRun(temporal: Client, key: ReportKey): Promise<void> {
  try {
    await temporal.workflow.getHandle(workflowIdOf(key)).terminate('left by an earlier bench');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
