import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openDownload } from '../../archive/download.ts';
import { peakMemoryMb } from '../../bench/process-usage.ts';
import { connect } from '../../worker/dependencies.ts';
import { TASK_QUEUE, type CourseReportResult } from '../../workflows/contract.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { Scenario } from '../faults/scenario.ts';
import { personalWords } from '../support/e2e-canaries.ts';
import { openScene } from '../support/e2e-scene.ts';
import type { ReceivedMail } from '../support/smtp-server.ts';
import type { Ground } from './million-ground.ts';

/** One report from request to mail, measured from outside. */
export interface MeasuredRun {
  readonly seconds: number;
  /** The most memory that its worker, a process of its own, had since its start. */
  readonly peakMb: number;
  readonly events: number;
  readonly reports: readonly ReceivedMail[];
  readonly result: CourseReportResult | null;
}

/** Of each batch, and enough: a larger one begins with the learners of a smaller. */
const LEARNERS_LOOKED_FOR = 1_000;

/** @param preload a module that takes something from the worker */
export async function measuredRun(
  ground: Ground,
  server: TestWorkflowEnvironment,
  learners: number,
  preload?: string,
): Promise<MeasuredRun> {
  const batch = await ground.batch(learners);
  const { deps, close } = connect(ground.values);
  // Before the scenario, and so closed after it, which looks into the ledger at its end.
  await using _ = { [Symbol.asyncDispose]: close };
  const logged: string[] = [];
  const words = personalWords({ ...batch, activeLearners: LEARNERS_LOOKED_FOR });
  const from = ground.values.MAIL_FROM ?? { name: '', address: '' };
  const stage = { server, deps, batch, from, taskQueue: TASK_QUEUE, undisturbedSha256: '', logged, words };
  await using scene = await openScene(ground.settings);
  await using scenario = await Scenario.open(stage, { temporal: scene.temporal });
  const worker = await ground.startWorker({ ...scene.settings, SMTP_URL: scenario.smtp.url }, preload);
  try {
    const begun = performance.now();
    const { result } = await scenario.end();
    const seconds = (performance.now() - begun) / 1000;
    const peakMb = peakMemoryMb(worker.pid) ?? NaN;
    stage.undisturbedSha256 = await hashOfDownload(scenario);
    logged.push(...readFileSync(worker.log, 'utf8').split('\n'));
    await expectAlwaysTrue(scenario);
    const { historyLength } = await scenario.run.describe();
    return { seconds, peakMb, events: historyLength, reports: scenario.reports, result };
  } finally {
    await worker.stop();
  }
}

/** What she gets who fetches the file. */
async function hashOfDownload({ stage, input }: Scenario): Promise<string> {
  const hash = createHash('sha256');
  const { content } = await openDownload(stage.deps.ledger, stage.deps.store, input.reportId);
  for await (const piece of content) hash.update(piece);
  return hash.digest('hex');
}
