import { DEMO_SALT } from '../cast.ts';
import { encryptContact } from '../contact-encrypt.ts';
import type { Values } from '../rows.ts';
import { hostile } from './hostile-case.ts';

const PLAIN_EMAIL = 'asha.rao@example.org';
const PLAIN_PHONE = '0000012345';
export const CIPHERTEXT = encryptContact(PLAIN_EMAIL, DEMO_SALT);
const OTHER_CIPHERTEXT = encryptContact(PLAIN_PHONE, 'another salt');

const masked = (maskedemail: string | undefined, maskedphone: string | undefined) =>
  hostile({ user: { maskedemail, maskedphone } });

/** She lets her contacts be printed in full, but what is stored is not what it should be. */
const stored = (values: Values<'sunbird.user'>) =>
  hostile(
    { user: { maskedemail: 'as******@example.org', maskedphone: '******2345', ...values } },
    { consent: 'activeForEver' },
  );

export const CONTACTS = {
  ciphertextInMask: masked(CIPHERTEXT, undefined),
  otherCiphertextInMask: masked(OTHER_CIPHERTEXT, undefined),
  ciphertextAsPhone: masked(undefined, CIPHERTEXT),
  starAlone: masked('*', '*'),
  formulaWithStar: masked('=a*@example.org', '+91******12'),
  recordWithStar: masked('a*\r\n",b', '*\t"1",\n2'),
  bareAddress: masked(' asha.rao@example.org ', '98-76'),
  dashes: masked('-', '-'.repeat(12)),
  nul: masked('\0', '\0'.repeat(4)),
  devanagariDigits: masked(undefined, '०००००१२३४५'),
  emoji: masked('😀@example.org', '😀'.repeat(12)),
  megabyte: masked('a.'.repeat(500_000), '-'.repeat(1_000_000)),
  longestMask: masked(`${'a'.repeat(5_000)}@example.org`, '0'.repeat(5_000)),

  ciphertextOfOtherSalt: stored({
    email: encryptContact(PLAIN_EMAIL, 'another salt'),
    phone: encryptContact(PLAIN_PHONE, 'another salt'),
  }),
  encryptedTwice: stored({ email: encryptContact(CIPHERTEXT, DEMO_SALT), phone: '' }),
  ciphertextCutShort: stored({ email: CIPHERTEXT.slice(0, 60), phone: CIPHERTEXT.slice(0, -1) }),
  ciphertextWithRubbish: stored({ email: `\0${CIPHERTEXT}`, phone: `${CIPHERTEXT}!` }),
  plainTextInside: stored({ email: 'asha at example.org', phone: 'none' }),
  formulaEncrypted: stored({
    email: encryptContact('=1+1@example.org', DEMO_SALT),
    phone: encryptContact('+0000012345', DEMO_SALT),
  }),
  recordEncrypted: stored({
    email: encryptContact('a@example.org\r\nBcc: b@example.org', DEMO_SALT),
    phone: encryptContact(' "1",\n2 ', DEMO_SALT),
  }),
};
