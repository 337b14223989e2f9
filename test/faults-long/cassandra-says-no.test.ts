import './strict-cassandra.ts';
import { randomUUID } from 'node:crypto';
import cassandra from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectories } from '../../activities/directories.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { checkLearnerSource, checkReportStore } from '../../adapters/cassandra/checks.ts';
import { ownKeyspace, sourceNames } from '../../config/connections.ts';
import type { Values } from '../../config/variables.ts';
import { connect, type Connected } from '../../worker/dependencies.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { note } from '../faults/seen.ts';
import { stageOn } from '../faults/stage.ts';
import { logged, temporal } from '../faults/watched-temporal.ts';
import { withoutOwnCode, withoutSmallerPages } from '../faults/without.ts';
import { serverValues } from '../support/cassandra.ts';
import { demoSource } from '../support/cassandra-demo.ts';
import { jsonLines, runProgram } from '../support/e2e-program.ts';
import { findWords, textsIn } from '../support/history-search.ts';

const stage = stageOn(temporal, logged);

const { unauthorized, readFailure } = cassandra.types.responseErrorCodes;
const PASSWORD = 'only-for-this-test';
const SUNBIRD = ['sunbird', 'sunbird_courses', 'dev_hierarchy_store'];
const run = (statement: string) => stage().cassandra.execute(statement, [], { prepare: false });

const connections: Connected[] = [];
afterAll(() => Promise.all(connections.map(({ close }) => close())));

/** As a worker with these settings has them. */
function connectAs(change: Partial<Values>): Connected {
  const connected = connect({ ...serverValues(), ...change });
  connections.push(connected);
  return connected;
}

/** All ports of a worker with these settings, but the scenario's own mail server. */
function portsOf(change: Partial<Values>): (real: Dependencies) => Dependencies {
  const { deps } = connectAs(change);
  return (real) => ({ ...deps, mailer: real.mailer });
}

async function makeRole(name: string, ...grants: string[]): Promise<Partial<Values>> {
  await run(`CREATE ROLE ${name} WITH PASSWORD = '${PASSWORD}' AND LOGIN = true`);
  for (const grant of grants) await run(`GRANT ${grant} TO ${name}`);
  return { CASSANDRA_USERNAME: name, CASSANDRA_PASSWORD: PASSWORD };
}

const READ_SUNBIRD = SUNBIRD.map((keyspace) => `SELECT ON KEYSPACE ${keyspace}`);
const OWN_ALL = 'ALL PERMISSIONS ON KEYSPACE course_reports';

/** Lays deleted enrolments between those of the batch: Cassandra counts the cells that a read must step over. */
async function layDeleted(): Promise<void> {
  const { cassandra: client, batch } = stage();
  const columns = 'active, completedon, completionpercentage, contentstatus, datetime, enrolleddate, progress';
  const query = `DELETE ${columns} FROM ${TABLE} WHERE batchid = ? AND courseid = ? AND userid = ?`;
  for (let no = 0; no < 700; no += 1) await client.execute(query, [batch.batchId, batch.courseId, randomUUID()]);
}

const TABLE = 'sunbird_courses.report_user_enrolments';

describe('a page of learners that is too much for Cassandra', () => {
  beforeAll(layDeleted);

  test('is read in smaller ones: sent, the same file, no attempt used up', async () => {
    const { cassandra: client, batch } = stage();
    const whole = `SELECT * FROM ${TABLE} WHERE batchid = ? AND courseid = ?`;
    const reading = client.execute(whole, [batch.batchId, batch.courseId], { fetchSize: 500 });
    await expect(reading).rejects.toMatchObject({ code: readFailure });
    await using scenario = await stage().scenario();
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    const { attempts } = await scenario.history();
    expect([...attempts('listPages'), ...attempts('writePage')]).toEqual([1, 1]);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: asked for as many each time, it never comes', async () => {
    const source = demoSource(withoutSmallerPages(stage().cassandra));
    await using scenario = await stage().scenario({
      input: { deadlineMs: 20_000 },
      deps: (real) => ({ ...real, source, directories: createDirectories(source) }),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect(scenario.reports).toHaveLength(0);
  });
});

describe('a right, a table or a login that Cassandra does not give', () => {
  test('only what is needed: the whole job is done by a role that may read Sunbird and no more', async () => {
    const role = await makeRole('reporter', ...READ_SUNBIRD, OWN_ALL);
    await using scenario = await stage().scenario({ deps: portsOf(role) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    await expectAlwaysTrue(scenario);
    const { cassandra: client } = connectAs(role);
    const writes = [
      "INSERT INTO sunbird.user (id) VALUES ('-')",
      `UPDATE ${TABLE} SET active = false WHERE batchid = '-' AND courseid = '-' AND userid = '-'`,
      "DELETE FROM sunbird_courses.course_batch WHERE courseid = '-' AND batchid = '-'",
      'TRUNCATE sunbird.location',
      'ALTER TABLE sunbird.user ADD note text',
      'DROP KEYSPACE dev_hierarchy_store',
    ];
    for (const statement of writes) {
      const writing = client.execute(statement, [], { prepare: false });
      await expect(writing).rejects.toMatchObject({ code: unauthorized });
    }
    note(`${writes.length} writes to Sunbird refused by the server`);
  });

  const MISSING = [
    {
      what: 'no right to read learners',
      settings: () => makeRole('blind', 'SELECT ON KEYSPACE sunbird_courses', OWN_ALL),
      told: { code: 'SourceForbidden', text: /on sunbird\.\w+\./ },
    },
    {
      what: 'no right in its own keyspace',
      settings: () => makeRole('mute', ...READ_SUNBIRD),
      told: { code: 'SourceForbidden', text: /on course_reports\.\w+\./ },
    },
    {
      what: 'a wrong password',
      settings: async () => ({ ...(await makeRole('locked_out')), CASSANDRA_PASSWORD: `not-${PASSWORD}` }),
      told: { code: 'SourceLoginRefused', text: /refused the login/ },
    },
    {
      what: 'a key table missing',
      settings: async () => ({ SUNBIRD_ENROLMENTS_TABLE: 'no_such_table' }),
      told: { code: 'SourceSchema', text: /no table no_such_table/ },
    },
  ] as const;

  describe.each(MISSING)('$what', ({ settings, told }) => {
    let change: Partial<Values>;
    beforeAll(async () => void (change = await settings()));

    test('is known to a starting worker within 10 s', async () => {
      const { cassandra: client } = connectAs(change);
      const values = { ...serverValues(), ...change };
      const since = performance.now();
      const looking = checkLearnerSource(client, sourceNames(values)).then(() =>
        checkReportStore(client, ownKeyspace(values).keyspace),
      );
      await expect(looking).rejects.toMatchObject({ code: told.code, message: expect.stringMatching(told.text) });
      expect(performance.now() - since).toBeLessThan(10_000);
    });

    test('ends a run with its own code within 10 s, with no retry and no secret', async () => {
      await using scenario = await stage().scenario({ deps: portsOf(change) });
      const { result, failure } = await scenario.end();
      expect(result).toMatchObject({ outcome: 'failed', errorCode: told.code });
      expect(failure?.message).toMatch(told.text);
      const { startTime, closeTime } = await scenario.run.describe();
      expect((closeTime?.getTime() ?? Infinity) - startTime.getTime()).toBeLessThan(10_000);
      const { exported, attempts } = await scenario.history();
      expect(Math.max(...attempts('prepareReport'), ...attempts('listPages'))).toBe(1);
      const texts = [...textsIn([exported]), ...scenario.logged];
      expect(findWords(texts, [PASSWORD])).toEqual([]);
      expect(scenario.reports).toHaveLength(0);
    });

    test('stops a starting worker, and is a finding of doctor', async () => {
      const given = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, String(value)]));
      // A worker that starts all the same would run for ever.
      const inTime = AbortSignal.timeout(120_000);
      const [worker, doctor] = await Promise.all([
        runProgram('worker', [], given, inTime),
        runProgram('course-report', ['doctor', '--json'], given, inTime),
      ]);
      expect(worker.exit).toBe(1);
      expect(worker.stderr).toContain(`${told.code}: `);
      expect(jsonLines(doctor)).toContainEqual(
        expect.objectContaining({ state: 'fault', message: expect.stringContaining(`${told.code}: `) }),
      );
      for (const { stdout, stderr } of [worker, doctor]) expect(stdout + stderr).not.toContain(PASSWORD);
    });
  });

  test('counter-proof: without a code of its own it is tried again until it is late', async () => {
    const role = await makeRole('blind_too', 'SELECT ON KEYSPACE sunbird_courses', OWN_ALL);
    const ports = portsOf(role);
    await using scenario = await stage().scenario({
      input: { deadlineMs: 15_000 },
      deps: (real) => withoutOwnCode(ports(real)),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
  });

  test('a column that came with a later schema: sent, its cells blank, and the manifest says so', async () => {
    await run('ALTER TABLE sunbird.user DROP profilelocation');
    await using scenario = await stage().scenario({ deps: portsOf({}) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    const { manifest } = (await scenario.entry()) ?? {};
    expect(manifest).toMatchObject({ rows: stage().batch.activeLearners, absent: ['user.profilelocation'] });
    expect(manifest?.sha256).not.toBe(stage().undisturbedSha256);
  });
});
