import type { WorkflowHandle } from '@temporalio/client';
import { ulid } from 'ulid';
import { resendWorkflowIdOf } from '../../report/request.ts';
import { RESEND_REPORT, type ResendReportInput } from '../../workflows/contract.ts';
import { Scene } from './workflow-scene.ts';

/** One re-send of a report that has ended, its fakes and its workers. */
export class ResendScene extends Scene {
  readonly resendId = ulid();

  override start(): Promise<WorkflowHandle> {
    const { reportId, deadlineMs } = this.input;
    const input: ResendReportInput = {
      reportId,
      resendId: this.resendId,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    };
    return this.server.client.workflow.start(RESEND_REPORT, {
      taskQueue: this.taskQueue,
      workflowId: resendWorkflowIdOf(reportId),
      args: [input],
    });
  }
}
