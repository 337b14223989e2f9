import fc from 'fast-check';

/** What somebody sends to see what breaks. */
const KNOWN_TO_HURT = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '%',
    '%00',
    '%2e%2e%2f',
    '../../etc/passwd',
    '-',
    '*',
    '?',
    '#',
    '/',
    '\\',
    '\u0000',
    '\u202e',
  ],
  ...["' OR 1=1 --", '"; DROP KEYSPACE sunbird; --', '<script>alert(1)</script>', '${7*7}', '{{7*7}}', '=1+1', '$(id)'],
  ...[
    'null',
    'undefined',
    'NaN',
    'true',
    '[]',
    '{}',
    '__proto__',
    'constructor',
    'toString',
    'हिन्दी',
    '🙂',
    'x\r\ny: z',
  ],
  ...['-1', '0', '1e3', '0x10', '101', '2147483648', '9'.repeat(40), '2026-02-30', '9999-12-31', '0000-00-00'],
  ...['x'.repeat(64), 'x'.repeat(65), 'x'.repeat(5_000), 'x'.repeat(17_000)],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...KNOWN_TO_HURT),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ maxLength: 70 }),
);
