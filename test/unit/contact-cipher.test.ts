import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createContactCipher } from '../../adapters/cassandra/contact-cipher.ts';
import { encryptContact } from '../../dev/data/contact-encrypt.ts';

/** The four test vectors are examples of docs/domain.md, 5. */

// Some thousand ciphers take half a second here; a busy machine may need many times that.
vi.setConfig({ testTimeout: 60_000 });

const SALT = 'SunBird';
const { decrypt } = createContactCipher(SALT);
const stored = encryptContact('asha.rao@example.org', SALT);

/** One round of the cipher over bytes that `encryptContact` would never make. */
function round(bytes: Buffer | string): string {
  const cipher = createCipheriv('aes-128-ecb', 'ThisAsISerceKtey', null);
  return Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64');
}

test('whatever was encrypted comes back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 700 }),
      fc.string({ minLength: 1 }),
      (plain, salt) => {
        expect(createContactCipher(salt).decrypt(encryptContact(plain, salt))).toBe(plain);
      },
    ),
    { numRuns: 300 },
  );
});

test('the Base64 ends in a line feed only where its last line is full', () => {
  const lengths = Array.from({ length: 1200 }, (_, n) => encryptContact('x'.repeat(n + 1), SALT));
  const full = lengths.filter((text) => text.endsWith('\n'));
  expect(full.length).toBeGreaterThan(0);
  for (const text of lengths) {
    const lines = text.replace(/\n$/, '').split('\n');
    expect(text.endsWith('\n')).toBe(Buffer.from(text, 'base64').length % 57 === 0);
    expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
    expect(decrypt(text)).not.toBeNull();
  }
});

describe('a value is read', () => {
  test.each([
    ['with space around it', ` ${stored}\r\n`],
    ['with other line ends', stored.replaceAll('\n', '\r\n')],
    ['in one line', stored.replaceAll('\n', '')],
    ['with spaces inside', [...stored].join(' ')],
  ])('%s', (_, text) => {
    expect(decrypt(text)).toBe('asha.rao@example.org');
  });

  test.each(['asha.rao@example.org', '9876501234', '+91-98765-01234', '1234'])('as it is, if plain: %s', (plain) => {
    expect(decrypt(` ${plain}\n`)).toBe(plain);
  });

  test('again and again by one cipher', () => {
    expect([1, 2, 3].map(() => decrypt(stored))).toEqual(Array(3).fill('asha.rao@example.org'));
  });
});

describe('no value, and never a ciphertext or half of one', () => {
  const once = round(`${SALT}asha.rao@example.org`);
  const twice = round(SALT + once);

  test.each([
    ['null', null],
    ['nothing', ''],
    ['spaces', ' \n'],
    ['text that is no Base64', 'asha rao'],
    ['a name', 'Asha'],
    ['an address that the platform would not call one', 'x@mail.ap-gov.example'],
    ['one round only', once],
    ['two rounds only', twice],
    ['six rounds', encryptContact(stored, SALT)],
    ['four rounds', round(SALT + stored)],
    ['another salt', encryptContact('asha.rao@example.org', 'Other')],
    ['another salt of the same length', encryptContact('asha.rao@example.org', 'SunBirk')],
    ['a salt that only begins alike', encryptContact('asha.rao@example.org', 'SunBir')],
    ['a ciphertext cut short', stored.slice(0, -24)],
    ['a ciphertext cut to no whole block', stored.slice(0, -3)],
    ['a ciphertext with a letter changed', stored.replace('t', 'u')],
    ['URL-safe Base64', stored.replaceAll('/', '_')],
    ['characters that are no Base64 inside', stored.replace('f', 'f!')],
    ['bytes that are no UTF-8', round(SALT + round(SALT + round(Buffer.from([...Buffer.from(SALT), 0xff, 0xfe]))))],
    ['something of the right length', Buffer.alloc(48, 7).toString('base64')],
  ])('%s', (_, text) => {
    expect(decrypt(text)).toBeNull();
  });

  test('for bytes that do not decrypt, even with an empty salt', () => {
    const noCiphertext = Buffer.alloc(48, 7).toString('base64');
    expect(createContactCipher('').decrypt(round(round(noCiphertext)))).toBeNull();
    expect(createContactCipher('').decrypt(encryptContact('x', ''))).toBe('x');
  });

  test('for anything else that could be stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
        const read = decrypt(text);
        expect(read === null || read === text.trim()).toBe(true);
      }),
    );
  });
});
