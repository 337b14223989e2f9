import { describe, expect, test } from 'vitest';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createActivities } from '../../activities/index.ts';
import { writePage } from '../../activities/write-page.ts';
import { cassandraReportStore } from '../../adapters/cassandra/report-store.ts';
import { smtpMailer } from '../../adapters/mail/mailer.ts';
import { reportClient } from '../../client/index.ts';
import { ownKeyspace } from '../../config/connections.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { Bytes, ReportStore } from '../../report/ports.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { serverValues } from '../support/cassandra.ts';
import { runOf } from '../support/e2e-history.ts';
import { mailServer } from '../support/e2e-mail-servers.ts';
import { openScene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { objectIdsOf, valuesWithoutTtl } from '../support/values-without-ttl.ts';
import { endOf } from '../support/workflow-scene.ts';
import { gate, type Gate } from '../support/workflow-troubles.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { stage } from './real-stage.ts';

describe.concurrent('an operator at work in the Temporal UI', () => {
  test.each([
    ['as it is: nothing of it is left', createActivities, []],
    ['counter-proof: who does not look whether it was cancelled leaves the page', withoutLooking, ['page-0000']],
  ] as const)('cancels a report while a page is being written, %s', async (_, stepsOn, left) => {
    const reading = gate();
    const written = gate();
    await using scenario = await stage().scenario({
      steps: (real) => ({
        ...real,
        writePage: async (input) => {
          await reading.pass();
          return stepsOn(stage().deps).writePage(input).finally(written.reach);
        },
      }),
    });
    await scenario.start();
    await reading.reached;
    await scenario.run.cancel();
    expect(await endOf(scenario.run)).toMatchObject({ status: 'CANCELLED' });
    reading.open();
    await written.reached;
    const { reportId } = scenario.input;
    const found = await objectIdsOf(stage().cassandra, keyspace(), reportId);
    expect(found.map((objectId) => objectId.split('.')[0])).toEqual(left);
    expect(scenario.smtp.mails()).toEqual([]);
    await expectAlwaysTrue(scenario);
  });

  test('cancels a report that the mail server has taken, and has not answered: sent', async () => {
    const taken = gate();
    await using scenario = await stage().scenario({
      mailServer: [{ at: (state) => (state === 'dot' ? taken.pass() : undefined) }],
    });
    await scenario.start();
    await taken.reached;
    await scenario.run.cancel();
    setTimeout(taken.open, 1_000);
    expect(await endOf(scenario.run)).toMatchObject({ status: 'COMPLETED', result: { outcome: 'sent' } });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });

  test('terminates a report in the middle of its file: what is left goes by its TTL, and the next request is served', async () => {
    await using scene = await openScene();
    await using smtp = await mailServer();
    const { namespace } = scene.temporal.options;
    const { deps, from, cassandra, batch } = stage();
    const real = { ...deps, mailer: smtpMailer({ smtpUrl: smtp.url, from }) };
    const { courseId, batchId } = batch;
    const request = { courseId, batchId, requesterId: DEMO.mentorId, deliver: 'mail' } as const;
    const client = reportClient(scene.temporal);

    const standing = gate();
    const brief = cassandraReportStore(cassandra, { keyspace: keyspace(), retentionMs: BRIEF_MS });
    const activities = createActivities({ ...real, store: standingInFile(brief, standing) });
    const first = await stage().worker(TASK_QUEUE, { activities, namespace });
    const terminated = await first.runUntil(async () => {
      const asked = await client.request(request);
      await standing.reached;
      await runOf(scene.temporal, request, DEMO.mentorId).terminate('an operator ends it');
      const left = await objectIdsOf(cassandra, keyspace(), asked.reportId);
      expect(left.map((objectId) => objectId.split('.')[0])).toEqual(['file', 'page-0000']);
      expect(await valuesWithoutTtl(cassandra, keyspace(), asked.reportId)).toEqual([]);
      standing.open();
      return asked;
    });
    const areGone = async () => (await objectIdsOf(cassandra, keyspace(), terminated.reportId)).length === 0;
    await until('the end of its objects', async () => (await areGone()) || undefined);

    const second = await stage().worker(TASK_QUEUE, { activities: createActivities(real), namespace });
    await second.runUntil(async () => {
      const next = await client.request(request);
      expect(next).toMatchObject({ joined: false });
      expect(next.reportId).not.toBe(terminated.reportId);
      await endOf(runOf(scene.temporal, request, DEMO.mentorId));
      expect(await deps.ledger.entry(next.reportId)).toMatchObject({
        outcome: 'sent',
        manifest: { sha256: stage().undisturbedSha256 },
      });
    });
    expect(smtp.mails()).toHaveLength(1);
    expect(await deps.ledger.entry(terminated.reportId)).toMatchObject({ outcome: null });
  });
});

const BRIEF_MS = 15_000;

const keyspace = () => ownKeyspace(serverValues()).keyspace;

/** The object that names the file's parts is begun, and never filled. */
function standingInFile(store: ReportStore, here: Gate): ReportStore {
  return {
    ...store,
    write: (reportId, prefix, content) =>
      store.write(reportId, prefix, prefix === 'file' ? after(here, content) : content),
  };
}

async function* after(here: Gate, content: Bytes): AsyncGenerator<Uint8Array> {
  await here.pass();
  yield* content;
}

/** A step that stores something, and does not look afterwards whether its report was cancelled meanwhile. */
function withoutLooking(deps: Dependencies): Pick<ReportActivities, 'writePage'> {
  return { writePage: (input) => writePage(deps, input) };
}
