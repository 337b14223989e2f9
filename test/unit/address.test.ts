import { describe, expect, test } from 'vitest';
import { addressIn } from '../../adapters/mail/address.ts';

const AT_64 = 'a'.repeat(64);

describe('one address', () => {
  test.for([
    'mentor@example.org',
    'Meenakshi.Rao+reports@sub.example.org',
    "o'neil_-x@example.org",
    'मीनाक्षी@example.org',
    'மீனா@எடுத்துக்காட்டு.example.org',
    `${AT_64}@example.org`,
  ])('%s is one', (text) => {
    expect(addressIn(text)).toBe(text);
  });

  test('white space around it is no part of it', () => {
    expect(addressIn('  mentor@example.org\r\n')).toBe('mentor@example.org');
  });
});

describe('no address', () => {
  test.for([
    null,
    '',
    '   ',
    'mentor',
    '@example.org',
    'mentor@',
    'mentor@localhost',
    'mentor@example.org,other@example.org',
    'mentor@example.org; other@example.org',
    'mentor@example.org other@example.org',
    'Mentor <mentor@example.org>',
    '<mentor@example.org>',
    'mentor@example.org (work)',
    'mentor(work)@example.org',
    'team: mentor@example.org;',
    'mentor@example.org\r\nBcc: other@example.org',
    'mentor@example.org\nother@example.org',
    'mentor@exam\u0000ple.org',
    'men\u0000tor@example.org',
    'mentor@[127.0.0.1]',
    'mentor@@example.org',
    'men tor@example.org',
    'mentor . rao@example.org',
    'asha\u00a0rao@example.org',
    'asha\u2028rao@example.org',
    'asha\u0085rao@example.org',
    'asha\ud800rao@example.org',
    '"two words"@example.org',
    '.mentor@example.org',
    'mentor.@example.org',
    'mentor@example..org',
    'mentor@\u200dexample.org',
    'mentor@xn--x.org',
    'mentor@-example-.org>',
    `a${AT_64}@example.org`,
    `म${'a'.repeat(62)}@example.org`,
    `mentor@${'a'.repeat(250)}.org`,
    // A ciphertext, as it stands where the key is wrong.
    'q0Vh4vJm1vJqk8wqR1r9Tw==',
  ])('%j is none', (text) => {
    expect(addressIn(text)).toBeNull();
  });
});
