import type { ExternalIdentity } from './learner.ts';
import { hasText } from './text.ts';

/** The id as it was issued; `externalId` holds the same in lower case and serves only where the original is blank. */
function issuedId(identity: ExternalIdentity): string | null {
  if (hasText(identity.originalExternalId)) return identity.originalExternalId;
  return hasText(identity.externalId) ? identity.externalId : null;
}

/** The first of the rows that has an id at all. */
export function firstIssuedId(identities: readonly ExternalIdentity[]): string | null {
  for (const identity of identities) {
    const id = issuedId(identity);
    if (id !== null) return id;
  }
  return null;
}
