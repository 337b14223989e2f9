import type { Client } from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReportIdentity } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDirectories } from '../../activities/directories.ts';
import { checkLearnerSource } from '../../adapters/cassandra/checks.ts';
import { batchRow } from '../../dev/data/batch-row.ts';
import { castRows } from '../../dev/data/cast.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { demoLearners } from '../../dev/data/learner/learners.ts';
import { placeRows } from '../../dev/data/places/place-rows.ts';
import { type Row, row, type Table } from '../../dev/data/rows.ts';
import type { Values } from '../../config/variables.ts';
import type { Manifest } from '../../report/manifest.ts';
import { csvOf, readReportFile } from '../../report/report-file.ts';
import { connect, type Connected } from '../../worker/dependencies.ts';
import { serverValues, testClient } from '../support/cassandra.ts';
import { jsonLines, runProgram, type Settings } from '../support/e2e-program.ts';
import { openScene } from '../support/e2e-scene.ts';
import { olderKeyspace, type OlderKeyspace, tableStatement } from '../support/older-schema.ts';
import { build, listAll } from './whole-report.ts';
import { attempt, newReport, workbench, type Workbench } from './workbench.ts';

/** The same learners in the tables of earlier releases: the same file, or blank cells and a manifest that says why. */

// Schemas are slow to change: 20 s on a quiet machine before the first test.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let bench: Workbench;
let client: Client;
/** What the demo wrote into the newest schema. */
let rows: readonly Row[];
/** Enrolments of every shape. */
let courses: OlderKeyspace;
/** External ids in their old key, all else as today. */
let oldKey: OlderKeyspace;
/** Without all that came with later releases. */
let bare: OlderKeyspace;

const SUNBIRD_TABLES = ['user', 'user_organisation', 'organisation', 'location', 'system_settings'];
const LATER_TABLES = ['user_declarations', 'user_roles', 'user_consent'];

beforeAll(async () => {
  bench = await workbench();
  client = bench.own.client;
  rows = [...[...demoLearners(bench.batch)].flatMap((learner) => learner.rows), ...castRows(), batchRow(bench.batch)];
  courses = await coursesKeyspace();
  oldKey = await sunbirdKeyspace([...SUNBIRD_TABLES, ...LATER_TABLES], {});
  bare = await sunbirdKeyspace(SUNBIRD_TABLES, { user: ['profilelocation'], organisation: ['orglocation'] });
});
afterAll(async () => {
  for (const keyspace of [courses, oldKey, bare]) await keyspace?.drop();
  await bench.close();
});

const ENROLMENTS = 'sunbird_courses.report_user_enrolments';
const IDENTITIES = 'sunbird.usr_external_identity';
const INDEX = 'CREATE INDEX ON';

async function coursesKeyspace(): Promise<OlderKeyspace> {
  const made = await olderKeyspace(client);
  const { name, ddl, write } = made;
  await ddl(await tableStatement('sunbird_courses.course_batch', name));
  await ddl(await tableStatement(ENROLMENTS, name));
  await ddl(await tableStatement(ENROLMENTS, name, { name: 'without_date', without: ['enrolled_date'] }));
  await ddl(await tableStatement(ENROLMENTS, name, { name: 'user_courses', key: 'PRIMARY KEY (batchid, userid)' }));
  await ddl(await tableStatement('sunbird_courses.user_enrolments', name));
  await ddl(`${INDEX} ${name}.user_enrolments (batchid)`);
  const many = [...manyEnrolments()];
  await write('sunbird_courses.course_batch', 'course_batch', [...rows, MANY_BATCH]);
  await write(ENROLMENTS, 'report_user_enrolments', many);
  await write(ENROLMENTS, 'without_date', rows);
  await write(ENROLMENTS, 'user_courses', [...rows, ...many].filter(isNotInOtherCourseToo));
  await write(ENROLMENTS, 'user_enrolments', [...rows, ...many, ...inOtherBatches()]);
  return made;
}

async function sunbirdKeyspace(
  tables: readonly string[],
  without: Readonly<Record<string, readonly string[]>>,
): Promise<OlderKeyspace> {
  const made = await olderKeyspace(client);
  const { name, ddl, write } = made;
  const all = [...rows, ...placesOf(rows)];
  for (const table of tables) {
    await ddl(await tableStatement(`sunbird.${table}`, name, { without: without[table] ?? [] }));
    await write(`sunbird.${table}`, table, all);
  }
  await ddl(await tableStatement(IDENTITIES, name, { key: 'PRIMARY KEY (provider, idtype, externalid)' }));
  await ddl(`${INDEX} ${name}.usr_external_identity (userid)`);
  await write(IDENTITIES, 'usr_external_identity', all);
  return made;
}

const valuesOf = (all: Iterable<Row>, table: Table) =>
  [...all].filter((one) => one.table === table).map((one) => one.values as Readonly<Record<string, unknown>>);

/** In the oldest key a user has one course a batch. */
function isNotInOtherCourseToo({ table, values }: Row): boolean {
  if (table !== ENROLMENTS) return false;
  const { userid, courseid } = values as Readonly<Record<string, unknown>>;
  return courseid === DEMO.courseId || !ownIds().has(userid);
}

let own: Set<unknown> | undefined;
function ownIds(): Set<unknown> {
  return (own ??= new Set(
    valuesOf(rows, ENROLMENTS)
      .filter(({ courseid }) => courseid === DEMO.courseId)
      .map(({ userid }) => userid),
  ));
}

/** Organisations, and locations with all above them, that the learners name; the demo has 15,000, of which few are needed. */
function placesOf(learners: readonly Row[]): Row[] {
  const all = [...placeRows()];
  const named = new Set(JSON.stringify(learners).match(/[\w-]{19,36}/g));
  const organisations = all.filter(({ table, values }) => table === 'sunbird.organisation' && named.has(idIn(values)));
  for (const id of JSON.stringify(organisations).match(/[\w-]{36}/g) ?? []) named.add(id);
  // From the state down each place comes before those below it.
  for (const { id, parentid } of valuesOf(all, 'sunbird.location').toReversed()) {
    if (named.has(String(id)) && parentid !== undefined) named.add(String(parentid));
  }
  const locations = all.filter(({ table, values }) => table === 'sunbird.location' && named.has(idIn(values)));
  return [...organisations, ...locations, ...all.filter(({ table }) => table === 'sunbird.system_settings')];
}

const idIn = (values: object) => String((values as Readonly<Record<string, unknown>>)['id']);

/** Enough for two pages; nobody's profile is there, which is all the same here. */
const MANY = 5_600;
const MANY_BATCH_ID = 'older-installations-many';
const MANY_BATCH = row('sunbird_courses.course_batch', {
  courseid: DEMO.courseId,
  batchid: MANY_BATCH_ID,
  createdby: DEMO.creatorId,
  mentors: [DEMO.mentorId],
});

function* manyEnrolments(): Generator<Row> {
  for (let no = 0; no < MANY; no++) {
    // These two sort the other way round in JavaScript than in Cassandra; the border of the pages is among them.
    const start = no < MANY - 1_000 ? '' : no % 2 === 0 ? '\ue000' : '😀';
    yield row(ENROLMENTS, {
      batchid: MANY_BATCH_ID,
      courseid: no % 50 === 7 ? DEMO.otherCourseId : DEMO.courseId,
      userid: `${start}${(no * 2_654_435_761) % 4_294_967_296}-${no}`,
      active: no % 100 !== 3,
      progress: no % 40,
    });
  }
}

function* inOtherBatches(): Generator<Row> {
  for (const { userid } of valuesOf(rows, ENROLMENTS).slice(0, 100)) {
    yield row(ENROLMENTS, { batchid: 'another batch', courseid: DEMO.courseId, userid: String(userid), active: true });
  }
}

const connections: Connected[] = [];
afterAll(async () => {
  for (const { close } of connections) await close();
});

/** The steps as a worker with these settings would run them. */
function installation(settings: Partial<Values>): Dependencies {
  const made = connect({
    ...serverValues(),
    REPORT_KEYSPACE: bench.own.keyspace,
    SMTP_URL: bench.smtp.url,
    MAIL_FROM: { name: 'Course reports', address: 'course-reports@example.org', domain: 'example.org' },
    ...settings,
  });
  connections.push(made);
  return made.deps;
}

const inTable = (table: string) =>
  installation({ SUNBIRD_COURSES_KEYSPACE: courses.name, SUNBIRD_ENROLMENTS_TABLE: table });
const ofMany = (): ReportIdentity => newReport(bench, { batchId: MANY_BATCH_ID });

interface Built {
  readonly csv: string;
  readonly manifest: Manifest;
}

async function buildOf(deps: Dependencies, report = newReport(bench)): Promise<Built> {
  const { file } = await build(deps, report);
  const reportFile = await readReportFile(deps.store, report.reportId, file);
  const pieces: Uint8Array[] = [];
  for await (const piece of csvOf(deps.store, report.reportId, reportFile)) pieces.push(piece);
  return { csv: Buffer.concat(pieces).toString('utf8'), manifest: reportFile.manifest };
}

/** What must not differ: all but when it was read. */
const content = ({ csv, manifest: { readFrom: _from, readTo: _to, ...manifest } }: Built) => ({ csv, manifest });
const linesOf = ({ csv }: Built) => csv.split('\r\n').length;

describe('the enrolments', () => {
  test.each(['user_courses', 'user_enrolments'])('in %s give the file of today, byte for byte', async (table) => {
    const today = await buildOf(bench.deps);
    expect(linesOf(today)).toBeGreaterThan(bench.batch.activeLearners);
    expect(content(await buildOf(inTable(table)))).toEqual(content(today));
  });

  test.each(['user_courses', 'user_enrolments'])('of several pages in %s, in the order of today', async (table) => {
    const today = await buildOf(inTable('report_user_enrolments'), ofMany());
    const ids = today.csv.split('\r\n').map((line) => line.split(',')[1] ?? '');
    expect(ids.findIndex((id) => id.startsWith('\ue000'))).toBeLessThan(ids.findIndex((id) => id.startsWith('😀')));
    expect(today.manifest.rows).toBeGreaterThan(5_000);
    const deps = inTable(table);
    expect(await listAll(deps, ofMany())).toHaveLength(2);
    expect(content(await buildOf(deps, ofMany()))).toEqual(content(today));
  });

  test('without the newer date take the older text, and the manifest names what is not there', async () => {
    const built = await buildOf(inTable('without_date'));
    const same = await buildOf(withSource({ enrolments: without('enrolledDate') }));
    expect(built.manifest.absent).toEqual(['without_date.enrolled_date']);
    expect(built.csv).toBe(same.csv);
    expect(built.manifest.blanks['Enrollment Date']?.noValue).toBeGreaterThan(100);
  });

  test('of nobody are a file of one line', async () => {
    const deps = inTable('user_enrolments');
    const report = newReport(bench, { batchId: 'older-installations-empty' });
    await courses.write('sunbird_courses.course_batch', 'course_batch', [
      row('sunbird_courses.course_batch', { ...MANY_BATCH.values, batchid: 'older-installations-empty' } as never),
    ]);
    expect(linesOf(await buildOf(deps, report))).toBe(2);
  });
});

describe('the learners', () => {
  test('with external ids in their old key give the file of today, byte for byte', async () => {
    const ids = new Set(
      valuesOf(rows, IDENTITIES).map(({ provider, idtype, externalid }) => [provider, idtype, externalid].join('/')),
    );
    expect(ids.size).toBe(valuesOf(rows, IDENTITIES).length);
    const deps = installation({ SUNBIRD_KEYSPACE: oldKey.name });
    expect(content(await buildOf(deps))).toEqual(content(await buildOf(bench.deps)));
  });

  test('without all that came later have blank cells, and the manifest names what is not there', async () => {
    const asked = { requesterId: DEMO.olderRolesMentorId };
    const settings = { SUNBIRD_KEYSPACE: bare.name, SUNBIRD_COURSES_KEYSPACE: courses.name };
    const deps = installation({ ...settings, SUNBIRD_ENROLMENTS_TABLE: 'without_date' });
    const built = await buildOf(deps, newReport(bench, asked));
    expect(built.manifest.absent).toEqual([
      'organisation.orglocation',
      'user.profilelocation',
      'user_declarations',
      'without_date.enrolled_date',
    ]);
    const same = await buildOf(
      withSource({
        enrolments: without('enrolledDate'),
        profiles: without('profileLocation'),
        organisations: without('orgLocation'),
        declarations: () => null,
      }),
      newReport(bench, asked),
    );
    expect(built.csv).toBe(same.csv);
    expect({ ...built.manifest.blanks }).toEqual({ ...same.manifest.blanks });
    expect(built.csv).not.toBe((await buildOf(bench.deps)).csv);
  });
});

type Change = (record: never) => object | null;
const without =
  (field: string): Change =>
  (record: object) => ({ ...record, [field]: null });

/** Today's installation whose source forgets something of each record: what an installation without it must be like. */
function withSource(
  changes: Partial<Record<'enrolments' | 'profiles' | 'organisations' | 'declarations', Change>>,
): Dependencies {
  const { source } = bench.deps;
  const changed = (name: keyof typeof changes) => (record: unknown) =>
    (changes[name] ?? ((one: object) => one))(record as never);
  const lookUp =
    (name: 'profiles' | 'organisations' | 'declarations') =>
    async (ids: readonly string[]): Promise<never> => {
      const found = [...(await source[name](ids))].map(([id, record]) => [id, changed(name)(record)] as const);
      return new Map(found.filter(([, record]) => record !== null)) as never;
    };
  const forgetful = {
    ...source,
    profiles: lookUp('profiles'),
    organisations: lookUp('organisations'),
    declarations: lookUp('declarations'),
    async *enrolments(...asked: Parameters<typeof source.enrolments>) {
      for await (const page of source.enrolments(...asked)) yield page.map(changed('enrolments')) as typeof page;
    },
  };
  return { ...bench.deps, source: forgetful, directories: createDirectories(forgetful) };
}

describe('what cannot be read', () => {
  /** As a starting worker or `doctor` sees it. */
  async function fault(settings: Partial<Values>): Promise<{ readonly what: string; readonly ms: number }> {
    const fresh = testClient();
    const begun = performance.now();
    try {
      const names = {
        ...{ sunbird: 'sunbird', courses: courses.name, hierarchy: 'none', enrolmentsTable: 'user_courses' },
        ...(settings as object),
      };
      await checkLearnerSource(fresh, names);
      return { what: 'nothing', ms: 0 };
    } catch (error) {
      const { code, holes } = error as { code: string; holes: { what: string } };
      return { what: `${code}: ${holes.what}`, ms: performance.now() - begun };
    } finally {
      await fresh.shutdown();
    }
  }

  test('is told by name in seconds, the first thing first', async () => {
    const { ddl, name } = bare;
    const told: string[] = [];
    const look = async (settings: object) => {
      const { what, ms } = await fault(settings);
      told.push(what);
      expect(ms).toBeLessThan(10_000);
    };
    await look({ sunbird: name });
    await ddl(`ALTER TABLE ${name}.location DROP parentid`);
    await look({ sunbird: name });
    await ddl(`DROP TABLE ${name}.location`);
    await look({ sunbird: name });
    await ddl(`DROP INDEX ${name}.usr_external_identity_userid_idx`);
    await ddl(`CREATE TABLE ${name}.location (id text PRIMARY KEY, name text, type text, parentid text)`);
    await look({ sunbird: name });
    await ddl(`ALTER TABLE ${name}.user DROP roles`);
    await look({ sunbird: name });
    await look({ sunbird: 'no_such_keyspace' });
    await look({ enrolmentsTable: 'no_such_table' });
    await ddl(`DROP INDEX ${courses.name}.user_enrolments_batchid_idx`);
    await look({ enrolmentsTable: 'user_enrolments' });
    expect(told).toEqual([
      'nothing',
      'SourceSchema: column parentid in table location',
      'SourceSchema: table location',
      'SourceSchema: way to read usr_external_identity by user: neither a key nor an index on userid',
      'SourceSchema: table user_roles, and no column roles in table user',
      'SourceSchema: keyspace no_such_keyspace',
      'SourceSchema: table no_such_table',
      'SourceSchema: way to read user_enrolments by batch: neither a key nor an index on batchid',
    ]);
  });

  test('ends a report that is under way at once, with no retry', async () => {
    const deps = inTable('no_such_table');
    const listing = attempt(deps, 'listPages', { ...ofMany(), after: null });
    await expect(listing).rejects.toMatchObject({ type: 'SourceSchema', nonRetryable: true });
  });

  test('stops a starting worker and is the finding of doctor; blank cells are a warning of both', async () => {
    await using scene = await openScene({ SUNBIRD_COURSES_KEYSPACE: courses.name });
    const broken = { ...scene.settings, SUNBIRD_ENROLMENTS_TABLE: 'no_such_table' };
    const worker = await runProgram('worker', [], broken);
    expect(worker.exit).toBe(1);
    expect(worker.stderr).toContain('SourceSchema: The learner data has no table no_such_table.');
    expect(await findingOf(broken)).toMatchObject({
      state: 'fault',
      message: expect.stringMatching(/^SourceSchema: The learner data has no table no_such_table\. Check SUNBIRD_/),
    });

    const older = { ...scene.settings, SUNBIRD_ENROLMENTS_TABLE: 'without_date' };
    expect(await findingOf(older)).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('without_date.enrolled_date'),
    });
    const started = await scene.startWorker(older);
    expect(started.log()).toContain('without_date.enrolled_date');
  });

  async function findingOf(settings: Settings): Promise<unknown> {
    const findings = jsonLines(await runProgram('course-report', ['doctor', '--json'], settings)) as {
      check: string;
    }[];
    return findings.find(({ check }) => check === 'Cassandra, learner data');
  }
});
