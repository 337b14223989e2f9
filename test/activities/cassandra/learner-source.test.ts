import { addressIn } from '../../../adapters/mail/address.ts';
import type { Client } from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoBatch } from '../../../dev/data/batch.ts';
import { CAST } from '../../../dev/data/cast.ts';
import { DEMO } from '../../../dev/data/demo.ts';
import { demoLearners } from '../../../dev/data/learner/learners.ts';
import type { Row, Table } from '../../../dev/data/rows.ts';
import type { Enrolment } from '../../../report/learner.ts';
import type { KeyRange, LearnerSource } from '../../../report/ports.ts';
import { testClient } from '../../support/cassandra.ts';
import { demoBatchOf, demoSource, SUNBIRD } from '../../support/cassandra-demo.ts';

let client: Client;
let batch: DemoBatch;
let source: LearnerSource;
/** What the demo wrote: the truth that the source is held against. */
let written: readonly Row[];
beforeAll(async () => {
  client = testClient();
  batch = await demoBatchOf(client);
  source = demoSource(client);
  written = [...demoLearners(batch)].flatMap((learner) => learner.rows);
});
afterAll(() => client.shutdown());

const rowsOf = (table: Table): Readonly<Record<string, unknown>>[] =>
  written.filter((row) => row.table === table).map((row) => row.values);
const text = (value: unknown) => String(value ?? '');
const forever = new AbortController().signal;

/** User ids of the batch in Cassandra's order, by a query of our own. */
async function keysByQuery(): Promise<string[]> {
  const query = 'SELECT userid FROM sunbird_courses.report_user_enrolments WHERE batchid = ? AND courseid = ?';
  const { rows } = await client.execute(query, [batch.batchId, batch.courseId], { fetchSize: 100_000 });
  return rows.map((row) => row['userid']);
}

async function enrolmentsIn(range: KeyRange, from = source): Promise<Enrolment[]> {
  const all: Enrolment[] = [];
  for await (const page of from.enrolments(batch, range, forever)) all.push(...page);
  return all;
}
const idsIn = async (range: KeyRange) => (await enrolmentsIn(range)).map((one) => one.userId);

describe('the batch', () => {
  test('with all that a rule reads', async () => {
    expect(await source.batch(batch)).toMatchObject({
      courseId: batch.courseId,
      batchId: batch.batchId,
      name: expect.stringContaining('batch 1'),
      createdBy: DEMO.creatorId,
      mentors: expect.arrayContaining([DEMO.mentorId]),
      createdFor: expect.arrayContaining([DEMO.courseOrgId]),
      startDate: new Date('2026-06-15'),
      startDateText: '2026-06-15',
      endDate: expect.any(Date),
      endDateText: expect.any(String),
    });
  });

  test.for([
    { courseId: DEMO.courseId, batchId: 'no-such-batch' },
    { courseId: DEMO.otherCourseId, batchId: '' },
    { courseId: 'no-such-course', batchId: '1' },
  ])('that is unknown is null: %j', async (key) => {
    expect(await source.batch(key)).toBeNull();
  });

  test('under another course is another batch', async () => {
    expect(await source.batch({ courseId: DEMO.otherCourseId, batchId: batch.batchId })).toBeNull();
  });
});

describe('the requester', () => {
  test('with her decrypted address and her roles', async () => {
    expect(await source.requester(DEMO.mentorId)).toEqual({
      profile: expect.objectContaining({ userId: DEMO.mentorId, firstName: 'మీనాక్షి', rootOrgId: DEMO.courseOrgId }),
      roles: [
        { role: 'COURSE_MENTOR', scope: JSON.stringify([{ organisationId: DEMO.courseOrgId }]) },
        { role: 'PUBLIC', scope: '[]' },
      ],
      address: CAST.mentor.address,
    });
  });

  test('whose roles stand in the older column has them without scope', async () => {
    const requester = await source.requester(DEMO.olderRolesMentorId);
    expect(requester?.roles).toEqual(['PUBLIC', 'COURSE_MENTOR'].map((role) => ({ role, scope: null })));
  });

  test('without an address, and one that nobody knows', async () => {
    expect((await source.requester(DEMO.mentorWithoutAddressId))?.address).toBeNull();
    expect(await source.requester('no-such-user')).toBeNull();
  });

  test('has nothing that is an address when the key is another', async () => {
    const otherKey = demoSource(client, { cipher: { decrypt: () => null } });
    expect(addressIn((await otherKey.requester(DEMO.mentorId))?.address ?? null)).toBeNull();
  });
});

describe('facts of the course', () => {
  test('the number of contents, null where nothing is known', async () => {
    expect(await source.leafCount(DEMO.courseId)).toBe(DEMO.leafCount);
    expect(await source.leafCount('no-such-course')).toBeNull();
  });

  test('a platform without a content hierarchy: null, not a fault', async () => {
    const without = demoSource(client, { names: { ...SUNBIRD, hierarchy: 'no_such_keyspace' } });
    expect(await without.leafCount(DEMO.courseId)).toBeNull();
  });

  test('the organisation of self-signed-up learners', async () => {
    expect(await source.custodianOrgId()).toBe(DEMO.custodianOrgId);
  });
});

describe('enrolments of a range', () => {
  test('without ends: every row of batch and course, with all that a rule reads', async () => {
    const all = await enrolmentsIn({ after: null, upTo: null });
    expect(all).toHaveLength(batch.activeLearners + batch.inactive);
    expect(all.map((one) => one.userId)).toEqual(await keysByQuery());
    const row = rowsOf('sunbird_courses.report_user_enrolments').find(
      (one) => one['courseid'] === batch.courseId && one['contentstatus'] && one['completedon'],
    );
    expect(all.find((one) => one.userId === row?.['userid'])).toEqual({
      userId: row?.['userid'],
      active: row?.['active'],
      enrolledDate: row?.['enrolled_date'] ?? null,
      enrolledDateText: row?.['enrolleddate'] ?? null,
      completedOn: row?.['completedon'],
      contentStatus: row?.['contentstatus'],
      completionPercentage: row?.['completionpercentage'] ?? null,
      progress: row?.['progress'] ?? null,
      activityAt: row?.['datetime'] ?? null,
    });
  });

  test('are after its first and up to its last, each end open where it is null', async () => {
    const keys = await keysByQuery();
    const [a = '', b = ''] = [keys[99], keys[299]];
    expect(await idsIn({ after: null, upTo: a })).toEqual(keys.slice(0, 100));
    expect(await idsIn({ after: a, upTo: b })).toEqual(keys.slice(100, 300));
    expect(await idsIn({ after: b, upTo: null })).toEqual(keys.slice(300));
    expect(await idsIn({ after: a, upTo: a })).toEqual([]);
    expect(await idsIn({ after: keys.at(-1) ?? '', upTo: null })).toEqual([]);
  });

  test('need not end at keys that exist: a learner may leave between listing and reading', async () => {
    const keys = await keysByQuery();
    const [a, b] = [`${keys[9]}0`, `${keys[19]}0`];
    expect(await idsIn({ after: a, upTo: b })).toEqual(keys.filter((key) => key > a && key <= b));
  });

  test.for([1, 50, 333, 1_000, 5_000])('stepped over by %i give each row once, none lost', async (count) => {
    const keys = await keysByQuery();
    const ranges: KeyRange[] = [];
    let after: string | null = null;
    // A step a row is enough for a hundred of them.
    for (let steps = 0; steps < 100; steps++) {
      const { lastUserId, listed }: { lastUserId: string | null; listed: number } = await source.stepOver(
        batch,
        after,
        count,
      );
      ranges.push({ after, upTo: listed < count ? null : lastUserId });
      if (listed < count) break;
      after = lastUserId;
    }
    const read: string[] = [];
    for (const range of ranges) read.push(...(await idsIn(range)));
    expect(read).toEqual(count === 1 ? keys.slice(0, 100) : keys);
  });

  test('come in pages of 500 at most', async () => {
    const sizes: number[] = [];
    for await (const page of source.enrolments(batch, { after: null, upTo: null }, forever)) sizes.push(page.length);
    expect(Math.max(...sizes)).toBe(500);
    expect(sizes.length).toBeGreaterThanOrEqual(3);
  });

  test('of an unknown batch are none', async () => {
    const key = { courseId: DEMO.courseId, batchId: 'no-such-batch' };
    expect(await source.stepOver(key, null, 10)).toEqual({ lastUserId: null, passed: 0, listed: 0 });
    for await (const page of source.enrolments(key, { after: null, upTo: null }, forever)) expect(page).toEqual([]);
  });

  test('stop when they are told to', async () => {
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of source.enrolments(batch, { after: null, upTo: null }, stop.signal)) stop.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('look-ups', () => {
  const userIds = () => rowsOf('sunbird.user').map((row) => text(row['id']));

  test('of more keys than an IN may hold find every row', async () => {
    for (const lookUpKeys of [7, 100]) {
      const profiles = await demoSource(client, { lookUpKeys }).profiles(userIds());
      expect([...profiles.keys()].toSorted()).toEqual(userIds().toSorted());
    }
  });

  test('answer profiles without contacts', async () => {
    const row = rowsOf('sunbird.user').find(
      (one) => one['email'] !== undefined && one['profilelocation'] !== undefined,
    );
    const profile = (await source.profiles([text(row?.['id'])])).get(text(row?.['id']));
    expect(profile).toEqual({
      userId: row?.['id'],
      firstName: row?.['firstname'] ?? null,
      lastName: row?.['lastname'] ?? null,
      maskedEmail: row?.['maskedemail'] ?? null,
      maskedPhone: row?.['maskedphone'] ?? null,
      email: null,
      phone: null,
      rootOrgId: row?.['rootorgid'] ?? null,
      channel: row?.['channel'] ?? null,
      profileLocation: row?.['profilelocation'],
      locationIds: row?.['locationids'] ?? null,
      status: row?.['status'] ?? null,
      isDeleted: row?.['isdeleted'] ?? null,
    });
  });

  test('decrypt contacts only in full mode, and never answer a ciphertext', async () => {
    const full = await demoSource(client, { withContacts: true }).profiles(userIds());
    const emails = [...full.values()].flatMap(({ email }) => (email === null ? [] : [email]));
    const stored = new Set(rowsOf('sunbird.user').map((row) => row['email']));
    expect(emails.length).toBeGreaterThan(500);
    expect(emails.filter((email) => email.includes('@')).length).toBeGreaterThan(emails.length - 20);
    expect(emails.filter((email) => stored.has(email) && !email.includes('@') && email.length > 20)).toEqual([]);
  });

  test('answer all rows of a user: memberships, external ids, declarations', async () => {
    const ids = userIds();
    const [memberships, identities, declarations] = await Promise.all([
      source.memberships(ids),
      source.externalIdentities(ids),
      source.declarations(ids),
    ]);
    const count = (lists: ReadonlyMap<string, readonly unknown[]>) => [...lists.values()].flat().length;
    // Some demo rows are of users without a profile; they were not asked for.
    const known = new Set(ids);
    const of = (table: 'sunbird.user_organisation' | 'sunbird.usr_external_identity' | 'sunbird.user_declarations') =>
      rowsOf(table).filter((row) => known.has(text(row['userid']))).length;
    expect(count(memberships)).toBe(of('sunbird.user_organisation'));
    expect(count(identities)).toBe(of('sunbird.usr_external_identity'));
    expect(count(declarations)).toBe(of('sunbird.user_declarations'));
    expect(Math.max(...[...memberships.values()].map((list) => list.length))).toBeGreaterThan(1);
  });

  test('answer the consents for one course and organisation', async () => {
    const row = rowsOf('sunbird.user_consent')[0];
    const [id = '', consumer = '', object = ''] = [row?.['user_id'], row?.['consumer_id'], row?.['object_id']].map(
      text,
    );
    const found = await source.consents([id], consumer, object);
    expect(found.get(id)).toEqual({ status: row?.['status'], expiry: row?.['expiry'] ?? null });
    expect((await source.consents([id], consumer, 'another-course')).size).toBe(0);
    expect((await source.consents([id], 'another-organisation', object)).size).toBe(0);
  });

  test('answer organisations and locations', async () => {
    const organisation = (await source.organisations([DEMO.courseOrgId])).get(DEMO.courseOrgId);
    expect(organisation).toMatchObject({ id: DEMO.courseOrgId, channel: DEMO.courseOrgChannel, isRootOrg: true });
    const [placeId = ''] = (JSON.parse(organisation?.orgLocation ?? '[]') as { id: string }[]).map(({ id }) => id);
    expect((await source.locations([placeId])).get(placeId)).toMatchObject({ id: placeId, type: 'state' });
  });

  test('with keys that no row can have leave them out and find the others', async () => {
    const poison = ['', 'x'.repeat(70_000), 'no-such-user', 'nul\u0000', '\ud800', "'; DROP TABLE sunbird.user; --"];
    const ids = [...poison, DEMO.mentorId, DEMO.mentorId];
    expect([...(await source.profiles(ids)).keys()]).toEqual([DEMO.mentorId]);
    expect([...(await source.memberships(ids)).keys()]).toEqual([DEMO.mentorId]);
    expect((await source.externalIdentities(poison)).size).toBe(0);
    expect((await source.declarations(poison)).size).toBe(0);
    expect((await source.consents(poison, DEMO.courseOrgId, DEMO.courseId)).size).toBe(0);
    expect((await source.organisations(poison)).size).toBe(0);
    expect((await source.locations(poison)).size).toBe(0);
  });

  test('of no key answer nothing', async () => {
    expect((await source.profiles([])).size).toBe(0);
  });
});

test('every port answers a missing table with its name', async () => {
  const lost = demoSource(client, {
    names: {
      sunbird: 'sunbird',
      courses: 'sunbird_courses',
      hierarchy: 'dev_hierarchy_store',
      enrolmentsTable: 'nope',
    },
  });
  await expect(lost.stepOver(batch, null, 1)).rejects.toMatchObject({
    code: 'SourceSchema',
    holes: { what: 'table nope' },
  });
  const reading = lost.enrolments(batch, { after: null, upTo: null }, forever)[Symbol.asyncIterator]().next();
  await expect(reading).rejects.toMatchObject({ code: 'SourceSchema' });
  const noUsers = demoSource(client, { names: { ...SUNBIRD, sunbird: 'no_such_keyspace' } });
  const calls = [
    () => noUsers.profiles(['u']),
    () => noUsers.memberships(['u']),
    () => noUsers.requester('u'),
    () => noUsers.custodianOrgId(),
    () => noUsers.organisations(['o']),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({ code: 'SourceSchema', holes: { what: 'keyspace no_such_keyspace' } });
  }
});
