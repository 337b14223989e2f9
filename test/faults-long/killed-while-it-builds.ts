import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import pLimit from 'p-limit';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { stage } from '../faults/real-stage.ts';
import type { Scenario } from '../faults/scenario.ts';
import { enrolmentReads } from '../support/e2e-batch.ts';
import { historyOf, type RunHistory } from '../support/e2e-history.ts';
import type { Settings } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { heldServer } from '../../dev/chaos/held-server.ts';
import { tableStatement } from '../support/older-schema.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate } from '../support/workflow-troubles.ts';

const SMALL_PAGES = `--import=${new URL('../support/small-pages.mjs', import.meta.url).href}`;
const ENROLMENTS = 'sunbird_courses.report_user_enrolments';

/** A worker from source bundles its workflows, some 5 s of one core: ten at once do so for a minute. */
const starting = pLimit(2);

/** Long enough for what has left it to be done, short enough for nothing to time out. */
const HELD_MS = 500;

export interface Built {
  readonly scenario: Scenario;
  readonly history: RunHistory;
  /** Reads of enrolments, counted by Cassandra. */
  readonly reads: number;
  /** From the kill until a step that it had begun was another worker's to begin. */
  readonly missedAfterMs: number;
}

/**
 * One report in twenty pages by a worker process, which is killed at a request of it to Cassandra: the request is done, its
 * answer never comes. Another worker process brings the report to its end.
 *
 * @param isThere whether this is the request; unset = nothing happens
 */
export async function built(
  isThere: ((request: string) => boolean) | null,
  check: (built: Built) => Promise<void>,
): Promise<void> {
  await using table = await ownEnrolments();
  await using scene = await openScene({ NODE_OPTIONS: SMALL_PAGES, SUNBIRD_ENROLMENTS_TABLE: table.name });
  await using cassandra = await heldServer(scene.settings['CASSANDRA_CONTACT_POINTS'] ?? '');
  await using scenario = await stage().scenario({ temporal: scene.temporal, taskQueue: TASK_QUEUE });
  const start = (more: Settings = {}) => starting(() => scene.startWorker({ SMTP_URL: scenario.smtp.url, ...more }));
  const first = await start({ CASSANDRA_CONTACT_POINTS: cassandra.address });
  const before = await enrolmentReads(table.name);
  const there = gate();
  cassandra.watch((request) => {
    if (!isThere?.(request.toString('latin1'))) return;
    cassandra.hold('answers');
    there.reach();
  });
  const run = await scenario.start();
  let missedAfterMs = 0;
  if (isThere !== null) {
    await there.reached;
    await sleep(HELD_MS);
    await first.kill9();
    const [ms] = await Promise.all([untilMissed(run), start()]);
    missedAfterMs = ms;
  }
  await endOf(run);
  const reads = (await enrolmentReads(table.name)) - before;
  await check({ scenario, history: await historyOf(run), reads, missedAfterMs });
  await expectAlwaysTrue(scenario);
}

/** @returns milliseconds until a step is to be begun for the second time */
async function untilMissed(run: WorkflowHandle): Promise<number> {
  const since = performance.now();
  const isMissed = async () => {
    const { raw } = await run.describe();
    return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 1) || undefined;
  };
  await until('another attempt', isMissed, { everyMs: 50 });
  return performance.now() - since;
}

/** The enrolments of the batch in a table that nobody else reads. */
async function ownEnrolments(): Promise<AsyncDisposable & { readonly name: string }> {
  const { cassandra, batch } = stage();
  const name = `enrolments_${randomBytes(5).toString('hex')}`;
  const [keyspace = ''] = ENROLMENTS.split('.');
  const change = async (statement: string) => {
    await cassandra.execute(statement, [], { prepare: false, readTimeout: 60_000 });
  };
  await change(await tableStatement(ENROLMENTS, keyspace, { name }));
  const all = `SELECT JSON * FROM ${ENROLMENTS} WHERE batchid = ? AND courseid = ?`;
  const { rows } = await cassandra.execute(all, [batch.batchId, batch.courseId]);
  const insert = `INSERT INTO ${keyspace}.${name} JSON ?`;
  await Promise.all(rows.map((row) => cassandra.execute(insert, [row['[json]']])));
  return { name, [Symbol.asyncDispose]: () => change(`DROP TABLE ${keyspace}.${name}`) };
}
