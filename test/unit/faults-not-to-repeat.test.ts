import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../activities/csv-records.ts';
import { FILE_HEAD } from '../../report/csv.ts';
import { isLearner } from '../../report/enrolled.ts';
import { refusalOf } from '../../report/requester-rights.ts';
import {
  batch,
  cellOf,
  CUSTODIAN,
  declaration,
  directory,
  enrolment,
  facts,
  identity,
  learner,
  location,
  membership,
  organisation,
  OTHER_TENANT,
  profile,
  requester,
  rootOrganisation,
  rowOf,
  TENANT,
} from './records.ts';

/** Faults that earlier reports of the platform had, by their numbers in docs/domain.md, 7. */

const known = directory(
  [
    rootOrganisation(TENANT, { name: 'State (AP)', channel: 'ap' }),
    rootOrganisation(CUSTODIAN, { name: 'Custodian' }),
    organisation('a', { name: 'MPPS A' }),
    organisation('b', { name: 'MPPS B' }),
  ],
  [location('d', 'district'), location('b1', 'block', 'd'), location('b2', 'block', 'd')],
);

describe('1: learners do not vanish', () => {
  test('without a user row', () => {
    expect(isLearner(enrolment())).toBe(true);
    expect(cellOf('User ID', rowOf(learner({ profile: null })))).toBe('learner-1');
  });

  test('signed up by herself, in no known state', () => {
    const row = rowOf(learner({ profile: profile({ rootOrgId: CUSTODIAN, firstName: 'Asha' }) }), { directory: known });
    expect(cellOf('User Name', row)).toBe('Asha');
    expect(cellOf('Organization Name', row)).toBe('Custodian');
  });
});

test('2: two schools, two declared states, two blocks and two ids are still one row', () => {
  const doubled = learner({
    profile: profile({ locationIds: ['b1', 'b2'] }),
    memberships: [membership('a'), membership('b')],
    externalIdentities: [
      identity('ap', 'ap', { originalExternalId: 'OLD' }),
      identity(TENANT, TENANT, { originalExternalId: 'NEW' }),
    ],
    declarations: [declaration(), declaration({ orgId: OTHER_TENANT })],
  });
  const row = rowOf(doubled, { directory: known });
  expect(csvRecords([row]).text.split('\r\n')).toHaveLength(2);
  expect([cellOf('External ID', row), cellOf('School Name', row), cellOf('Block Name', row)]).toEqual([
    'NEW',
    'MPPS A; MPPS B',
    'b1',
  ]);
});

test('3: the school is no list in brackets, not one at random, and not the tenant', () => {
  const both = [membership('b'), membership('a'), membership(TENANT)];
  expect(cellOf('School Name', rowOf(learner({ memberships: both }), { directory: known }))).toBe('MPPS A; MPPS B');
  const none = rowOf(learner({ memberships: [membership(TENANT)] }), { directory: known });
  expect(cellOf('School Name', none)).toBe('');
});

test('4: the external id is as issued, and found under the tenant’s id and its channel', () => {
  for (const name of ['ap', TENANT]) {
    const rows = [identity(name, name, { externalId: 'apt01', originalExternalId: 'APT01' })];
    expect(cellOf('External ID', rowOf(learner({ externalIdentities: rows }), { directory: known }))).toBe('APT01');
  }
});

test('5: without a percentage the progress comes from the contents, and nothing is not 100 %', () => {
  const half = enrolment({ contentStatus: { a: 2, b: 1 } });
  expect(cellOf('Course Progress', rowOf(learner(), { enrolment: half, facts: facts({ leafCount: 2 }) }))).toBe('50%');
  expect(cellOf('Course Progress', rowOf(learner()))).toBe('0%');
});

test('6: after 18:30 UTC it is the next day in India, from the timestamp and from the text', () => {
  for (const stored of [
    { enrolledDate: new Date('2020-06-26T18:30:00Z') },
    { enrolledDateText: '2020-06-26 18:30:00:000+0000' },
  ]) {
    expect(cellOf('Enrollment Date', rowOf(learner(), { enrolment: enrolment(stored) }))).toBe('27/06/2020');
  }
});

test('7: an enrolment without a date is a row', () => {
  expect(isLearner(enrolment({ enrolledDate: null, enrolledDateText: null }))).toBe(true);
  expect(cellOf('Enrollment Date', rowOf(learner(), { enrolment: enrolment() }))).toBe('');
});

test('9: quotes are doubled, the file has its mark, and a name is no formula', () => {
  const row = rowOf(learner({ profile: profile({ firstName: '=1+"1"' }) }));
  expect(FILE_HEAD.startsWith('\ufeff')).toBe(true);
  expect(csvRecords([row]).text).toContain(`,"'=1+""1""",`);
});

test('11: a mentor of another batch is refused', () => {
  const mentor = requester({ userId: 'mentor' }, [{ role: 'COURSE_MENTOR', scope: null }]);
  expect(refusalOf(batch({ mentors: ['mentor'] }), mentor, true)).toBeNull();
  expect(refusalOf(batch({ mentors: ['another'] }), mentor, true)).toBe('NotMentorOfBatch');
});

test('13: a "masked" contact in the clear is masked or blank', () => {
  const row = rowOf(learner({ profile: profile({ maskedEmail: 'asha.rao@example.org', maskedPhone: '12345' }) }));
  expect([cellOf('Email ID', row), cellOf('Mobile Number', row)]).toEqual(['as******@example.org', '']);
});

test('14: without an address the portal still delivers', () => {
  const mentor = requester({}, [{ role: 'COURSE_MENTOR', scope: null }]);
  expect(refusalOf(batch(), mentor, false)).toBe('AddressUnusable');
  expect(refusalOf(batch(), mentor, true)).toBeNull();
});

test('16: a blank last name leaves no space behind', () => {
  expect(cellOf('User Name', rowOf(learner({ profile: profile({ firstName: 'Asha', lastName: ' ' }) })))).toBe('Asha');
});
