import type { WorkerOptions } from '@temporalio/worker';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import type { Settings } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import type { WorkerProcess } from '../support/e2e-worker.ts';
import { heldServer, type HeldServer } from '../../dev/chaos/held-server.ts';
import type { SmtpScript, SmtpState } from '../support/smtp-script.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { stage } from './real-stage.ts';
import type { Scenario } from './scenario.ts';

/** What happens to the first worker, a process of its own. */
interface Trouble {
  /** Its environment. */
  readonly first?: Settings;
  /** What the worker that takes over does otherwise. */
  readonly second?: Partial<WorkerOptions>;
  /** Of the first connection to the mail server. */
  readonly script?: Omit<SmtpScript, 'at'>;
  readonly at: (state: SmtpState, first: First) => void | Promise<void>;
}

export interface First {
  readonly scenario: Scenario;
  readonly worker: WorkerProcess;
  /** The ways on which it reaches them. */
  readonly cassandra: HeldServer;
  readonly temporal: HeldServer;
  /** Lets a second worker begin. */
  readonly takeOver: () => void;
}

/** One report that a second worker brings to its end. @param check while the second one lives */
export async function takenOver(
  { first: settings = {}, second: change = {}, script, at }: Trouble,
  check: (scenario: Scenario, first: First) => Promise<void>,
): Promise<void> {
  await using scene = await openScene();
  await using cassandra = await heldServer(scene.settings['CASSANDRA_CONTACT_POINTS'] ?? '');
  await using temporal = await heldServer(scene.settings['TEMPORAL_ADDRESS'] ?? '');
  await using scenario = await stage().scenario({ temporal: scene.temporal, taskQueue: TASK_QUEUE });
  const worker = await scene.startWorker({
    SMTP_URL: scenario.smtp.url,
    CASSANDRA_CONTACT_POINTS: cassandra.address,
    TEMPORAL_ADDRESS: temporal.address,
    ...settings,
  });
  const over = gate();
  const first = { scenario, worker, cassandra, temporal, takeOver: over.reach };
  scenario.smtp.play({ ...script, at: (state) => at(state, first) });
  const handle = await scenario.start();
  await over.reached;
  const second = await stage().worker(TASK_QUEUE, { namespace: scene.temporal.options.namespace, ...change });
  await second.runUntil(async () => {
    await endOf(handle);
    await check(scenario, first);
    await expectAlwaysTrue(scenario);
  });
}

export async function kill({ worker, takeOver }: First): Promise<void> {
  await worker.kill9();
  takeOver();
}
