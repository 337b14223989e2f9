import { inFile } from './mutant.ts';

export const EXTERNAL_ID = [
  ...inFile('3.6', 'report/issued-id.ts', [
    {
      breaks: 'issued id: externalid comes before originalexternalid',
      from: 'if (hasText(identity.originalExternalId)) return identity.originalExternalId;',
      to: '',
    },
    {
      breaks: 'issued id: externalid does not serve where the original is blank',
      from: 'return hasText(identity.externalId) ? identity.externalId : null',
      to: 'return null',
    },
    {
      breaks: 'issued id: an original of spaces counts',
      from: 'hasText(identity.originalExternalId)',
      to: 'identity.originalExternalId !== null',
    },
    {
      breaks: 'issued id: an externalid of spaces counts',
      from: 'return hasText(identity.externalId) ? identity.externalId : null',
      to: 'return identity.externalId',
    },
    {
      breaks: 'the first row decides, also where its id is blank',
      from: 'if (id !== null) return id;',
      to: 'return id;',
    },
    {
      breaks: 'External ID is not printed as stored: leading zeros are dropped',
      from: 'return identity.originalExternalId;',
      to: "return identity.originalExternalId.replace(/^0+/, '');",
    },
    {
      breaks: 'External ID is not printed as stored: ciphertexts are dropped',
      from: 'return identity.originalExternalId;',
      to: "return identity.originalExternalId.endsWith('=') ? null : identity.originalExternalId;",
    },
  ]),
  ...inFile('3.6', 'report/external-id.ts', [
    {
      breaks: 'custodian users get their ids as state users do',
      from: "if (kind === 'custodian') return textCell(declaredValue(learner, facts.courseOrg, 'declared-ext-id'));",
      to: '',
    },
    {
      breaks: 'state users get what they declared',
      from: "if (kind === 'custodian') return",
      to: 'if (kind) return',
    },
    { breaks: 'state: the idtype may be any', from: 'isTenant(norm(idType)) && ', to: '' },
    { breaks: 'state: the provider may be any', from: ' && isTenant(norm(provider))', to: '' },
    { breaks: 'state: the idtype is compared by letter', from: 'isTenant(norm(idType))', to: 'isTenant(idType)' },
    { breaks: 'state: the provider is compared by letter', from: 'isTenant(norm(provider))', to: 'isTenant(provider)' },
    {
      breaks: 'state: rootorgid is compared by letter',
      from: 'const rootOrgId = norm(profile.rootOrgId)',
      to: "const rootOrgId = profile.rootOrgId ?? ''",
    },
    { breaks: 'state: rows of today, under the id, do not count', from: 'name === rootOrgId || ', to: '' },
    {
      breaks: 'state: old rows, under the channel, do not count',
      from: " || (name === channel && channel !== '')",
      to: '',
    },
    {
      breaks: 'state: the tenant’s channel is compared by letter',
      from: 'norm(rootOrg === undefined ? profile.channel : rootOrg.channel)',
      to: "((rootOrg === undefined ? profile.channel : rootOrg.channel) ?? '')",
    },
    {
      breaks: 'state: the user’s own channel stands in also where the tenant has a row',
      from: 'rootOrg === undefined ? profile.channel : rootOrg.channel',
      to: 'profile.channel',
    },
    {
      breaks: 'state: the user’s own channel does not stand in for a missing row of the tenant',
      from: 'rootOrg === undefined ? profile.channel : rootOrg.channel',
      to: 'rootOrg?.channel',
    },
    { breaks: 'state: a blank channel matches a blank provider', from: " && channel !== ''", to: '' },
    { breaks: 'state: rows under rootorgid come not first', from: 'rank(a) - rank(b) || ', to: '' },
    { breaks: 'state: rows under rootorgid come last', from: 'rank(a) - rank(b) || ', to: 'rank(b) - rank(a) || ' },
    {
      breaks: 'state: rootorgid is sought among providers by letter',
      from: 'norm(identity.provider) === rootOrgId ? 0 : 1',
      to: 'identity.provider === rootOrgId ? 0 : 1',
    },
    { breaks: 'state: the order is not by idtype', from: 'byCodePoint(a.idType, b.idType) || ', to: '' },
    { breaks: 'state: the order is not by externalid', from: ' || byExternalId(a, b)', to: '' },
    { breaks: 'state: the order is not by provider', from: ' || byCodePoint(a.provider, b.provider)', to: '' },
    {
      breaks: 'state: provider comes before idtype in the order',
      from: 'byCodePoint(a.idType, b.idType) || byCodePoint(a.provider, b.provider)',
      to: 'byCodePoint(a.provider, b.provider) || byCodePoint(a.idType, b.idType)',
    },
  ]),
  ...inFile('3.6', 'report/declarations.ts', [
    {
      breaks: 'custodian: without a course org the ids of other tenants are printed',
      from: 'if (courseOrg === null) return null;',
      to: 'if (courseOrg === null) return firstIssuedId(learner.externalIdentities);',
    },
    { breaks: 'custodian: a teacher’s declaration comes not first', from: 'isTeacher(b) - isTeacher(a) || ', to: '' },
    {
      breaks: 'custodian: the persona is compared by letter',
      from: "norm(persona) === 'teacher'",
      to: "persona === 'teacher'",
    },
    { breaks: 'custodian: the order is not by persona', from: ' || byCodePoint(a.persona, b.persona)', to: '' },
    {
      breaks: 'custodian: the first declaration decides, also where it is blank',
      from: '.find(hasText);',
      to: '[0];',
    },
    {
      breaks: 'custodian: old rows do not count',
      from: 'declared ?? firstIssuedId(oldRowsOf(field, courseOrg, learner.externalIdentities))',
      to: 'declared ?? null',
    },
    {
      breaks: 'custodian: old rows come before declarations',
      from: 'declared ?? firstIssuedId(oldRowsOf(field, courseOrg, learner.externalIdentities))',
      to: 'firstIssuedId(oldRowsOf(field, courseOrg, learner.externalIdentities)) ?? declared ?? null',
    },
    { breaks: 'custodian: old rows of any declared idtype are printed', from: 'norm(idType) === field', to: 'true' },
    {
      breaks: 'custodian: idtype of an old row is compared by letter',
      from: 'norm(idType) === field',
      to: 'idType === field',
    },
    { breaks: 'custodian: the order of old rows is not by externalid', from: ' || byExternalId(a, b)', to: '' },
    {
      breaks: 'custodian: old rows are in no order',
      from: '\n    .toSorted((a, b) => byCodePoint(a.provider, b.provider) || byCodePoint(a.idType, b.idType) || byExternalId(a, b))',
      to: '',
    },
    {
      breaks: 'custodian: the order of old rows is not by idtype',
      from: ' || byCodePoint(a.idType, b.idType)',
      to: '',
    },
    {
      breaks: 'custodian: idtype comes before provider in the order of old rows',
      from: 'byCodePoint(a.provider, b.provider) || byCodePoint(a.idType, b.idType)',
      to: 'byCodePoint(a.idType, b.idType) || byCodePoint(a.provider, b.provider)',
    },
  ]),
];
