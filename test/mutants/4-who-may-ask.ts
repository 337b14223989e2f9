import { inFile } from './mutant.ts';

export const WHO_MAY_ASK = [
  ...inFile('4', 'report/requester-rights.ts', [
    {
      breaks: 'step 2 comes before step 1',
      from: "if (batch === null) return 'BatchNotFound';\n  if (requester === null || !isActiveUser(requester)) return 'RequesterUnknown';\n",
      to: "if (requester === null || !isActiveUser(requester)) return 'RequesterUnknown';\n  if (batch === null) return 'BatchNotFound';\n",
    },
    {
      breaks: 'step 3 comes before step 2',
      from: "if (requester === null || !isActiveUser(requester)) return 'RequesterUnknown';\n  if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';\n",
      to: "if (requester === null) return 'RequesterUnknown';\n  if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';\n  if (!isActiveUser(requester)) return 'RequesterUnknown';\n",
    },
    {
      breaks: 'step 4 comes before step 3',
      from: "  if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';\n  if (!holdsRole(batch, requester)) return 'RoleMissing';\n",
      to: "  if (!holdsRole(batch, requester)) return 'RoleMissing';\n  if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';\n",
    },
    {
      breaks: 'step 5 comes before step 4',
      from: "if (!holdsRole(batch, requester)) return 'RoleMissing';\n  return canBeMailed ? null : 'AddressUnusable';",
      to: "if (!canBeMailed) return 'AddressUnusable';\n  return holdsRole(batch, requester) ? null : 'RoleMissing';",
    },
    { breaks: 'step 2: a blocked or deleted user may ask', from: ' || !isActiveUser(requester)', to: '' },
    { breaks: 'step 2: isdeleted does not matter', from: 'profile.isDeleted !== true && ', to: '' },
    {
      breaks: 'step 2: isdeleted null counts as true',
      from: 'profile.isDeleted !== true',
      to: 'profile.isDeleted === false',
    },
    { breaks: 'step 2: a status of null is no status', from: 'profile.status === null || ', to: '' },
    {
      breaks: 'step 2: status 0 may ask',
      from: 'profile.status === null || profile.status === 1',
      to: 'profile.status !== 2',
    },
    { breaks: 'step 2: status 2 may ask', from: 'profile.status === 1', to: 'profile.status >= 1' },
    {
      breaks: 'step 3: anybody may ask',
      from: "if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';",
      to: '',
    },
    { breaks: 'step 3: createdby does not count', from: 'profile.userId === batch.createdBy || ', to: '' },
    { breaks: 'step 3: mentors do not count', from: ' || (batch.mentors ?? []).includes(profile.userId)', to: '' },
    {
      breaks: 'step 3: a blank id is among blank mentors',
      from: 'if (!hasText(profile.userId)) return false;',
      to: '',
    },
    { breaks: 'step 4: no role is needed', from: "if (!holdsRole(batch, requester)) return 'RoleMissing';", to: '' },
    {
      breaks: 'step 4: COURSE_MENTOR does not count',
      from: "['COURSE_MENTOR', 'CONTENT_CREATOR']",
      to: "['CONTENT_CREATOR']",
    },
    {
      breaks: 'step 4: CONTENT_CREATOR does not count',
      from: "['COURSE_MENTOR', 'CONTENT_CREATOR']",
      to: "['COURSE_MENTOR']",
    },
    { breaks: 'step 4: any role counts', from: 'ROLES.includes(role) && ', to: '' },
    { breaks: 'step 4: the scope does not matter', from: ' && covers(scope, organisationIds)', to: '' },
    { breaks: 'step 4: a scope of her rootorgid does not cover', from: 'profile.rootOrgId, ...', to: '...' },
    { breaks: 'step 4: a scope of createdfor does not cover', from: ', ...(batch.createdFor ?? [])', to: '' },
    {
      breaks: 'step 4: a blank organisationId is covered by a blank one',
      from: '.filter(hasText);',
      to: '.filter((id) => id !== null);',
    },
    {
      breaks: 'step 4: a blank scope covers nothing',
      from: 'if (!hasText(scope)) return true;',
      to: 'if (scope === null) return true;',
    },
    {
      breaks: 'step 4: a scope of null covers nothing',
      from: 'if (!hasText(scope)) return true;',
      to: 'if (scope === null) return false;\n  if (!hasText(scope)) return true;',
    },
    { breaks: 'step 4: an empty array covers nothing', from: 'entries.length === 0 || ', to: '' },
    {
      breaks: 'step 4: a scope that does not parse, or is no array, covers everything',
      from: 'if (!Array.isArray(entries)) return false;',
      to: 'if (!Array.isArray(entries)) return true;',
    },
    {
      breaks: 'step 4: one object that is no array covers',
      from: 'if (!Array.isArray(entries)) return false;\n  return entries.length === 0 || entries.some(',
      to: 'return [entries].flat().length === 0 || [entries].flat().some(',
    },
    {
      breaks: 'step 4: all objects of the array must fit, not one',
      from: 'entries.some((entry)',
      to: 'entries.every((entry)',
    },
    {
      breaks: 'step 4: an entry that is no object is an error',
      from: "typeof entry !== 'object' || entry === null || !('organisationId' in entry)",
      to: "!('organisationId' in (entry as object))",
    },
    {
      breaks: 'step 5: an unusable address is no obstacle',
      from: "canBeMailed ? null : 'AddressUnusable'",
      to: 'null',
    },
    {
      breaks: 'step 5: has another code',
      from: "canBeMailed ? null : 'AddressUnusable'",
      to: "canBeMailed ? null : 'RequesterUnknown'",
    },
  ]),
  ...inFile('4', 'activities/rights.ts', [
    {
      breaks: 'step 5: the portal does not stand in for an address',
      from: "request.deliver === 'portal' || address !== null",
      to: 'address !== null',
    },
    {
      breaks: 'step 5: no address is asked for',
      from: "request.deliver === 'portal' || address !== null",
      to: 'true',
    },
    {
      breaks: 'step 5: the parser is not asked whether the stored text is an address',
      from: 'deps.mailer.addressIn(requester?.address ?? null)',
      to: '(requester?.address ?? null)',
    },
    {
      breaks: 'just before sending nothing is asked again but the address',
      from: "const { address, refusal } = await rightsOf(deps, { ...request, deliver: 'mail' });",
      to: "const { address } = await rightsOf(deps, { ...request, deliver: 'mail' });\n  const refusal = null as Refusal | null;",
    },
    {
      breaks: 'just before sending, a request for the portal needs no address',
      from: "(refusal === null && address === null)) throw refuse('AddressUnusable', request);",
      to: "(refusal === null && address === null)) return '';",
    },
    {
      breaks: 'just before sending, a lost right passes for a lost address',
      from: "throw new ReportError('NotAuthorised', { requesterId, batchId, reason: refusal });",
      to: "throw new ReportError('AddressUnusable', { requesterId, batchId, reason: refusal });",
    },
    {
      breaks: 'just before sending, a lost address passes for a lost right',
      from: "if (refusal === 'AddressUnusable' || (refusal === null && address === null)) throw refuse('AddressUnusable', request);",
      to: '',
    },
    {
      breaks: 'a refusal has another code',
      from: 'return new ReportError(refusal,',
      to: "return new ReportError('NotAuthorised',",
    },
  ]),
  ...inFile('4', 'adapters/mail/address.ts', [
    { breaks: 'step 5: a name beside the address is accepted', from: ' || parsed.address !== input', to: '' },
    { breaks: 'step 5: space around the address makes it unusable', from: "(text ?? '').trim()", to: "(text ?? '')" },
    { breaks: 'step 5: the parser is not strict', from: 'strict: true', to: 'strict: false' },
    { breaks: 'step 5: a name of a host alone is accepted', from: ', rejectTLD: true', to: '' },
    { breaks: 'step 5: an address in another script is refused', from: 'rfc6532: true', to: 'rfc6532: false' },
    { breaks: 'step 5: an IP address in brackets is accepted', from: "!parsed.domain.startsWith('[') && ", to: '' },
    { breaks: 'step 5: a local part of 65 octets is accepted', from: 'LONGEST_LOCAL = 64', to: 'LONGEST_LOCAL = 65' },
    { breaks: 'step 5: a local part of 64 octets is refused', from: 'LONGEST_LOCAL = 64', to: 'LONGEST_LOCAL = 63' },
    { breaks: 'step 5: an address of 255 octets is accepted', from: 'LONGEST = 254', to: 'LONGEST = 1000' },
    {
      breaks: 'step 5: Sunbird’s pattern decides',
      from: 'return isReachable ? input : null',
      to: 'return isReachable && /^[_A-Za-z0-9+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9]+)*([.][A-Za-z]{2,})$/.test(input) ? input : null',
    },
  ]),
  ...inFile('4', 'adapters/cassandra/requester-row.ts', [
    {
      breaks: 'step 4: roles of the older list do not count',
      from: ': older.map((role) => ({ role, scope: null }))',
      to: ': []',
    },
    {
      breaks: 'step 4: roles of the older list count beside rows',
      from: "roles.length > 0\n        ? roles.map((one) => ({ role: one['role'], scope: one['scope'] }))\n        : older",
      to: "older.length === 0\n        ? roles.map((one) => ({ role: one['role'], scope: one['scope'] }))\n        : older",
    },
    { breaks: 'step 4: the scope of a role is not read', from: "scope: one['scope']", to: 'scope: null' },
    { breaks: 'step 5: an address is taken as it is stored', from: "cipher.decrypt(row['email']) ?? ", to: '' },
    { breaks: 'step 5: a plain address that the cipher does not know is none', from: " ?? row['email'],", to: ',' },
  ]),
];
