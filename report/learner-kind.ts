import type { Profile } from './learner.ts';
import { hasText } from './text.ts';

/**
 * Which of the cases of docs/domain.md, 3.3 a learner is:
 * - `missing`: no user row; `deleted`: a user row that is treated as if it were missing
 * - `unaffiliated`: a user without a root organisation
 * - `custodian`: signed up by herself, so that her root organisation is the custodian one
 * - `state`: everybody else, created by a tenant
 */
export type LearnerKind = 'missing' | 'deleted' | 'unaffiliated' | 'custodian' | 'state';

export function learnerKind(profile: Profile | null, custodianOrgId: string | null): LearnerKind {
  if (profile === null) return 'missing';
  if (isDeletedUser(profile)) return 'deleted';
  if (!hasText(profile.rootOrgId)) return 'unaffiliated';
  return profile.rootOrgId === custodianOrgId ? 'custodian' : 'state';
}

function isDeletedUser(profile: Profile): boolean {
  return profile.isDeleted === true || profile.status === 2;
}
