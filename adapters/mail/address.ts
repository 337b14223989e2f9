import { domainToASCII } from 'node:url';
import emailAddresses from 'email-addresses';

/** RFC 5321, 4.5.3.1: 64 octets before the @, 254 in all. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;

/**
 * To RFC 6532 a no-break space is a letter like others; nodemailer takes it for an end, and sent the mail for
 * `asha<NBSP>rao@…` to rao@….
 */
const ENDS_AN_ADDRESS = /[\s\p{Cc}\p{Cs}]/u;

/**
 * The one mail address that a text is, and nothing else: no name, no comment, no group, no second address, no line break.
 *
 * The parser accepts more than a mailbox of a profile may be (docs/domain.md, 4, step 5), so its answer must be the text itself.
 *
 * @returns the address, trimmed; `null` for anything else
 */
export function addressIn(text: string | null): string | null {
  const input = (text ?? '').trim();
  if (input === '' || Buffer.byteLength(input) > LONGEST || ENDS_AN_ADDRESS.test(input)) return null;
  const parsed = emailAddresses.parseOneAddress({ input, rfc6532: true, strict: true, rejectTLD: true });
  if (parsed === null || parsed.type !== 'mailbox' || parsed.address !== input) return null;
  const isName = !parsed.domain.startsWith('[') && domainToASCII(parsed.domain) !== '';
  const isReachable = isName && Buffer.byteLength(parsed.local) <= LONGEST_LOCAL;
  return isReachable ? input : null;
}
