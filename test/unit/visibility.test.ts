import { describe, expect, test } from 'vitest';
import { PRIVATE_COLUMNS } from '../../report/columns.ts';
import type { CourseFacts, Learner } from '../../report/learner.ts';
import type { RowSettings } from '../../report/row-settings.ts';
import {
  blankOf,
  cellOf,
  CUSTODIAN,
  declaration,
  directory,
  facts,
  identity,
  learner,
  location,
  membership,
  organisation,
  OTHER_TENANT,
  profile,
  rootOrganisation,
  rowOf,
  settings,
  TENANT,
} from './records.ts';

const known = directory(
  [
    rootOrganisation(TENANT, { channel: 'ap' }),
    rootOrganisation(OTHER_TENANT, { channel: 'tn' }),
    rootOrganisation(CUSTODIAN),
    organisation('school', { name: 'MPPS 1' }),
  ],
  [
    location('ap-state', 'state'),
    location('tn-state', 'state'),
    location('chittoor', 'district', 'ap-state'),
    location('kuppam', 'block', 'chittoor'),
    location('stateless', 'block'),
  ],
);

/** A learner with a value for every private column, once for each kind of user. */
function person(rootOrgId: string | null, set: Partial<Learner> = {}, locationIds = ['kuppam']): Learner {
  return learner({
    profile: profile({ rootOrgId, locationIds }),
    memberships: [membership('school')],
    externalIdentities: [identity(String(rootOrgId), String(rootOrgId), { originalExternalId: 'ID-1' })],
    ...set,
  });
}

function rowFor(of: Learner, courseOrg: CourseFacts['courseOrg'], set: Partial<RowSettings> = {}) {
  return rowOf(of, { directory: known, facts: facts({ courseOrg }), settings: settings(set) });
}

const shows = (of: Learner, courseOrg: CourseFacts['courseOrg']) => cellOf('Block Name', rowFor(of, courseOrg)) !== '';

const AP = { id: TENANT, channel: ' AP', stateId: null };
const AP_IN_STATE = { ...AP, stateId: 'ap-state' };
const declared = (type: string, provider: string, originalProvider: string | null = null) => ({
  externalIdentities: [identity(type, provider, { externalId: 'x', originalProvider })],
});

describe('whether the course org sees the private columns (3.4)', () => {
  test.each([
    ['a state user of the course org', person(TENANT), AP, true],
    ['a state user of another tenant', person(OTHER_TENANT), AP, false],
    ['of another tenant in the same state', person(OTHER_TENANT), AP_IN_STATE, false],
    [
      'of another tenant, declared to the course org',
      person(OTHER_TENANT, { declarations: [declaration()] }),
      AP,
      false,
    ],
    ['a tenant named like the course org’s channel', person('ap'), AP, false],
    ['a user whose channel is the course org’s word', person(OTHER_TENANT), { ...AP, channel: 'ap' }, false],
    ['anyone, where there is no course org', person(TENANT), null, false],
    [
      'a custodian user, where there is no course org',
      person(CUSTODIAN, { declarations: [declaration()] }),
      null,
      false,
    ],
    ['a custodian user who said nothing', person(CUSTODIAN), AP, false],
    ['(a) who declared to the course org', person(CUSTODIAN, { declarations: [declaration()] }), AP, true],
    ['(a) whatever her persona', person(CUSTODIAN, { declarations: [declaration({ persona: 'x' })] }), AP, true],
    ['(a) without a status', person(CUSTODIAN, { declarations: [declaration({ status: null })] }), AP, true],
    ['(a) rejected', person(CUSTODIAN, { declarations: [declaration({ status: 'REJECTED' })] }), AP, false],
    [
      '(a) rejected, in other letters',
      person(CUSTODIAN, { declarations: [declaration({ status: ' rejected ' })] }),
      AP,
      false,
    ],
    ['(a) to another tenant', person(CUSTODIAN, { declarations: [declaration({ orgId: OTHER_TENANT })] }), AP, false],
    ['(b) an old row with the channel word', person(CUSTODIAN, declared('declared-phone', ' ap ')), AP, true],
    ['(b) an old row with the id', person(CUSTODIAN, declared('Declared-Ext-Id', TENANT)), AP, true],
    ['(b) an old row with the original provider', person(CUSTODIAN, declared('declared-email', 'x', 'AP ')), AP, true],
    ['(b) an old row to another tenant', person(CUSTODIAN, declared('declared-ext-id', 'tn', 'tn')), AP, false],
    ['(b) a row of another sort', person(CUSTODIAN, declared('ap', 'ap')), AP, false],
    [
      '(b) blank providers and a blank channel',
      person(CUSTODIAN, declared('declared-ext-id', ' ', '')),
      { ...AP, channel: ' ' },
      false,
    ],
    [
      '(b) a missing provider and no channel',
      person(CUSTODIAN, declared('declared-ext-id', '')),
      { ...AP, channel: null },
      false,
    ],
    ['(c) who lives in the course org’s state', person(CUSTODIAN), AP_IN_STATE, true],
    ['(c) in another state', person(CUSTODIAN, {}, ['tn-state', 'kuppam']), AP_IN_STATE, false],
    ['(c) in no known state', person(CUSTODIAN, {}, ['stateless']), AP_IN_STATE, false],
    ['(c) neither state known', person(CUSTODIAN, {}, ['stateless']), AP, false],
    [
      'a custodian user in a course of the custodian org',
      person(CUSTODIAN),
      { id: CUSTODIAN, channel: 'c', stateId: null },
      false,
    ],
  ])('%s: %#', (_, of, courseOrg, visible) => {
    expect(shows(of, courseOrg)).toBe(visible);
  });
});

describe('what is hidden', () => {
  test('the private columns, for that reason, and nothing else', () => {
    const other = person(OTHER_TENANT);
    const open = rowFor(other, { id: OTHER_TENANT, channel: 'tn', stateId: null });
    const hidden = rowFor(other, AP);
    expect(PRIVATE_COLUMNS.map((column) => cellOf(column, open))).toEqual(['ID-1', 'MPPS 1', 'kuppam']);
    expect(PRIVATE_COLUMNS.map((column) => cellOf(column, hidden))).toEqual(['', '', '']);
    expect(PRIVATE_COLUMNS.map((column) => blankOf(column, hidden))).toEqual(['private', 'private', 'private']);
    expect(hidden.cells.filter((cell, n) => cell !== open.cells[n])).toEqual(['', '', '']);
    expect(cellOf('District Name', hidden)).toBe('chittoor');
  });

  test('nothing, where the setting is "always"', () => {
    const row = rowFor(person(OTHER_TENANT), null, { privateColumns: 'always' });
    expect(PRIVATE_COLUMNS.map((column) => cellOf(column, row))).toEqual(['ID-1', 'MPPS 1', 'kuppam']);
  });

  test.each(['always', 'course-tenant'] as const)(
    'the private columns of a learner without an organisation, also with "%s"',
    (privateColumns) => {
      const row = rowFor(person(' '), AP_IN_STATE, { privateColumns });
      expect(PRIVATE_COLUMNS.map((column) => cellOf(column, row))).toEqual(['', '', '']);
      expect(PRIVATE_COLUMNS.map((column) => blankOf(column, row))).toEqual(Array(3).fill('noOrganisation'));
      expect(blankOf('Organization Name', row)).toBe('noOrganisation');
      expect(cellOf('District Name', row)).toBe('chittoor');
    },
  );
});
