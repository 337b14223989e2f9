import { describe, expect, test } from 'vitest';
import { demoBatch } from '../../../dev/data/batch.ts';
import { batchRow } from '../../../dev/data/batch-row.ts';
import { DEMO } from '../../../dev/data/demo.ts';
import { BLANK_USER_IDS } from '../../../dev/data/hostile/blank-user-ids.ts';
import { NAMED_CASES } from '../../../dev/data/hostile/cases.ts';
import { blankUserIdRows, hostileLearners } from '../../../dev/data/hostile/hostile-learners.ts';
import { hostilePlaceRows } from '../../../dev/data/hostile/hostile-places.ts';
import { demoLearners } from '../../../dev/data/learner/learners.ts';
import { COLUMNS, type Row, type Table, type Values } from '../../../dev/data/rows.ts';
import { demoArguments } from '../../../dev/demo-arguments.ts';
import { grouped, valuesOf } from './demo-sample.ts';

const batch = demoBatch({ learners: 2_000, hostile: true });
const hostile = [...hostileLearners(batch)];
const ordinary = [...demoLearners(batch)];
const places = [...hostilePlaceRows()];
const rows: readonly Row[] = [...hostile.flatMap((learner) => learner.rows), ...places, ...blankUserIdRows(batch)];
const of = <T extends Table>(table: T) => valuesOf(rows, table);

describe('a hostile batch', () => {
  test('is one of its own: another id, other learners, none shared with the ordinary one', () => {
    const plain = demoBatch({ learners: 2_000 });
    expect(plain.hostile).toBeUndefined();
    expect(batch.batchId).not.toBe(plain.batchId);
    const ids = [...ordinary, ...hostile, ...demoLearners(plain)].map(({ userId }) => userId.trim());
    expect(new Set(ids).size).toBe(4_000);
  });

  test('has half its learners hostile, a thousand at the most, and counts them', () => {
    const shares = [1, 2_000, 100_000].map((learners) => demoBatch({ learners, hostile: true }).hostile?.learners);
    expect(shares).toEqual([0, 1_000, 1_000]);
    expect(ordinary.length + hostile.length).toBe(batch.activeLearners);
    const enrolments = valuesOf(
      [...ordinary.flatMap((one) => one.rows), ...rows],
      'sunbird_courses.report_user_enrolments',
    );
    const own = enrolments.filter(({ courseid }) => courseid === batch.courseId);
    const blank = own.filter(({ userid }) => String(userid).trim() === '');
    expect(blank).toHaveLength(batch.hostile?.blankUserIds ?? 0);
    expect(own.filter(({ active }) => active === true)).toHaveLength(batch.activeLearners + blank.length);
    expect(own.filter(({ active }) => active !== true)).toHaveLength(batch.inactive);
  });

  test('gives the same rows each time', () => {
    expect(JSON.stringify([...hostileLearners(batch)].map((one) => one.rows))).toBe(
      JSON.stringify(hostile.map((one) => one.rows)),
    );
  });

  test('has every case, and none of them often', () => {
    const dealt = grouped(hostile, (learner) => learner.case);
    expect(dealt.size).toBe(NAMED_CASES.length);
    const counts = [...dealt.values()].map((learners) => learners.length);
    expect(Math.min(...counts)).toBeGreaterThan(3);
    expect(Math.max(...counts)).toBeLessThan(10);
  });

  test('still belongs to its creator, its mentors and its tenant', () => {
    const values = batchRow(batch).values as Values<'sunbird_courses.course_batch'>;
    expect(values.createdby).toBe(DEMO.creatorId);
    expect(values.mentors).toContain(DEMO.mentorId);
    expect(values.createdfor).toContain(DEMO.courseOrgId);
  });

  test('holds nothing that Cassandra cannot: no lone surrogate, no key of more than 65,535 bytes, none empty', () => {
    const texts = JSON.stringify([...rows, batchRow(batch)]);
    expect(texts.search(/\\ud[89a-f]/)).toBe(-1);
    for (const { table, values } of rows) {
      const key = String((values as Readonly<Record<string, unknown>>)[COLUMNS[table][0]]);
      expect(key).not.toBe('');
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(65_535);
    }
  });
});

test('the demo takes --hostile', () => {
  expect(demoArguments(['--hostile', '--learners', '10'])).toMatchObject({ hostile: true, learners: 10 });
  expect(demoArguments([]).hostile).toBe(false);
});

const user = (text: (row: Values<'sunbird.user'>) => unknown, form: RegExp) => () =>
  of('sunbird.user').some((row) => form.test(String(text(row) ?? '')));
const enrolment = (test: (row: Values<'sunbird_courses.report_user_enrolments'>) => boolean) => () =>
  of('sunbird_courses.report_user_enrolments').some(test);
const firstname = (form: RegExp) => user((row) => row.firstname, form);
const json = (row: Values<'sunbird.user'>) => row.profilelocation;
const parents = new Map(valuesOf(places, 'sunbird.location').map(({ id, parentid }) => [id, parentid]));
const contents = (row: Values<'sunbird_courses.report_user_enrolments'>) => Object.values(row.contentstatus ?? {});
const year = (value: unknown) => (value instanceof Date ? value.getUTCFullYear() : 2026);
const mostOf = (table: 'sunbird.user_organisation' | 'sunbird.usr_external_identity' | 'sunbird.user_declarations') =>
  Math.max(
    ...[...grouped(of(table) as readonly { userid?: unknown }[], ({ userid }) => userid).values()].map(
      (one) => one.length,
    ),
  );

/** What has been seen to hurt, to be found in the rows whatever the cases are called. */
const SEEN: Readonly<Record<string, () => boolean>> = {
  'a name of a megabyte': firstname(/^.{350000}$/u),
  'NUL in a name': firstname(/\0/),
  'a carriage return alone': firstname(/\r(?!\n)/),
  'a line feed alone': firstname(/(?<!\r)\n/),
  'a tab': firstname(/\S\t\S/),
  'a right-to-left override before =': firstname(/^\u202e=/),
  'a zero-width space before @': firstname(/^\u200b@/),
  'each sign in full width': () => ['＝', '＋', '－', '＠'].every((sign) => firstname(new RegExp(`^${sign}`))()),
  'quotes and commas': firstname(/","/),
  'emoji joined into one': firstname(/👨‍👩‍👧‍👦/u),
  'right-to-left script': firstname(/\p{Script=Arabic}/u),
  'hundreds of combining marks': firstname(/\p{M}{500}/u),
  'a user id as long as a key may be': enrolment(
    ({ courseid, userid }) => Buffer.byteLength(`${String(courseid)}${String(userid)}`) === 65_535,
  ),
  'a user id with a statement in it': enrolment(({ userid }) => String(userid).includes('DROP TABLE')),
  'an empty user id': enrolment(({ userid }) => userid === ''),
  'a user id of spaces': enrolment(({ userid }) => userid === '  '),
  'JSON cut short': user(json, /^\[\{"type":"block","id":"16a2$/),
  'JSON that is no array': user(json, /^\{/),
  '200 blocks listed': user(json, /^\[(\{[^}]*\},){199}\{[^}]*\}\]$/),
  'places that lead back to themselves': () =>
    [...parents].some(([id, parent]) => parent !== id && parents.get(parent) === id),
  'a place above itself': () => [...parents].some(([id, parent]) => parent === id),
  'an organisation that is its own root and no root': () =>
    valuesOf(places, 'sunbird.organisation').some((one) => one.rootorgid === one.id && one.isrootorg === false),
  'two thousand memberships': () => mostOf('sunbird.user_organisation') === 2_000,
  'five hundred external ids': () => mostOf('sunbird.usr_external_identity') > 500,
  'a hundred personas': () => mostOf('sunbird.user_declarations') > 100,
  'a blank external id': () => of('sunbird.usr_external_identity').some(({ externalid }) => externalid === ''),
  'a declaration without userinfo': () =>
    of('sunbird.user_declarations').some(({ userinfo }) => userinfo === undefined),
  'a declaration with an empty key': () =>
    of('sunbird.user_declarations').some(({ userinfo }) => Object.hasOwn((userinfo ?? {}) as object, '')),
  'ciphertext where a mask should be': user((row) => row.maskedemail, /^[\w+/\n]{76,}=*$/),
  'progress -5 and 900': () => [-5, 900].every((value) => enrolment(({ progress }) => progress === value)()),
  'contents with negative states': enrolment((row) => contents(row).some((value) => Number(value) < 0)),
  'contents without entries': enrolment((row) => row.contentstatus !== undefined && contents(row).length === 0),
  'the year 0': enrolment((row) => year(row.enrolled_date) === 0),
  'the year 9999': enrolment((row) => year(row.enrolled_date) === 9999),
  'the last moment of JavaScript': enrolment((row) => year(row.datetime) === 275_760),
  'the 30th of February': enrolment(({ enrolleddate }) => String(enrolleddate).startsWith('2026-02-30')),
};

test.each(Object.keys(SEEN))('among the rows: %s', (what) => expect(SEEN[what]?.()).toBe(true));

test('blank user ids are blank, and differ', () => {
  expect(BLANK_USER_IDS.filter((id) => id.trim() !== '')).toEqual([]);
  expect(new Set(BLANK_USER_IDS).size).toBe(BLANK_USER_IDS.length);
});
