import { stateOf } from './course-org.ts';
import { hasDeclaredTo } from './declarations.ts';
import type { KnownLearner } from './known-learner.ts';
import type { CourseOrg } from './learner.ts';

/** Whether the course org may see a learner's private columns (docs/domain.md, 3.4). */
export function isVisible({ kind, profile, learner, facts, locationIds, directory }: KnownLearner): boolean {
  const { courseOrg } = facts;
  if (courseOrg === null) return false;
  if (kind === 'state') return profile.rootOrgId === courseOrg.id;
  if (kind !== 'custodian') return false;
  return hasDeclaredTo(courseOrg, learner) || isStateOf(courseOrg, stateOf(locationIds, directory));
}

/** Without this, learners of a state that issues no ids would be blank in every private column. */
function isStateOf(courseOrg: CourseOrg, stateId: string | null): boolean {
  return stateId !== null && stateId === courseOrg.stateId;
}
