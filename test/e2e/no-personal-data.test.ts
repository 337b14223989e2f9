import { heartbeat } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoBatch } from '../../dev/data/batch.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { temporalConfig } from '../../config/temporal.ts';
import { prometheusPage } from '../../worker/metrics.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { requestOf, write } from '../support/e2e-batch.ts';
import { personalCells, personalWords } from '../support/e2e-canaries.ts';
import { readByCsvParse } from '../support/e2e-csv.ts';
import { exportOf } from '../support/e2e-export.ts';
import { runOf } from '../support/e2e-history.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { always, mailServer } from '../support/e2e-mail-servers.ts';
import { reportIn, type Answer } from '../support/e2e-program.ts';
import { temporalsMetrics } from '../support/metrics-doc.ts';
import { metricsAddress, scrape, type Scrape } from '../support/scrape.ts';
import { openScene, type Scene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { findWords, textsIn } from '../support/history-search.ts';
import { reply } from '../support/smtp-script.ts';

/** Every case of the generator is there at 1,000 learners. */
const BATCH = demoBatch({ learners: 1_000 });
const words = personalWords(BATCH);

beforeAll(() => write(BATCH));

/** Everything that a run leaves outside the file and the mail. */
async function tracesOf(scene: Scene, run: WorkflowHandle, answer: Answer, written: string[]): Promise<string[]> {
  const status = await scene.courseReport('status', reportIn(answer).reportId, '--json');
  const said = [answer, status].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  return [...textsIn(await exportOf(run)), ...said, ...written];
}

const TENANT = `tenant="${DEMO.courseOrgId}"`;

/** The counters of a family that have counted, by the value of their one label. */
const countedIn = (family: string) => (metrics: Scrape) => {
  const counted = [...metrics.values].filter(([series, value]) => series.startsWith(`${family}{`) && value > 0);
  return Object.fromEntries(counted.map(([series, value]) => [/="(\w+)"/.exec(series)?.[1], value]));
};
const answersOf = countedIn('course_report_smtp_answers_total');
const failuresOf = countedIn('course_report_failed_attempts_total');

/** One report to its end with a worker of its own. */
async function reportOf(scene: Scene, requesterId: string) {
  const address = await metricsAddress();
  const worker = await scene.startWorker({ REPORT_METRICS_ADDRESS: address });
  const answer = await scene.courseReport(...requestOf(BATCH, requesterId), '--wait', '--json');
  const run = runOf(scene.temporal, BATCH, requesterId);
  const metrics = await scrape(address);
  const traces = await tracesOf(scene, run, answer, [worker.log(), metrics.text]);
  return { report: reportIn(answer), traces, metrics };
}

describe('outside the file and the mail', () => {
  test('a sent report leaves no name, address, number or external id of anybody', async () => {
    await using scene = await openScene();
    const { report, traces, metrics } = await reportOf(scene, DEMO.mentorId);
    expect(report.status).toBe('sent');
    expect(metrics.values.get(`course_report_ended_total{outcome="sent",${TENANT}}`)).toBe(1);
    expect(metrics.values.get(`course_report_request_to_sent_seconds_bucket{${TENANT},le="1800"}`)).toBe(1);
    expect(metrics.values.get(`course_report_rows_total{${TENANT}}`)).toBe(report.rows);
    expect(metrics.values.get(`course_report_bytes_total{${TENANT}}`)).toBe(report.bytes);
    expect(answersOf(metrics)).toEqual({ accepted: 1 });
    expect(failuresOf(metrics)).toEqual({});
    expect(metrics.values.get('course_report_look_up_seconds_count')).toBeGreaterThan(0);
    expect(metrics.values.get('course_report_look_ups_in_flight')).toBe(0);
    // What the documentation promises of the SDK; a failed poll needs a Temporal that is away.
    const missing = temporalsMetrics().filter((name) => ![name, `${name}_count`].some((one) => metrics.names.has(one)));
    expect(missing).toEqual(['temporal_long_request_failure']);
    const [mail] = await mailsOf(report.reportId);
    const cells = personalCells(readByCsvParse(mail?.attachments[0]?.content ?? Buffer.alloc(0)));
    expect(cells.size).toBeGreaterThan(1_000);
    expect(findWords(traces, [...words, ...cells])).toEqual([]);
    // The search has read the payloads: what the steps returned stands there.
    expect(findWords(traces, [report.sha256 ?? '', BATCH.batchId])).toHaveLength(2);
  });

  test('a failed report leaves none either, though the mail server repeated the address', async () => {
    await using mails = await mailServer(
      ...always({ rcpt: reply(`554 5.7.1 no mail for ${DEMO.mentorAddress} from here`) }),
    );
    await using scene = await openScene({ SMTP_URL: mails.url });
    const { report, traces, metrics } = await reportOf(scene, DEMO.mentorId);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'MailRefused' } });
    expect(metrics.values.get(`course_report_ended_total{outcome="failed",${TENANT}}`)).toBe(1);
    // The report, and the mail that says why it did not come.
    expect(answersOf(metrics)).toEqual({ policy: 2 });
    expect(failuresOf(metrics)).toEqual({ MailRefused: 2 });
    expect(metrics.text).not.toMatch(/^course_report_(rows|bytes|request_to_sent_seconds)\w*\{/m);
    expect(findWords(traces, words)).toEqual([]);
    expect(findWords(traces, ['MailRefused', '5.7.1'])).toHaveLength(2);
  });

  test('a refused report leaves none either', async () => {
    await using scene = await openScene();
    const { report, traces, metrics } = await reportOf(scene, DEMO.mentorWithoutAddressId);
    expect(report).toMatchObject({ status: 'refused', error: { code: 'AddressUnusable' } });
    expect(metrics.values.get(`course_report_ended_total{outcome="refused",${TENANT}}`)).toBe(1);
    expect(answersOf(metrics)).toEqual({});
    expect(failuresOf(metrics)).toEqual({ AddressUnusable: 1 });
    expect(findWords(traces, words)).toEqual([]);
  });
});

/** A name of the batch in each place where one could slip in. */
const CANARY = {
  result: 'శ్రీనివాస్ రావు',
  failure: 'Nirmala Chowdary',
  detail: 'nirmala.chowdary17@example.org',
  heartbeat: '0000123456',
  memo: 'APT0012345',
  input: 'हेमलता',
  metric: 'Satyavati Pillai',
};

describe('the search', () => {
  test('finds a canary in a result, a failure, its details, a heartbeat, a memo, an input and a metric', async () => {
    await using scene = await openScene();
    // What it says on purpose is no news.
    const address = await metricsAddress();
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { metrics: prometheusPage(address) } });
    Runtime.instance().metricMeter.createCounter('leaky_total').add(1, { learner: CANARY.metric });
    let isSeen = false;
    const connection = await NativeConnection.connect(temporalConfig(scene.settings).connection);
    const worker = await Worker.create({
      connection,
      namespace: scene.temporal.options.namespace ?? '',
      taskQueue: TASK_QUEUE,
      workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
      activities: leakySteps(() => isSeen),
    });
    const working = worker.run();
    try {
      const run = await scene.temporal.workflow.start('courseReport', {
        taskQueue: TASK_QUEUE,
        workflowId: 'leaky',
        args: [{ reportId: 'r', courseId: 'c', batchId: 'b', requesterId: CANARY.input, deliver: 'mail' }],
        memo: { note: CANARY.memo },
      });
      const found = async () => {
        const traces = [...textsIn(await exportOf(run)), (await scrape(address)).text];
        return findWords(traces, Object.values(CANARY));
      };
      const underWay = await until('the heartbeat', async () => {
        const words = await found();
        return words.includes(CANARY.heartbeat) ? words : undefined;
      });
      const { failure: _failure, detail: _detail, ...early } = CANARY;
      expect(underWay.toSorted()).toEqual(Object.values(early).toSorted());
      isSeen = true;
      await expect(run.result()).rejects.toThrow();
      const { heartbeat: _, ...lasting } = CANARY;
      expect((await found()).toSorted()).toEqual(Object.values(lasting).toSorted());
    } finally {
      worker.shutdown();
      await working;
      await connection.close();
    }
  });

  test('looks into payloads of payloads and behind escapes, and takes no hash for a name', () => {
    const payload = (value: unknown) => ({ data: Buffer.from(JSON.stringify(value)).toString('base64') });
    const escaped = Buffer.from(String.raw`{"n":"\u0939\u0947\u092e\u0932\u0924\u093e"}`).toString('base64');
    expect(findWords(textsIn(payload({ deep: payload(['Asha Rao']) })), ['Asha Rao'])).toEqual(['Asha Rao']);
    expect(findWords(textsIn({ data: escaped }), ['हेमलता'])).toEqual(['हेमलता']);
    expect(findWords(textsIn({ data: Buffer.from('"Asha"') }), ['Asha'])).toEqual(['Asha']);
    expect(findWords(textsIn({ sha: 'xRao1', name: 'Raoul' }), ['Rao'])).toEqual([]);
  });
});

/** Steps that put names where none may stand. */
function leakySteps(isSeen: () => boolean) {
  return {
    prepareReport: async () => ({ tenantId: null, fileName: CANARY.result, facts: {}, delivered: null }),
    listPages: async () => {
      heartbeat({ learner: CANARY.heartbeat });
      await until('the search', async () => (isSeen() ? true : undefined));
      throw ApplicationFailure.create({
        type: 'RowsMismatch',
        message: CANARY.failure,
        details: [{ rows: CANARY.detail }],
        nonRetryable: true,
      });
    },
    closeDelivery: async () => ({ state: 'closed', form: null, possibleDuplicate: false }),
    recordOutcome: async () => undefined,
    notifyRequester: async () => undefined,
  };
}
