import { maskEmail } from './contacts.ts';
import type { Requester } from './learner.ts';
import { hasText } from './text.ts';

/** Where the mask could not be had: that there is an address may be said, and no more. */
const HIDDEN = '***';

/**
 * A requester's own address as she may be reminded of it, `as***@example.org`; `null` = her profile has none.
 *
 * @param requester whose `address` may still be encrypted: who shows it needs no key
 */
export function shownAddress({ profile, address }: Requester): string | null {
  if (!hasText(address)) return null;
  const { maskedEmail } = profile;
  if (!hasText(maskedEmail)) return HIDDEN;
  const masked = maskedEmail.includes('*') ? maskedEmail.trim() : maskEmail(maskedEmail.trim());
  return masked.includes('*') ? masked : HIDDEN;
}
