import { describe, expect, test } from 'vitest';
import type { Declaration, ExternalIdentity, Profile } from '../../report/learner.ts';
import {
  blankOf,
  cellOf,
  CUSTODIAN,
  declaration,
  directory,
  facts,
  identity,
  learner,
  OTHER_TENANT,
  profile,
  rootOrganisation,
  rowOf,
  settings,
  TENANT,
} from './records.ts';

const withTenant = directory([rootOrganisation(TENANT, { channel: ' AP ' }), rootOrganisation(CUSTODIAN)]);

function stateId(externalIdentities: ExternalIdentity[], set: Partial<Profile> = {}, known = withTenant, id = TENANT) {
  const of = learner({ profile: profile(set), externalIdentities });
  const courseOrg = { id, channel: 'ap', stateId: null };
  return cellOf('External ID', rowOf(of, { directory: known, facts: facts({ courseOrg }) }));
}

const issued = (idType: string, provider: string, id: string) => identity(idType, provider, { originalExternalId: id });

describe('a state user’s External ID', () => {
  test.each([
    [
      'the id as issued, not its lower case',
      [identity('ap', 'ap', { externalId: 'apt01', originalExternalId: 'APT01' })],
      'APT01',
    ],
    ['the lower case where nothing else is stored', [identity('ap', 'ap', { externalId: 'apt01' })], 'apt01'],
    [
      'the lower case where the original is blank',
      [identity('ap', 'ap', { externalId: 'apt01', originalExternalId: ' ' })],
      'apt01',
    ],
    [
      'a row whose ids are both of spaces gives way',
      [identity(TENANT, TENANT, { externalId: ' ', originalExternalId: ' ' }), issued('ap', 'ap', 'OLD')],
      'OLD',
    ],
    [
      'a ciphertext of 2018 is printed as stored',
      [issued('ap', 'ap', 'q0Vh4vJm1vJqk8wqR1r9Tw==')],
      'q0Vh4vJm1vJqk8wqR1r9Tw==',
    ],
    ['leading zeros stay', [issued('ap', 'ap', '0012345')], '0012345'],
    ['a row of today, under the tenant’s id', [issued(TENANT, TENANT, 'NEW')], 'NEW'],
    ['a row of old, under the channel word in any case', [issued(' Ap', 'aP ', 'OLD')], 'OLD'],
    ['one of each in a row', [issued('ap', TENANT, 'MIXED')], 'MIXED'],
    [
      'today’s before old, whatever the order they come in',
      [issued('ap', 'ap', 'OLD'), issued(TENANT, TENANT, 'NEW')],
      'NEW',
    ],
    ['the provider decides, not the type', [issued(TENANT, 'ap', 'OLD'), issued('ap', TENANT, 'NEW')], 'NEW'],
    ['then by type', [issued('ap', 'ap', 'second'), issued('AP', 'ap', 'first')], 'first'],
    ['by type before provider', [issued('ap', 'AP', 'second'), issued('AP', 'ap', 'first')], 'first'],
    ['then by provider', [issued('ap', 'ap', 'second'), issued('ap', 'AP', 'first')], 'first'],
    [
      'then by the lower case, of which the older key allows several',
      [
        identity('ap', 'ap', { externalId: 'b', originalExternalId: 'second' }),
        identity('ap', 'ap', { externalId: 'a', originalExternalId: 'first' }),
      ],
      'first',
    ],
    ['a row without a value gives way', [issued(TENANT, TENANT, ' '), issued('ap', 'ap', 'OLD')], 'OLD'],
    ['another tenant’s row is not hers', [issued('tn', 'tn', 'X'), issued(OTHER_TENANT, OTHER_TENANT, 'X')], ''],
    ['another type under her tenant is not it', [issued('declared-ext-id', 'ap', 'X')], ''],
    ['her type under another provider is not it', [issued('ap', 'tn', 'X')], ''],
    ['blank type and provider match no channel', [issued(' ', ' ', 'X')], ''],
    ['nothing', [], ''],
  ])('%s', (_, rows, expected) => {
    expect(stateId(rows)).toBe(expected);
  });

  test('an organisation id in other letters is still hers', () => {
    const org = directory([rootOrganisation('ORG_001')]);
    const row = rowOf(
      learner({ profile: profile({ rootOrgId: 'ORG_001' }), externalIdentities: [issued('org_001', 'org_001', 'X1')] }),
      { directory: org, facts: facts({ courseOrg: { id: 'ORG_001', channel: null, stateId: null } }) },
    );
    expect(cellOf('External ID', row)).toBe('X1');
  });

  test('a row of today comes first, though its provider is written in other letters', () => {
    const org = directory([rootOrganisation('ORG_001', { channel: 'AP' })]);
    const rows = [issued('AP', 'AP', 'OLD'), issued('ORG_001', 'ORG_001', 'NEW')];
    expect(stateId(rows, { rootOrgId: 'ORG_001' }, org, 'ORG_001')).toBe('NEW');
  });

  test('the user’s own channel serves only where the tenant’s row is missing', () => {
    const rows = [issued('ka', 'ka', 'KA1')];
    expect(stateId(rows, { channel: 'ka' })).toBe('');
    expect(stateId(rows, { channel: 'ka' }, directory())).toBe('KA1');
  });

  test('a tenant without a channel has rows of today only', () => {
    const mute = directory([rootOrganisation(TENANT, { channel: ' ' })]);
    const rows = [issued('', '', 'X'), issued('ap', 'ap', 'OLD'), issued(TENANT, TENANT, 'NEW')];
    expect(stateId(rows, {}, mute)).toBe('NEW');
    expect(stateId(rows.slice(0, 2), {}, mute)).toBe('');
  });

  test('what a state user declared is not used', () => {
    const row = rowOf(learner({ declarations: [declaration({ userInfo: { 'declared-ext-id': 'T-1' } })] }), {
      directory: withTenant,
    });
    expect([cellOf('External ID', row), blankOf('External ID', row)]).toEqual(['', 'noValue']);
  });
});

function declaredId(declarations: Declaration[], externalIdentities: ExternalIdentity[] = []) {
  const self = learner({ profile: profile({ rootOrgId: CUSTODIAN }), declarations, externalIdentities });
  return cellOf(
    'External ID',
    rowOf(self, { directory: withTenant, settings: settings({ privateColumns: 'always' }) }),
  );
}

const says = (id: string, set: Partial<Declaration> = {}) =>
  declaration({ userInfo: { 'declared-ext-id': id }, ...set });

describe('a custodian user’s External ID', () => {
  const oldRow = identity('declared-ext-id', 'ap', { externalId: 'old-1', originalExternalId: 'OLD-1' });

  test.each([
    ['what she declared to the course org', [says(' T-1 ')], [], 'T-1'],
    ['not what she declared to another', [says('T-1', { orgId: OTHER_TENANT })], [], ''],
    ['not what was rejected', [says('T-1', { status: ' Rejected' })], [], ''],
    ['what has an error or no status', [says('T-1', { status: null })], [], 'T-1'],
    [
      'as a teacher before any other persona',
      [says('A', { persona: 'Admin' }), says('T', { persona: 'TEACHER ' })],
      [],
      'T',
    ],
    ['then by persona', [says('O', { persona: 'official' }), says('A', { persona: 'admin' })], [], 'A'],
    ['the next where the first is blank', [says(' '), says('A', { persona: 'admin' })], [], 'A'],
    ['a declaration without any value', [declaration(), says('A', { persona: 'admin' })], [], 'A'],
    ['an old row where she declared nothing', [declaration()], [oldRow], 'OLD-1'],
    ['a declaration before an old row', [says('T-1')], [oldRow], 'T-1'],
    ['an old row whose declaration was rejected elsewhere', [says('T-1', { status: 'REJECTED' })], [oldRow], 'OLD-1'],
    [
      'old rows by provider',
      [],
      [
        identity('declared-ext-id', 'ap', { externalId: 'second' }),
        identity('declared-ext-id', TENANT, { externalId: 'first' }),
      ],
      'first',
    ],
    [
      'then by type',
      [],
      [
        identity('declared-ext-id', 'ap', { externalId: 'a-second' }),
        identity('DECLARED-EXT-ID', 'ap', { externalId: 'b-first' }),
      ],
      'b-first',
    ],
    [
      'by provider before type',
      [],
      [
        identity('DECLARED-EXT-ID', 'ap', { externalId: 'a-second' }),
        identity('declared-ext-id', 'AP', { externalId: 'b-first' }),
      ],
      'b-first',
    ],
    [
      'then by the lower case, of which the older key allows several',
      [],
      [
        identity('declared-ext-id', 'ap', { externalId: 'id-2', originalExternalId: 'ID-2' }),
        identity('declared-ext-id', 'ap', { externalId: 'id-1', originalExternalId: 'ID-1' }),
      ],
      'ID-1',
    ],
    [
      'an old row by its original provider',
      [],
      [identity(' Declared-Ext-Id', 'x', { originalProvider: ' AP', externalId: 'o' })],
      'o',
    ],
    ['an old row without a value gives way', [], [identity('declared-ext-id', 'AP'), oldRow], 'OLD-1'],
    ['another declared field is not the id', [], [identity('declared-phone', 'ap', { externalId: '98' })], ''],
    ['another state’s old row is not it', [], [identity('declared-ext-id', 'tn', { externalId: 'x' })], ''],
    ['the state’s own rows are not read', [], [issued('ap', 'ap', 'APT')], ''],
  ])('%s', (_, declarations, rows, expected) => {
    expect(declaredId(declarations, rows)).toBe(expected);
  });

  test('without a course org nothing was declared to it', () => {
    const self = learner({
      profile: profile({ rootOrgId: CUSTODIAN }),
      declarations: [says('T-1')],
      externalIdentities: [oldRow],
    });
    const row = rowOf(self, { facts: facts({ courseOrg: null }), settings: settings({ privateColumns: 'always' }) });
    expect(cellOf('External ID', row)).toBe('');
  });
});
