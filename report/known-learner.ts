import type { LearnerKind } from './learner-kind.ts';
import type { CourseFacts, Directory, Learner, Organisation, Profile } from './learner.ts';
import { locationIdsOf } from './location-list.ts';
import { schoolsOf } from './schools.ts';

/** A learner with a profile and what several of her cells are made of, gathered once. */
export interface KnownLearner {
  /** Not `missing` or `deleted`. */
  readonly kind: LearnerKind;
  readonly profile: Profile;
  readonly learner: Learner;
  readonly facts: CourseFacts;
  readonly directory: Directory;
  /** The profile's location list. */
  readonly locationIds: readonly string[];
  /** In the order of `schoolsOf`. */
  readonly schools: readonly Organisation[];
  readonly rootOrg: Organisation | undefined;
}

export function knownLearner(
  kind: LearnerKind,
  profile: Profile,
  learner: Learner,
  facts: CourseFacts,
  directory: Directory,
): KnownLearner {
  const { rootOrgId } = profile;
  return {
    kind,
    profile,
    learner,
    facts,
    directory,
    locationIds: locationIdsOf(profile.profileLocation, profile.locationIds),
    schools: schoolsOf(learner.memberships, rootOrgId, directory),
    rootOrg: rootOrgId === null ? undefined : directory.organisation(rootOrgId),
  };
}
