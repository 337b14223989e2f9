import { blankCell, type Cell, textCell } from './cell.ts';
import type { Consent, Profile } from './learner.ts';
import { hasText, norm } from './text.ts';

/** Masks, the star test and consent: docs/domain.md, 5. */

/** Sunbird's own idea of an e-mail address. For masks and stored plain values only: it refuses valid addresses. */
const SUNBIRD_EMAIL = /^[_A-Za-z0-9\-+]+(?:\.[_A-Za-z0-9-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9]+)*(?:\.[A-Za-z]{2,})$/;

/** An optional `+`, then 4 to 20 digits or dashes. */
const PLAIN_NUMBER = /^\+?[0-9-]{4,20}$/;

/** Whether a stored value, trimmed, is not encrypted at all: some rows hold the address or the number itself. */
export function isPlainContact(text: string): boolean {
  return SUNBIRD_EMAIL.test(text) || PLAIN_NUMBER.test(text);
}

/** As Sunbird masks: all of the local part after its second character; anything but an address comes back unchanged. */
export function maskEmail(email: string): string {
  if (!SUNBIRD_EMAIL.test(email)) return email;
  const at = email.indexOf('@');
  const shown = Math.min(2, at);
  return email.slice(0, shown) + '*'.repeat(at - shown) + email.slice(at);
}

/** As Sunbird masks: all but the last four, without dashes; anything shorter than 10 characters comes back unchanged. */
export function maskPhone(phone: string): string {
  if ([...phone].length < 10) return phone;
  const digits = [...phone.trim().replaceAll('-', '')];
  return '*'.repeat(Math.max(0, digits.length - 4)) + digits.slice(-4).join('');
}

/** Whether a decrypted contact may be printed, at the time the report started. */
export function hasConsent(consent: Consent | null, at: Date): boolean {
  if (consent === null || norm(consent.status) !== 'active') return false;
  return consent.expiry === null || consent.expiry.getTime() > at.getTime();
}

/** @param mayPrintPlain full mode and consent; then the masked value serves only where nothing was decrypted */
export function emailCell(profile: Profile, mayPrintPlain: boolean): Cell {
  if (mayPrintPlain && hasText(profile.email)) return textCell(profile.email);
  return maskedCell(profile.maskedEmail, maskEmail);
}

/** As `emailCell`, for the phone. */
export function phoneCell(profile: Profile, mayPrintPlain: boolean): Cell {
  if (mayPrintPlain && hasText(profile.phone)) return textCell(profile.phone);
  return maskedCell(profile.maskedPhone, maskPhone);
}

/** The star test: Sunbird's "masked" columns hold short and odd values in the clear. */
function maskedCell(stored: Profile['maskedEmail'], mask: (plain: string) => string): Cell {
  if (!hasText(stored)) return blankCell('noValue');
  const masked = stored.includes('*') ? stored : mask(stored);
  return masked.includes('*') ? textCell(masked) : blankCell('notMasked');
}
