import type { Requester } from './learner.ts';
import type { RatioScope } from './ratio.ts';
import { covers, isActiveUser } from './requester-rights.ts';
import { hasText } from './text.ts';

/** Roles of the platform's operators, who see every tenant. */
const OPERATOR_ROLES = ['SYSTEM_ADMINISTRATION'];

/** Whether a user may see a download ratio: an operator every one, an organisation's administrator that of her own tenant. */
export function mayReadRatio(requester: Requester | null, scope: RatioScope): boolean {
  if (requester === null || !isActiveUser(requester)) return false;
  const { profile, roles } = requester;
  if (roles.some(({ role }) => OPERATOR_ROLES.includes(role))) return true;
  const own = profile.rootOrgId;
  if (!hasText(own) || scope.level !== 'tenant' || scope.tenantId !== own) return false;
  return roles.some((held) => held.role === 'ORG_ADMIN' && covers(held.scope, [own]));
}
