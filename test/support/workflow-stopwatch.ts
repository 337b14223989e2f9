import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ATTRIBUTES } from '../../workflows/contract.ts';
import type { FakeReports, Step, StepInput } from './workflow-fakes.ts';

/** Reads a run's own clock: minutes since it was asked for, by the server. */
export class Stopwatch {
  readonly run = async (handle: WorkflowHandle): Promise<void> => {
    this.handle = handle;
    this.startMs = (await handle.describe()).startTime.getTime();
  };
  private readonly server: TestWorkflowEnvironment;
  private readonly begunMs = new Map<Step, number>();
  private startMs = 0;
  private handle: WorkflowHandle | undefined;

  constructor(server: TestWorkflowEnvironment) {
    this.server = server;
  }

  /** Notes when each step of an ending first begins. */
  on(fakes: FakeReports): FakeReports {
    for (const step of ['closeDelivery', 'recordOutcome', 'notifyRequester', 'discardObjects'] as const)
      fakes.when(step, (input) => this.note(step, input));
    return fakes;
  }

  minuteOf(step: Step): number {
    return ((this.begunMs.get(step) ?? NaN) - this.startMs) / 60_000;
  }

  async minuteOfEnd(): Promise<number> {
    const closeTime = (await this.handle?.describe())?.closeTime;
    return ((closeTime?.getTime() ?? NaN) - this.startMs) / 60_000;
  }

  /** When the list of runs first showed that it may be late; NaN = never. */
  async minuteAtRisk(): Promise<number> {
    const { events } = (await this.handle?.fetchHistory()) ?? {};
    const shown = events?.find(({ upsertWorkflowSearchAttributesEventAttributes: change }) => {
      const data = change?.searchAttributes?.indexedFields?.[ATTRIBUTES.atRisk.name]?.data;
      return data && Buffer.from(data).toString() === 'true';
    });
    return (Number(shown?.eventTime?.seconds ?? NaN) * 1_000 - this.startMs) / 60_000;
  }

  private async note<S extends Step>(step: S, _input: StepInput<S>): Promise<void> {
    if (!this.begunMs.has(step)) this.begunMs.set(step, await this.server.currentTimeMs());
  }
}
