import { DEMO_SALT } from '../cast.ts';
import type { Cards } from '../cases.ts';
import type { Random } from '../random.ts';
import type { Values } from '../rows.ts';
import { encryptContact } from '../contact-encrypt.ts';
import { maskEmail, maskPhone } from './masks.ts';
import { NAME_LISTS } from './name-lists.ts';

type Contact = Pick<
  Values<'sunbird.user'>,
  'email' | 'maskedemail' | 'emailverified' | 'phone' | 'maskedphone' | 'phoneverified'
>;

/** Long enough to look like ciphertext, cut so that it does not decrypt. */
const BROKEN_LENGTH = 60;

/** An address that nobody can have: example.org is reserved. It begins with the given name where that is in Latin letters. */
export function plainEmail(random: Random, firstname = ''): string {
  const { given, surnames } = NAME_LISTS.latin;
  const local = /^[A-Za-z]+$/.test(firstname) ? firstname : random.pick(given);
  return `${local}.${random.pick(surnames)}${random.below(1000)}@example.org`.toLowerCase();
}

/** Ten digits that no telephone can dial: no number and no country begins with 0000. */
export function plainPhone(random: Random): string {
  return `0000${random.digits(6)}`;
}

function stored(plain: string, card: string): string {
  if (card === 'storedPlain') return plain;
  const cipher = encryptContact(plain, DEMO_SALT);
  return card === 'storedBroken' ? cipher.slice(0, BROKEN_LENGTH) : cipher;
}

function emailOf(card: Cards['email'], firstname: string | undefined, random: Random): Contact {
  const plain = plainEmail(random, firstname);
  if (card === 'none') return {};
  if (card === 'blank') return { email: '', maskedemail: '' };
  const kept = { tooShortToMask: `${plain.slice(0, 2)}@example.org`, notAnAddress: plain.replace('@', ' at ') };
  const value = card === 'tooShortToMask' || card === 'notAnAddress' ? kept[card] : plain;
  return { email: stored(value, card), maskedemail: maskEmail(value), emailverified: card === 'ordinary' };
}

function phoneOf(card: Cards['phone'], random: Random): Contact {
  const plain = plainPhone(random);
  if (card === 'none') return {};
  if (card === 'blank') return { phone: '', maskedphone: ' ' };
  const odd = { withDashes: `${plain.slice(0, 5)}-${plain.slice(5)}`, tooShortToMask: plain.slice(-5) };
  const value = card === 'withDashes' || card === 'tooShortToMask' ? odd[card] : plain;
  // Rows from before there were masks hold the whole number in the masked column.
  const maskedphone = card === 'unmasked' ? value : maskPhone(value);
  return { phone: stored(value, card), maskedphone, phoneverified: card === 'ordinary' };
}

export function contacts(cards: Cards, firstname: string | undefined, random: Random): Contact {
  return { ...emailOf(cards.email, firstname, random), ...phoneOf(cards.phone, random) };
}
