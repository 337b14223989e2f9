import { describe, expect, test } from 'vitest';
import type { Batch, Profile, Requester } from '../../report/learner.ts';
import { refusalOf } from '../../report/requester-rights.ts';
import { batch, requester, TENANT } from './records.ts';

const MENTOR: Requester['roles'] = [{ role: 'COURSE_MENTOR', scope: null }];

const refused = (set: Partial<Profile>, roles = MENTOR, of: Batch | null = batch(), canBeMailed = true) =>
  refusalOf(of, requester(set, roles), canBeMailed);

test('the creator of the batch with a role and an address may ask', () => {
  expect(refused({})).toBeNull();
});

describe('step 2: the user', () => {
  test.each([
    ['active', { status: 1, isDeleted: false }, null],
    ['without a status', { status: null, isDeleted: null }, null],
    ['blocked', { status: 0 }, 'RequesterUnknown'],
    ['status 2', { status: 2 }, 'RequesterUnknown'],
    ['deleted', { isDeleted: true }, 'RequesterUnknown'],
  ] as const)('%s', (_, set, code) => {
    expect(refused(set)).toBe(code);
  });

  test('no user row', () => {
    expect(refusalOf(batch(), null, true)).toBe('RequesterUnknown');
  });
});

describe('step 3: the batch is hers', () => {
  test.each([
    ['as its creator', batch({ createdBy: 'creator' }), null],
    ['as one of its mentors', batch({ createdBy: 'other', mentors: ['third', 'creator'] }), null],
    ['not as somebody else', batch({ createdBy: 'other', mentors: ['third'] }), 'NotMentorOfBatch'],
    ['not without any mentors', batch({ createdBy: null, mentors: null }), 'NotMentorOfBatch'],
    ['not by a part of the id', batch({ createdBy: 'creator2' }), 'NotMentorOfBatch'],
  ] as const)('%s', (_, of, code) => {
    expect(refused({}, MENTOR, of)).toBe(code);
  });

  test('a blank id is nobody’s', () => {
    expect(refused({ userId: '' }, MENTOR, batch({ createdBy: '', mentors: [''] }))).toBe('NotMentorOfBatch');
  });
});

describe('step 4: the role and its scope', () => {
  const names = (...ids: unknown[]) => JSON.stringify(ids.map((organisationId) => ({ organisationId })));

  test.each([
    ['COURSE_MENTOR', null],
    ['CONTENT_CREATOR', null],
    ['ORG_ADMIN', 'RoleMissing'],
    ['PUBLIC', 'RoleMissing'],
    ['course_mentor', 'RoleMissing'],
  ])('%s', (role, code) => {
    expect(
      refused({}, [
        { role: 'PUBLIC', scope: null },
        { role, scope: null },
      ]),
    ).toBe(code);
  });

  test('no role at all', () => {
    expect(refused({}, [])).toBe('RoleMissing');
  });

  test.each([
    ['none', null, null],
    ['blank', ' ', null],
    ['an empty list', ' [ ] ', null],
    ['her root organisation', names('x', TENANT), null],
    ['an organisation of the batch', names('school-1'), null],
    ['other organisations', names('x', 'y'), 'RoleMissing'],
    ['no organisation', '[{}]', 'RoleMissing'],
    ['something that is no id', names(5, null), 'RoleMissing'],
    ['a blank organisation', names('', ' '), 'RoleMissing'],
    ['no objects', '[null,"school-1"]', 'RoleMissing'],
    ['an object and no list', `{"organisationId":"${TENANT}"}`, 'RoleMissing'],
    ['JSON null', 'null', 'RoleMissing'],
    ['broken JSON', `[{"organisationId":"${TENANT}"}`, 'RoleMissing'],
  ])('a scope of %s', (_, scope, code) => {
    const of = batch({ createdFor: ['school-1', ' '] });
    expect(refused({}, [{ role: 'COURSE_MENTOR', scope }], of)).toBe(code);
  });

  test('a blank root organisation is covered by no scope', () => {
    expect(refused({ rootOrgId: '' }, [{ role: 'COURSE_MENTOR', scope: names('') }])).toBe('RoleMissing');
  });

  test('the scope of another role does not help', () => {
    const roles = [
      { role: 'PUBLIC', scope: null },
      { role: 'COURSE_MENTOR', scope: names('x') },
    ];
    expect(refused({}, roles)).toBe('RoleMissing');
  });

  test('one of two roles is enough', () => {
    const roles = [
      { role: 'COURSE_MENTOR', scope: names('x') },
      { role: 'CONTENT_CREATOR', scope: names(TENANT) },
    ];
    expect(refused({}, roles)).toBeNull();
  });
});

test('the first step that fails gives the code', () => {
  const stranger = requester({ userId: 'stranger', status: 0 }, []);
  const activeStranger = requester({ userId: 'stranger' }, []);
  expect(refusalOf(null, null, false)).toBe('BatchNotFound');
  expect(refusalOf(batch(), stranger, false)).toBe('RequesterUnknown');
  expect(refusalOf(batch(), activeStranger, false)).toBe('NotMentorOfBatch');
  expect(refusalOf(batch(), requester({}, []), false)).toBe('RoleMissing');
  expect(refusalOf(batch(), requester({}, MENTOR), false)).toBe('AddressUnusable');
  expect(refusalOf(batch(), requester({}, MENTOR), true)).toBeNull();
});
