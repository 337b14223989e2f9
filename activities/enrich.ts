import type { Directory, Enrolment, Learner, Membership, Profile } from '../report/learner.ts';
import { learnerKind, type LearnerKind } from '../report/learner-kind.ts';
import { locationIdsOf } from '../report/location-list.ts';
import { hasText } from '../report/text.ts';
import type { WritePageInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';

export interface Enriched {
  learnerOf(userId: string): Learner;
  readonly directory: Directory;
}

/** Reads all that the rows of some learners need, and nothing that their kind (docs/domain.md, 3.3) does not. */
export async function enrich(
  deps: Dependencies,
  input: Pick<WritePageInput, 'courseId' | 'facts'>,
  learners: readonly Enrolment[],
): Promise<Enriched> {
  const { source, settings } = deps;
  const { courseOrg, custodianOrgId } = input.facts;
  const profiles = await source.profiles(learners.map(({ userId }) => userId));
  const ofKind = (...kinds: LearnerKind[]) =>
    [...profiles.values()]
      .filter((one) => kinds.includes(learnerKind(one, custodianOrgId)))
      .map(({ userId }) => userId);

  const known = ofKind('state', 'custodian', 'unaffiliated');
  const asksConsent = settings.contacts === 'full' && courseOrg !== null;
  const [memberships, externalIdentities, declarations, consents] = await Promise.all([
    source.memberships(known),
    // A self-signed-up learner may have old `declared-*` rows here.
    source.externalIdentities(ofKind('state', 'custodian')),
    source.declarations(ofKind('custodian')),
    asksConsent ? source.consents(known, courseOrg.id, input.courseId) : new Map(),
  ]);
  const directory = await deps.directories.load(
    organisationsOf(profiles.values(), memberships.values()),
    locationsOf(profiles.values()),
  );
  return {
    directory,
    learnerOf: (userId) => ({
      profile: profiles.get(userId) ?? null,
      memberships: memberships.get(userId) ?? [],
      externalIdentities: externalIdentities.get(userId) ?? [],
      declarations: declarations.get(userId) ?? [],
      consent: consents.get(userId) ?? null,
    }),
  };
}

function organisationsOf(profiles: Iterable<Profile>, memberships: Iterable<readonly Membership[]>): Set<string> {
  const ids = new Set<string>();
  for (const { rootOrgId } of profiles) if (hasText(rootOrgId)) ids.add(rootOrgId);
  for (const list of memberships) for (const { organisationId } of list) ids.add(organisationId);
  return ids;
}

function locationsOf(profiles: Iterable<Profile>): Set<string> {
  const ids = new Set<string>();
  for (const one of profiles) for (const id of locationIdsOf(one.profileLocation, one.locationIds)) ids.add(id);
  return ids;
}
