import type { ExternalIdentity } from './learner.ts';
import { byCodePoint, hasText } from './text.ts';

/** The id as it was issued; `externalId` holds the same in lower case and serves only where the original is blank. */
function issuedId(identity: ExternalIdentity): string | null {
  if (hasText(identity.originalExternalId)) return identity.originalExternalId;
  return hasText(identity.externalId) ? identity.externalId : null;
}

/** The older key of the table lets a user hold several ids of one type and provider (docs/domain.md, Older installations). */
export function byExternalId(a: ExternalIdentity, b: ExternalIdentity): number {
  return byCodePoint(a.externalId ?? '', b.externalId ?? '');
}

/** The first of the rows that has an id at all. */
export function firstIssuedId(identities: readonly ExternalIdentity[]): string | null {
  for (const identity of identities) {
    const id = issuedId(identity);
    if (id !== null) return id;
  }
  return null;
}
