import type { LearnerContext } from '../learner/learner-context.ts';
import type { Values } from '../rows.ts';
import { hostile } from './hostile-case.ts';
import { ORG_IDS } from './hostile-places.ts';

const MANY = 2_000;
const memberOf = (organisationid: string, rest: Values<'sunbird.user_organisation'> = {}) => ({
  organisationid,
  isdeleted: false,
  orgjoindate: '2024-06-03 06:11:40:112+0000',
  ...rest,
});

const schools = (...ids: readonly string[]) => hostile({ memberships: ids.map((id) => memberOf(id)) });

/** The tenant's own schools, of which there are more than `MANY`. */
function manySchools({ state }: LearnerContext): Values<'sunbird.user_organisation'>[] {
  return state.schools.slice(0, MANY).map(({ orgId }) => memberOf(orgId));
}

/** Her school twice over with dates that sort: only the newest that can be read may come first. */
function oddDates({ school, state }: LearnerContext): Values<'sunbird.user_organisation'>[] {
  const [older] = state.schools.filter(({ place }) => place.name !== school.place.name);
  return [
    memberOf(school.orgId, { orgjoindate: '9999-12-31' }),
    memberOf(older?.orgId ?? '', { orgjoindate: '0001-01-01 00:00:00:000+0000' }),
    memberOf(ORG_IDS.ownRoot, { orgjoindate: '0000-01-01' }),
    memberOf(ORG_IDS.formulaSchool, { orgjoindate: '2020-02-30' }),
  ];
}

/** Organisations that point to themselves or nowhere, and memberships without measure. */
export const ORGANISATIONS = {
  twoThousandSchools: hostile((context) => ({ memberships: manySchools(context) })),
  twoThousandUnknown: hostile({ memberships: Array.from({ length: MANY }, (_, no) => memberOf(`nobody-${no}`)) }),
  oddJoinDates: hostile((context) => ({ memberships: oddDates(context) })),
  blankIds: hostile(({ school }) => ({ memberships: ['', ' ', '\t', school.orgId].map((id) => memberOf(id)) })),
  allEnded: hostile(({ school }) => ({ memberships: [memberOf(school.orgId, { isdeleted: true })] })),
  ownRoot: schools(ORG_IDS.ownRoot),
  rootsOfEachOther: schools(ORG_IDS.loopB, ORG_IDS.loopA),
  emptyOrganisation: schools(ORG_IDS.empty),
  namelessSchool: schools(ORG_IDS.namelessSchool),
  formulaSchool: schools(ORG_IDS.formulaSchool),
  recordSchool: schools(ORG_IDS.recordSchool),
  oddType: schools(ORG_IDS.oddType),
  brokenLocation: schools(ORG_IDS.brokenLocation),
  schoolInRing: hostile({
    user: { profilelocation: undefined, locationids: undefined },
    memberships: [memberOf(ORG_IDS.ringLocation)],
  }),
  rootOrgInLoop: hostile({ user: { rootorgid: ORG_IDS.loopA } }),
  formulaRootOrg: hostile({ user: { rootorgid: ORG_IDS.formulaRoot } }),
  namelessRootOrg: hostile({ user: { rootorgid: ORG_IDS.namelessRoot } }),
  blankRootOrg: hostile({ user: { rootorgid: ' \t' } }),
  // Ids are compared as they are stored.
  rootOrgWithSpace: hostile(({ state }) => ({ user: { rootorgid: `${state.rootOrgId} ` } })),
  nothingButId: hostile({
    user: {
      ...{ firstname: undefined, lastname: undefined, rootorgid: undefined, channel: undefined },
      ...{ profilelocation: undefined, locationids: undefined, status: undefined, isdeleted: undefined },
    },
    memberships: [],
    identities: [],
  }),
  oddStatus: hostile({ user: { status: -1, isdeleted: undefined } }),
};
