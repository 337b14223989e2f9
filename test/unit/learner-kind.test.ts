import { expect, test } from 'vitest';
import { learnerKind } from '../../report/learner-kind.ts';
import { CUSTODIAN, profile, TENANT } from './records.ts';

test.each([
  ['no user row', null, 'missing'],
  ['isdeleted', profile({ isDeleted: true }), 'deleted'],
  ['isdeleted with a status of 1', profile({ isDeleted: true, status: 1 }), 'deleted'],
  ['status 2', profile({ status: 2, isDeleted: false }), 'deleted'],
  ['deleted before anything else', profile({ status: 2, rootOrgId: null }), 'deleted'],
  ['blocked, isdeleted false', profile({ status: 0, isDeleted: false }), 'state'],
  ['blocked, isdeleted null', profile({ status: 0, isDeleted: null }), 'state'],
  ['no status at all', profile({ status: null }), 'state'],
  ['no root organisation', profile({ rootOrgId: null }), 'unaffiliated'],
  ['a blank root organisation', profile({ rootOrgId: ' ' }), 'unaffiliated'],
  ['the custodian organisation', profile({ rootOrgId: CUSTODIAN }), 'custodian'],
  ['a tenant', profile({ rootOrgId: TENANT }), 'state'],
] as const)('%s', (_, user, kind) => {
  expect(learnerKind(user, CUSTODIAN)).toBe(kind);
});

test('without a custodian organisation nobody is a custodian user', () => {
  expect(learnerKind(profile({ rootOrgId: CUSTODIAN }), null)).toBe('state');
  expect(learnerKind(profile({ rootOrgId: null }), null)).toBe('unaffiliated');
});
