import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { CAST } from '../../dev/data/cast.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { requestOf, SMALL, write } from '../support/e2e-batch.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { jsonLines, reportIn, runProgram } from '../support/e2e-program.ts';
import { openScene, stackSettings } from '../support/e2e-scene.ts';

beforeAll(() => write(SMALL));

/** Nothing listens there. */
const NOBODY = '127.0.0.1:9';
const REPORT_ID = `${SMALL.courseId}.${SMALL.batchId}.${DEMO.mentorId}.01KAV2B6J0T8Z3N5Q7R9S1W4XY`;

const REFUSED = [
  ['an unknown batch', requestOf({ ...SMALL, batchId: '0190000000000000001' }), 'BatchNotFound'],
  ['a batch of another course', requestOf({ ...SMALL, courseId: 'do_31409999' }), 'BatchNotFound'],
  ['an unknown requester', requestOf(SMALL, 'nobody'), 'RequesterUnknown'],
  ['a stranger with the role', requestOf(SMALL, DEMO.strangerId), 'NotMentorOfBatch'],
  ['a mentor without the role', requestOf(SMALL, DEMO.mentorWithoutRoleId), 'RoleMissing'],
  ['a mentor without an address', requestOf(SMALL, DEMO.mentorWithoutAddressId), 'AddressUnusable'],
] as const;

describe('a request that may not be', () => {
  test('is refused within seconds by its own code and a sentence, and nothing is sent', async () => {
    await using scene = await openScene();
    await scene.startWorker();
    await Promise.all(
      REFUSED.map(async ([who, args, code]) => {
        const answer = await scene.courseReport(...args, '--json');
        const report = reportIn(answer);
        expect([who, answer.exit, report.status, report.error?.code]).toEqual([who, 3, 'refused', code]);
        expect(report.error?.message).toMatch(/^[A-Z].*\.$/);
        expect(answer.stderr).toContain(report.error?.message);
        const out = `${scene.folder}/${code}.csv`;
        expect((await scene.courseReport('download', report.reportId, '--out', out)).exit).toBe(3);
        expect(existsSync(out)).toBe(false);
        const status = await scene.courseReport('status', report.reportId, '--json');
        expect(reportIn(status)).toMatchObject({ status: 'refused', error: { code } });
        expect(await mailsOf(report.reportId)).toEqual([]);
      }),
    );
  });

  test('of a mentor without an address is kept when she fetches it herself', async () => {
    await using scene = await openScene();
    await scene.startWorker();
    const request = requestOf(SMALL, CAST.mentorWithoutAddress.id);
    const answer = await scene.courseReport(...request, '--deliver', 'portal', '--wait', '--json');
    expect(answer.exit).toBe(0);
    expect(reportIn(answer)).toMatchObject({ status: 'kept', rows: SMALL.activeLearners });
  });
});

describe('a command that cannot do its work', () => {
  test.each([
    ['a course id with a space', requestOf({ ...SMALL, courseId: 'do 31' })],
    ['a batch id with a quote', requestOf({ ...SMALL, batchId: "1' OR '1" })],
    ['a requester id with a path', requestOf(SMALL, '../etc')],
    ['an empty requester id', requestOf(SMALL, '')],
    ['an id of 65 characters', requestOf(SMALL, 'x'.repeat(65))],
    ['a report id without its end', ['status', REPORT_ID.slice(0, -1)]],
  ])('says so of %s, exit 2', async (_, args) => {
    const { exit, stdout, stderr } = await runProgram('course-report', [...args, '--json'], stackSettings());
    expect(exit).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'IdInvalid' } });
    expect(stderr).toMatch(/^IdInvalid: Not a valid (course|batch|requester|report) id\./);
  });

  test.each([
    ['no command', []],
    ['an unknown command', ['send']],
    ['a missing option', ['request', '--course', SMALL.courseId]],
    ['a delivery that does not exist', [...requestOf(SMALL), '--deliver', 'pigeon']],
    ['half a batch', ['list', '--course', SMALL.courseId]],
  ])('shows how it is used for %s, exit 2', async (_, args) => {
    const { exit, stdout, stderr } = await runProgram('course-report', args, stackSettings());
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  test('names every fault of the environment at once, and no secret, exit 2', async () => {
    const wrong = {
      CASSANDRA_CONTACT_POINTS: 'here or there',
      REPORT_DEADLINE: '31m',
      REPORT_DEADLNE: '30m',
      REPORT_AUDIT_KEY: 'too-short-key',
      SMTP_URL: 'http://user:secret-word@relay.example.org',
      MAIL_FROM: '',
    };
    for (const [program, args] of [
      ['worker', []],
      ['course-report', ['doctor']],
    ] as const) {
      const { exit, stdout, stderr } = await runProgram(program, args, { ...stackSettings(), ...wrong });
      expect(exit).toBe(2);
      for (const name of Object.keys(wrong).filter((name) => name !== 'MAIL_FROM')) expect(stderr).toContain(name);
      expect(stderr.includes('MAIL_FROM')).toBe(program === 'worker');
      expect(stdout + stderr).not.toMatch(/secret-word|too-short-key/);
    }
  });

  test('tells an unknown report, and a batch without reports, apart from a fault', async () => {
    await using scene = await openScene();
    for (const args of [
      ['status', REPORT_ID],
      ['cancel', REPORT_ID],
      ['download', REPORT_ID, '--out', `${scene.folder}/none`],
    ]) {
      const answer = await scene.courseReport(...args, '--json');
      expect([args[0], answer.exit, ...jsonLines(answer)]).toMatchObject([
        args[0],
        3,
        { error: { code: 'ReportNotFound' } },
      ]);
    }
    const none = await scene.courseReport('list', '--course', SMALL.courseId, '--batch', 'nothing-here', '--json');
    expect([none.exit, none.stdout]).toEqual([0, '']);
  });

  test('says when Temporal is away, exit 5', async () => {
    const away = { ...stackSettings(), TEMPORAL_ADDRESS: NOBODY };
    for (const [program, args] of [
      ['course-report', requestOf(SMALL)],
      ['course-report', ['cancel', REPORT_ID]],
      ['worker', []],
    ] as const) {
      const { exit, stderr } = await runProgram(program, args, away);
      expect([program, exit]).toEqual([program, 5]);
      expect(stderr).toContain('TemporalUnreachable: Temporal did not answer.');
    }
  });

  test('says when Cassandra is away, exit 5, and starts reports all the same', async () => {
    await using scene = await openScene({ CASSANDRA_CONTACT_POINTS: NOBODY });
    for (const args of [['status', REPORT_ID], ['list'], ['setup']]) {
      const { exit, stderr } = await scene.courseReport(...args);
      expect([args[0], exit]).toEqual([args[0], 5]);
      expect(stderr).toMatch(/^StoreUnavailable: /);
    }
    expect((await scene.courseReport(...requestOf(SMALL))).exit).toBe(0);
  });

  test('says at the start of a worker that its metrics have no address, or its reports no namespace', async () => {
    const { TEMPORAL_ADDRESS = '' } = stackSettings();
    const taken = await runProgram('worker', [], { ...stackSettings(), REPORT_METRICS_ADDRESS: TEMPORAL_ADDRESS });
    expect(taken.exit).toBe(2);
    expect(taken.stderr).toContain(`REPORT_METRICS_ADDRESS = ${TEMPORAL_ADDRESS}: `);
    const nowhere = await runProgram('worker', [], { ...stackSettings(), TEMPORAL_NAMESPACE: 'nowhere' });
    expect(nowhere.exit).toBe(1);
    expect(nowhere.stderr).toContain('TemporalNotSetUp: Temporal lacks namespace nowhere.');
  });

  test('says at the start of a worker which table is missing, exit 1', async () => {
    const learners = await runProgram('worker', [], { ...stackSettings(), SUNBIRD_ENROLMENTS_TABLE: 'nonsense' });
    expect(learners.exit).toBe(1);
    expect(learners.stderr).toMatch(/SourceSchema: The learner data has no table .*nonsense\./);
    const own = await runProgram('worker', [], { ...stackSettings(), REPORT_KEYSPACE: 'nowhere' });
    expect(own.exit).toBe(1);
    expect(own.stderr).toMatch(/StoreNotSetUp: The report store has \w+ .*nowhere.*\.\s+Run `course-report setup`\./);
  });
});
