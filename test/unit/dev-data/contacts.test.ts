import { describe, expect, test } from 'vitest';
import { DEMO_SALT } from '../../../dev/data/cast.ts';
import { maskEmail, maskPhone } from '../../../dev/data/people/masks.ts';
import { decryptContact } from './decrypt-contact.ts';
import { sample } from './demo-sample.ts';

describe('the masks', () => {
  test.each([
    ['asha.rao@example.org', 'as******@example.org'],
    ['ab@example.org', 'ab@example.org'],
    ['a@example.org', 'a@example.org'],
    ['not an email', 'not an email'],
    ['asha.rao@mail.ap-gov.example', 'asha.rao@mail.ap-gov.example'],
  ])('the e-mail %s becomes %s', (plain, masked) => expect(maskEmail(plain)).toBe(masked));

  test.each([
    ['9876501234', '******1234'],
    ['98765-01234', '******1234'],
    ['12345', '12345'],
  ])('the number %s becomes %s', (plain, masked) => expect(maskPhone(plain)).toBe(masked));
});

describe('the contacts of a thousand learners', () => {
  const { of } = sample(1);
  const users = of('sunbird.user');

  /** The plain contact, or null where the stored one is broken on purpose. */
  function plain(stored: unknown): string | null {
    const text = String(stored);
    if (/@| at /.test(text) || /^\d+$/.test(text)) return text;
    try {
      return decryptContact(text, DEMO_SALT);
    } catch {
      return null;
    }
  }

  const emails = users.filter(({ email }) => email).map((user) => ({ ...user, plain: plain(user.email) }));
  const phones = users.filter(({ phone }) => phone).map((user) => ({ ...user, plain: plain(user.phone) }));

  test('are ciphertext but for a few in plain text and a few broken ones', () => {
    const broken = [...emails, ...phones].filter((user) => user.plain === null).length;
    expect(broken).toBeGreaterThanOrEqual(10);
    expect(broken).toBeLessThanOrEqual(20);
  });

  test('have masks that follow from the plain address', () => {
    for (const { plain: email, maskedemail } of emails) if (email !== null) expect(maskedemail).toBe(maskEmail(email));
  });

  test('have masks that follow from the plain number, or the number itself on rows from before the masks', () => {
    for (const { plain: phone, maskedphone } of phones) {
      if (phone !== null) expect([maskPhone(phone), phone]).toContain(maskedphone);
    }
  });

  test('are addresses of example.org only, those declared included', () => {
    const declared = of('sunbird.user_declarations').map(
      ({ userinfo }) => (userinfo as Record<string, string>)['declared-email'],
    );
    const addresses = [...emails.map((user) => user.plain), ...declared.flatMap((text) => (text ? [plain(text)] : []))];
    const readable = addresses.filter((address) => address !== null);
    expect(readable.length).toBeGreaterThan(700);
    expect(readable.filter((address) => !/( at |@)example\.org$/.test(address))).toEqual([]);
  });

  test('are numbers that cannot be dialled', () => {
    const readable = phones.map((user) => user.plain).filter((phone) => phone !== null && phone.length >= 10);
    expect(readable.filter((phone) => !phone?.startsWith('0000'))).toEqual([]);
  });
});
