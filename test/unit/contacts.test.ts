import { describe, expect, test } from 'vitest';
import { hasConsent, isPlainContact, maskEmail, maskPhone } from '../../report/contacts.ts';
import type { Consent, Profile } from '../../report/learner.ts';
import { blankOf, cellOf, learner, profile, rowOf, settings } from './records.ts';

/** What is masked and what is blank are examples of docs/domain.md, 5. */

describe('masks', () => {
  test('what is no address or no number comes back unchanged', () => {
    expect(maskEmail('not an email')).toBe('not an email');
    expect(maskEmail('asha rao@example.org')).toBe('asha rao@example.org');
    expect(maskEmail('ab@example.org')).toBe('ab@example.org');
    expect(maskPhone('987650123')).toBe('987650123');
  });

  test('a phone is masked by character, not through the middle of one', () => {
    expect(maskPhone('123456😀😀😀😀😀')).toBe('*******😀😀😀😀');
    expect(maskPhone('😀😀😀😀😀')).toBe('😀😀😀😀😀');
  });

  test('a megabyte is masked or left, but never fails', () => {
    const long = 'a'.repeat(1_000_000);
    for (const text of [long, `${long}@example.org`, 'a.'.repeat(500_000), `a@a${'.bb'.repeat(300_000)}!`]) {
      expect(typeof maskEmail(text)).toBe('string');
    }
    expect(maskPhone(long).slice(-5)).toBe('*aaaa');
  });

  test.each([
    ['maskedEmail', 'Email ID', 'ab@example.org'],
    ['maskedPhone', 'Mobile Number', '12345'],
  ] as const)('a %s that cannot be masked is blank, and says why', (field, column, stored) => {
    const row = rowOf(learner({ profile: profile({ [field]: stored }) }));
    expect([cellOf(column, row), blankOf(column, row)]).toEqual(['', 'notMasked']);
    expect(blankOf(column, rowOf(learner({ profile: profile({ [field]: ' ' }) })))).toBe('noValue');
  });
});

test.each([
  ['asha.rao@example.org', true],
  ['+919876501234', true],
  ['98765-01234', true],
  ['1234', true],
  ['123', false],
  ['1'.repeat(20), true],
  ['1'.repeat(21), false],
  ['++1234', false],
  ['12 34', false],
  ['१२३४५', false],
  ['x@mail.ap-gov.example', false],
  ['tfQQLd1d0TVr2jixAbTUG9tHDQHthTzU', false],
])('whether %j is a plain contact: %j', (text, isPlain) => {
  expect(isPlainContact(text)).toBe(isPlain);
});

const START = new Date('2026-03-01T00:00:00Z');
const consent = (status: string | null, expiry: string | null): Consent => ({
  status,
  expiry: expiry === null ? null : new Date(expiry),
});

describe('consent', () => {
  test.each([
    ['active, without end', consent('ACTIVE', null), true],
    ['active, in other letters', consent(' Active ', null), true],
    ['active until later', consent('ACTIVE', '2026-03-01T00:00:00.001Z'), true],
    ['active until the run started', consent('ACTIVE', '2026-03-01T00:00:00.000Z'), false],
    ['active until some day that is none', consent('ACTIVE', 'x'), false],
    ['revoked', consent('REVOKED', null), false],
    ['without a status', consent(null, null), false],
    ['none', null, false],
  ])('%s: %#', (_, given, holds) => {
    expect(hasConsent(given, START)).toBe(holds);
  });
});

describe('full mode', () => {
  const known: Partial<Profile> = {
    email: ' asha.rao@example.org ',
    phone: '9876501234',
    maskedEmail: 'as******@example.org',
    maskedPhone: '******1234',
  };
  const contactsOf = (contacts: 'full' | 'masked', set: Partial<Profile>, given: Consent | null) => {
    const row = rowOf(learner({ profile: profile({ ...known, ...set }), consent: given }), {
      settings: settings({ contacts, runStartedAt: START }),
    });
    return [cellOf('Email ID', row), cellOf('Mobile Number', row)];
  };
  const yes = consent('ACTIVE', null);
  const masked = ['as******@example.org', '******1234'];

  test('prints the contacts of a learner who consented', () => {
    expect(contactsOf('full', {}, yes)).toEqual(['asha.rao@example.org', '9876501234']);
  });

  test('prints the masks of all others', () => {
    expect(contactsOf('full', {}, null)).toEqual(masked);
    expect(contactsOf('full', {}, consent('REVOKED', null))).toEqual(masked);
    expect(contactsOf('full', {}, consent('ACTIVE', '2026-02-28T23:59:59Z'))).toEqual(masked);
  });

  test('judges consent at the run’s start: one that ran out since still counts', () => {
    expect(contactsOf('full', {}, consent('ACTIVE', '2026-03-01T00:00:01Z'))).toEqual([
      'asha.rao@example.org',
      '9876501234',
    ]);
  });

  test('prints the mask of a field that did not decrypt', () => {
    expect(contactsOf('full', { email: null }, yes)).toEqual(['as******@example.org', '9876501234']);
    expect(contactsOf('full', { phone: ' ' }, yes)).toEqual(['asha.rao@example.org', '******1234']);
  });

  test('is not the default: masked mode prints masks, whatever the consent', () => {
    expect(contactsOf('masked', {}, yes)).toEqual(masked);
  });

  test('gives nothing of a deleted user', () => {
    expect(contactsOf('full', { isDeleted: true }, yes)).toEqual(['', '']);
  });
});
