import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { ulid } from 'ulid';
import { buildReportId, workflowIdOf } from '../../report/request.ts';
import { COURSE_REPORT, type CourseReportInput, type CourseReportResult } from '../../workflows/contract.ts';
import { workflowBundle } from './workflow-bundle.ts';
import type { FakeReports } from './workflow-fakes.ts';

export interface Ended {
  readonly status: string;
  /** Of a run that ended well, or the first detail of its failure. */
  readonly result: CourseReportResult | null;
  readonly failure: ApplicationFailure | null;
}

/** One report, its fakes and its workers, on a task queue of its own. */
export class Scene {
  readonly input: CourseReportInput;
  readonly workflowId: string;
  readonly taskQueue = `test-${randomUUID()}`;
  protected readonly server: TestWorkflowEnvironment;
  private readonly fakes: FakeReports;

  constructor(server: TestWorkflowEnvironment, fakes: FakeReports, input: Partial<CourseReportInput> = {}) {
    this.server = server;
    this.fakes = fakes;
    const key = { courseId: 'do_1', batchId: `batch-${randomUUID()}`, requesterId: 'mentor-1' };
    const reportId = buildReportId(key, ulid());
    this.input = { reportId, ...key, deliver: 'mail', ...input };
    this.workflowId = workflowIdOf(key);
  }

  start(): Promise<WorkflowHandle> {
    const { taskQueue, workflowId, input } = this;
    return this.server.client.workflow.start(COURSE_REPORT, { taskQueue, workflowId, args: [input] });
  }

  /** Lets a worker live while `during` runs. */
  async work<T>(during: () => Promise<T>, workflowCode?: WorkflowBundle): Promise<T> {
    const worker = await Worker.create({
      connection: this.server.nativeConnection,
      namespace: this.server.namespace ?? 'default',
      taskQueue: this.taskQueue,
      identity: 'worker',
      workflowBundle: workflowCode ?? (await workflowBundle()),
      activities: this.fakes,
      // A cancel travels with the answer to a heartbeat; by default only every 20 s.
      maxHeartbeatThrottleInterval: 100,
    });
    return worker.runUntil(during);
  }

  /** The whole run, with something happening beside it. */
  async report(beside: (handle: WorkflowHandle) => Promise<unknown> = async () => {}): Promise<Ended> {
    return this.work(async () => {
      const handle = await this.start();
      const [ended] = await Promise.all([endOf(handle), beside(handle)]);
      return ended;
    });
  }
}

/** Waits for the end of a run, whatever it is. */
export async function endOf(handle: WorkflowHandle): Promise<Ended> {
  try {
    return { status: 'COMPLETED', result: await handle.result(), failure: null };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    if (!(error.cause instanceof ApplicationFailure)) return { status: 'CANCELLED', result: null, failure: null };
    const [result] = error.cause.details ?? [];
    return { status: 'FAILED', result: result as CourseReportResult, failure: error.cause };
  }
}
