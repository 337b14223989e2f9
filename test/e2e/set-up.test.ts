import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL, requestOf, write } from '../support/e2e-batch.ts';
import { stackValues, withCassandra } from '../../dev/set-up.ts';
import { jsonLines, reportIn, runProgram, type Answer } from '../support/e2e-program.ts';
import { openScene, stackSettings } from '../support/e2e-scene.ts';

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly message: string;
}

const NOBODY = '127.0.0.1:9';
const keyspace = `e2e_${randomBytes(6).toString('hex')}`;

beforeAll(() => write(SMALL));
afterAll(() =>
  withCassandra(stackValues(stackSettings()), async (client) => {
    // Dropping takes a snapshot of every table first: longer than a read may.
    await client.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`, [], { prepare: false, readTimeout: 60_000 });
  }),
);

function statesIn(answer: Answer): Record<string, Finding['state']> {
  return Object.fromEntries((jsonLines(answer) as Finding[]).map(({ check, state }) => [check, state]));
}

const ALL_WELL = {
  environment: 'ok',
  'Cassandra, learner data': 'ok',
  // One node keeps one copy.
  'Cassandra, report store': 'warning',
  'Temporal, search attributes': 'ok',
  'Temporal, workers': 'ok',
  'mail server': 'ok',
};

describe('setup', () => {
  test('makes what a report needs, and a second time changes nothing', async () => {
    await using scene = await openScene({ REPORT_KEYSPACE: keyspace });
    const doctor = () => scene.courseReport('doctor', '--json');
    expect(statesIn(await doctor())['Cassandra, report store']).toBe('fault');
    for (const _ of ['first', 'second']) {
      const answer = await scene.courseReport('setup', '--json');
      expect([answer.exit, ...jsonLines(answer)]).toMatchObject([0, { keyspace }]);
    }
    await scene.startWorker();
    const report = reportIn(await scene.courseReport(...requestOf(SMALL), '--deliver', 'portal', '--wait', '--json'));
    expect(report.status).toBe('kept');
    expect((await scene.courseReport('setup')).exit).toBe(0);
    expect(reportIn(await scene.courseReport('status', report.reportId, '--json'))).toEqual(report);
  });
});

describe('doctor', () => {
  test('finds all well with a worker, exit 0, and warns of a keyspace that keeps one copy', async () => {
    await using scene = await openScene();
    await scene.startWorker();
    const answer = await scene.courseReport('doctor', '--json');
    expect(statesIn(answer)).toEqual(ALL_WELL);
    expect(answer.exit).toBe(0);
    expect(answer.stderr).toMatch(/^warning +Cassandra, report store: .*keeps 1 copy/m);
  });

  test('finds that no worker asks for work, exit 1', async () => {
    await using scene = await openScene();
    const answer = await scene.courseReport('doctor', '--json');
    expect(statesIn(answer)).toEqual({ ...ALL_WELL, 'Temporal, workers': 'fault' });
    expect(answer.exit).toBe(1);
    expect(answer.stderr).toMatch(/^fault +Temporal, workers: no worker asks for work: start one/m);
  });

  test.each([
    ['that there is no keyspace', { REPORT_KEYSPACE: 'nowhere' }, 'Cassandra, report store', 'StoreNotSetUp'],
    ['that a table is missing', { SUNBIRD_ENROLMENTS_TABLE: 'nonsense' }, 'Cassandra, learner data', 'SourceSchema'],
    ['that the mail server is away', { SMTP_URL: `smtp://${NOBODY}` }, 'mail server', 'MailServerUnreachable'],
  ])('finds %s, and what to do', async (_, settings, check, code) => {
    await using scene = await openScene(settings);
    const answer = await scene.courseReport('doctor', '--json');
    expect(answer.exit).toBe(1);
    expect(statesIn(answer)).toEqual({ ...ALL_WELL, 'Temporal, workers': 'fault', [check]: 'fault' });
    expect(answer.stderr).toMatch(new RegExp(`^fault +${check}: ${code}: .+\\. .+\\.$`, 'm'));
  });

  test('finds servers that are away, each on a line of its own', async () => {
    await using scene = await openScene({ CASSANDRA_CONTACT_POINTS: NOBODY });
    const away = { ...scene.settings, TEMPORAL_ADDRESS: NOBODY };
    const answer = await runProgram('course-report', ['doctor', '--json'], away);
    expect(answer.exit).toBe(1);
    expect(statesIn(answer)).toEqual({
      environment: 'ok',
      'Cassandra, learner data': 'fault',
      'Cassandra, report store': 'fault',
      Temporal: 'fault',
      'mail server': 'ok',
    });
  });

  test('finds a namespace without our search attributes', async () => {
    await using scene = await openScene();
    const { namespace } = scene.temporal.options;
    await scene.temporal.connection.operatorService.removeSearchAttributes({
      namespace,
      searchAttributes: ['ReportStage'],
    });
    const answer = await scene.courseReport('doctor', '--json');
    expect(statesIn(answer)['Temporal, search attributes']).toBe('fault');
    const request = await scene.courseReport(...requestOf(SMALL), '--json');
    expect([request.exit, ...jsonLines(request)]).toMatchObject([1, { error: { code: 'TemporalNotSetUp' } }]);
    expect(jsonLines(await scene.courseReport('setup', '--json'))).toMatchObject([
      { searchAttributesAdded: ['ReportStage'] },
    ]);
    expect(statesIn(await scene.courseReport('doctor', '--json'))['Temporal, search attributes']).toBe('ok');
  });
});
