import { type Cell, textCell } from './cell.ts';
import { declaredValue } from './declarations.ts';
import { byExternalId, firstIssuedId } from './issued-id.ts';
import type { KnownLearner } from './known-learner.ts';
import type { ExternalIdentity, Organisation, Profile } from './learner.ts';
import { byCodePoint, norm } from './text.ts';

/** The id that the state gives its teachers (docs/domain.md, 3.6, column 1). It is text: leading zeros stay. */
export function externalIdCell({ kind, profile, learner, rootOrg, facts }: KnownLearner): Cell {
  if (kind === 'custodian') return textCell(declaredValue(learner, facts.courseOrg, 'declared-ext-id'));
  return textCell(stateIssuedId(profile, rootOrg, learner.externalIdentities));
}

/**
 * Two generations of rows live side by side: the older ones name the tenant by its channel word, today's by the id of
 * its root organisation, and today's come first.
 */
function stateIssuedId(
  profile: Profile,
  rootOrg: Organisation | undefined,
  identities: readonly ExternalIdentity[],
): string | null {
  const rootOrgId = norm(profile.rootOrgId);
  const channel = norm(rootOrg === undefined ? profile.channel : rootOrg.channel);
  const isTenant = (name: string) => name === rootOrgId || (name === channel && channel !== '');
  const rank = (identity: ExternalIdentity) => (norm(identity.provider) === rootOrgId ? 0 : 1);
  const issued = identities.filter(({ idType, provider }) => isTenant(norm(idType)) && isTenant(norm(provider)));
  if (issued.length > 1) issued.sort((a, b) => rank(a) - rank(b) || byKey(a, b));
  return firstIssuedId(issued);
}

function byKey(a: ExternalIdentity, b: ExternalIdentity): number {
  return byCodePoint(a.idType, b.idType) || byCodePoint(a.provider, b.provider) || byExternalId(a, b);
}
