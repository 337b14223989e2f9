import { describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDirectories } from '../../activities/directories.ts';
import { enrich } from '../../activities/enrich.ts';
import type { Profile } from '../../report/learner.ts';
import type { LearnerSource } from '../../report/ports.ts';
import {
  CUSTODIAN,
  declaration,
  enrolment,
  facts,
  identity,
  location,
  membership,
  organisation,
  profile,
  rootOrganisation,
  settings,
  TENANT,
} from './records.ts';

/** Which tables are asked for which kinds of learner (docs/domain.md, 3.3): all that a row needs, and no more. */

const BLOCK = location('block-1', 'block', 'district-1');
const DISTRICT = location('district-1', 'district');

const PEOPLE: readonly Profile[] = [
  profile({ userId: 'state', locationIds: [BLOCK.id] }),
  profile({ userId: 'custodian', rootOrgId: CUSTODIAN }),
  profile({ userId: 'unaffiliated', rootOrgId: ' ' }),
  profile({ userId: 'deleted', isDeleted: true }),
];
const IDS = [...PEOPLE.map(({ userId }) => userId), 'missing'];

/** A source that has a row of everything for everybody, and notes who was asked about. */
function noting() {
  const asked: Record<string, readonly string[]> = {};
  const all =
    <T>(table: string, row: T) =>
    async (ids: readonly string[]) => {
      asked[table] = ids.toSorted();
      return new Map(ids.map((id) => [id, row]));
    };
  const only = <T extends { id: string }>(table: string, rows: readonly T[]) => {
    return async (ids: readonly string[]) => {
      asked[table] = [...(asked[table] ?? []), ...ids].toSorted();
      return new Map(rows.filter(({ id }) => ids.includes(id)).map((row) => [row.id, row]));
    };
  };
  const source: Partial<LearnerSource> = {
    profiles: async (ids) => new Map(PEOPLE.filter(({ userId }) => ids.includes(userId)).map((p) => [p.userId, p])),
    memberships: all('memberships', [membership('school-1')]),
    externalIdentities: all('identities', [identity('ap', 'ap')]),
    declarations: all('declarations', [declaration()]),
    consents: all('consents', { status: 'ACTIVE', expiry: null }),
    organisations: only('organisations', [rootOrganisation(TENANT), organisation('school-1')]),
    locations: only('locations', [BLOCK, DISTRICT]),
  };
  return { source: source as LearnerSource, asked };
}

async function enriched(contacts: 'masked' | 'full' = 'masked', courseFacts = facts()) {
  const { source, asked } = noting();
  const deps = { source, directories: createDirectories(source), settings: settings({ contacts }) };
  const input = { courseId: 'do_1', facts: courseFacts };
  const learners = IDS.map((userId) => enrolment({ userId }));
  return { asked, ...(await enrich(deps as unknown as Dependencies, input, learners)) };
}

describe('asked are', () => {
  test.each([
    ['memberships', ['custodian', 'state', 'unaffiliated']],
    ['identities', ['custodian', 'state']],
    ['declarations', ['custodian']],
    ['organisations', [TENANT, CUSTODIAN, 'school-1'].toSorted()],
    ['locations', [BLOCK.id, DISTRICT.id]],
  ])('the %s of %j', async (table, of) => {
    expect((await enriched()).asked[table]).toEqual(of);
  });

  test('consents where full contacts may be printed, of those who can have given one to the course’s organisation', async () => {
    expect((await enriched('masked')).asked['consents']).toBeUndefined();
    expect((await enriched('full')).asked['consents']).toEqual(['custodian', 'state', 'unaffiliated']);
    expect((await enriched('full', facts({ courseOrg: null }))).asked['consents']).toBeUndefined();
  });
});

test('each learner has the rows of her own, and who has no profile has none', async () => {
  const { learnerOf, directory } = await enriched('full');
  expect(learnerOf('custodian')).toEqual({
    profile: PEOPLE[1],
    memberships: [membership('school-1')],
    externalIdentities: [identity('ap', 'ap')],
    declarations: [declaration()],
    consent: { status: 'ACTIVE', expiry: null },
  });
  expect(learnerOf('missing')).toEqual({
    profile: null,
    memberships: [],
    externalIdentities: [],
    declarations: [],
    consent: null,
  });
  expect(directory.organisation('school-1')?.id).toBe('school-1');
  expect(directory.location(DISTRICT.id)).toEqual(DISTRICT);
});
