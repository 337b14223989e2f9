import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ReportActivities } from '../../activities/api.ts';

type Step = keyof ReportActivities;

/** As an operator does it in the Temporal UI: an attempt that is under way may finish. */
export async function pauseStep(temporal: Client, run: WorkflowHandle, step: Step): Promise<void> {
  await temporal.workflowService.pauseActivity({ ...stepOf(temporal, run, step), reason: 'an operator looks' });
}

export async function unpauseStep(temporal: Client, run: WorkflowHandle, step: Step): Promise<void> {
  await temporal.workflowService.unpauseActivity(stepOf(temporal, run, step));
}

function stepOf(temporal: Client, { workflowId }: WorkflowHandle, type: Step) {
  return { namespace: temporal.options.namespace, execution: { workflowId }, type, identity: 'operator' };
}
