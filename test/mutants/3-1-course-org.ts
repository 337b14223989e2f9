import { inFile } from './mutant.ts';

export const COURSE_ORG = [
  ...inFile('3.1', 'report/course-org.ts', [
    {
      breaks: 'the last of createdfor, not the first',
      from: 'roots[0] ?? creatorRoot',
      to: 'roots.at(-1) ?? creatorRoot',
    },
    {
      breaks: 'an organisation without a row is not skipped',
      from: 'rootOf(organisation(id))',
      to: 'organisation(id) === undefined ? id : rootOf(organisation(id))',
    },
    {
      breaks: 'the root of a root organisation is its rootorgid, not its own id',
      from: 'organisation.isRootOrg === true ? organisation.id : organisation.rootOrgId',
      to: 'organisation.rootOrgId',
    },
    {
      breaks: 'the root of a school is its own id',
      from: 'organisation.isRootOrg === true ? organisation.id : organisation.rootOrgId',
      to: 'organisation.id',
    },
    {
      breaks: 'isrootorg null counts as true',
      from: 'organisation.isRootOrg === true',
      to: 'organisation.isRootOrg !== false',
    },
    { breaks: 'blank roots are kept', from: '.filter(hasText);', to: '.filter((root) => root !== null);' },
    {
      breaks: 'the creator’s root comes not before the first',
      from: 'if (creatorRoot !== null && roots.includes(creatorRoot)) return creatorRoot;',
      to: '',
    },
    {
      breaks: 'the creator’s root need not be among them',
      from: ' && roots.includes(creatorRoot)',
      to: '',
    },
    {
      breaks: 'where there are none, not the creator’s root',
      from: 'roots[0] ?? creatorRoot',
      to: 'roots[0] ?? null',
    },
    {
      breaks: 'a creator’s blank root is an answer',
      from: 'hasText(creatorRootOrgId) ? creatorRootOrgId : null',
      to: 'creatorRootOrgId',
    },
    {
      breaks: 'the course org’s state is not that of its own location list',
      from: 'locationIdsOf(organisation.orgLocation, organisation.locationIds)',
      to: 'locationIdsOf(null, null)',
    },
    {
      breaks: 'the course org’s state is not read from orglocation',
      from: 'locationIdsOf(organisation.orgLocation, organisation.locationIds)',
      to: 'locationIdsOf(null, organisation.locationIds)',
    },
    {
      breaks: 'a course org without a row is no course org',
      from: 'return { id, channel: null, stateId: null }',
      to: "return { id: '', channel: null, stateId: null }",
    },
  ]),
  ...inFile('3.1', 'activities/prepare-report.ts', [
    {
      breaks: 'a deleted creator has no root',
      from: "creator.get(batch.createdBy ?? '')?.rootOrgId ?? null",
      to: "[creator.get(batch.createdBy ?? '')].find((one) => one?.isDeleted !== true)?.rootOrgId ?? null",
    },
  ]),
];
