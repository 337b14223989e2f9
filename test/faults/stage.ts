import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { applySunbirdSchema } from '../../dev/data/cassandra/apply-schema.ts';
import { writeDemoData } from '../../dev/data/cassandra/write-demo-data.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { makeReportStore } from '../../dev/set-up.ts';
import { connect, type Connected } from '../../worker/dependencies.ts';
import { workerOptions } from '../../worker/worker.ts';
import { serverValues } from '../support/cassandra.ts';
import { personalWords } from '../support/e2e-canaries.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { Scenario, type Setting, type Surroundings } from './scenario.ts';

/** Enough for every step to have something to do, few enough that a run takes a second. */
const LEARNERS = 150;

type StageParts = Pick<Surroundings, 'server' | 'deps' | 'batch' | 'from' | 'logged'> & Pick<Connected, 'cassandra'>;

/** Real Cassandra, a Temporal server and one worker in this process, on which the scenarios of a file run side by side. */
export class Stage implements Surroundings {
  readonly server: TestWorkflowEnvironment;
  readonly deps: Dependencies;
  readonly cassandra: Connected['cassandra'];
  readonly batch: DemoBatch;
  readonly from: Surroundings['from'];
  readonly logged: readonly string[];
  readonly words: ReadonlySet<string>;
  readonly taskQueue = `faults-${randomUUID()}`;
  undisturbedSha256 = '';
  private readonly scenarios = new Map<string, Scenario>();

  constructor({ server, deps, cassandra, batch, from, logged }: StageParts) {
    this.server = server;
    this.deps = deps;
    this.cassandra = cassandra;
    this.batch = batch;
    this.from = from;
    this.logged = logged;
    this.words = personalWords(batch);
  }

  /** One report, asked for and disturbed as the setting says. */
  async scenario(setting: Setting = {}): Promise<Scenario> {
    const scenario = await Scenario.open(this, setting);
    this.scenarios.set(scenario.input.reportId, scenario);
    return scenario;
  }

  /** A worker as the product's, whose steps are those of the scenario that a report belongs to. */
  async worker(taskQueue: string, change: Partial<WorkerOptions> = {}): Promise<Worker> {
    const { nativeConnection, namespace = 'default' } = this.server;
    const code = { workflowBundle: await workflowBundle() };
    return Worker.create({
      ...workerOptions(nativeConnection, namespace, this.deps, code),
      taskQueue,
      activities: this.steps(),
      maxConcurrentActivityTaskExecutions: 100,
      ...change,
    });
  }

  private steps(): ReportActivities {
    const of = (input: { reportId: string }) => {
      const scenario = this.scenarios.get(input.reportId);
      if (scenario === undefined) throw new Error('a report that no scenario has asked for');
      return scenario.steps();
    };
    return {
      prepareReport: (input) => of(input).prepareReport(input),
      awaitTurn: (input) => of(input).awaitTurn(input),
      listPages: (input) => of(input).listPages(input),
      writePage: (input) => of(input).writePage(input),
      assembleReport: (input) => of(input).assembleReport(input),
      deliverReport: (input) => of(input).deliverReport(input),
      closeDelivery: (input) => of(input).closeDelivery(input),
      notifyRequester: (input) => of(input).notifyRequester(input),
      discardObjects: (input) => of(input).discardObjects(input),
      recordOutcome: (input) => of(input).recordOutcome(input),
      prepareResend: (input) => of(input).prepareResend(input),
      recordResend: (input) => of(input).recordResend(input),
    };
  }
}

/** A stage for the tests of a file (or a `describe`), and one undisturbed run on it to compare with. */
export function stageOn(
  server: () => TestWorkflowEnvironment,
  logged: readonly string[] = [],
  learners = LEARNERS,
): () => Stage {
  let stage: Stage | undefined;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const values = serverValues();
    await makeReportStore(values);
    const connected = connect(values);
    closing.unshift(() => connected.close());
    await applySunbirdSchema(connected.cassandra);
    const { batch } = await writeDemoData(connected.cassandra, { learners });
    const from = values.MAIL_FROM ?? { name: '', address: '' };
    stage = new Stage({ ...connected, server: server(), batch, from, logged });
    const worker = await stage.worker(stage.taskQueue);
    const working = worker.run();
    closing.unshift(() => (worker.shutdown(), working));
    await using undisturbed = await stage.scenario();
    const { result } = await undisturbed.end();
    stage.undisturbedSha256 = result?.sha256 ?? '';
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });
  return () => {
    if (stage === undefined) throw new Error('used before the tests have begun');
    return stage;
  };
}
