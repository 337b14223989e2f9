import fc from 'fast-check';

const HARD = [
  '\r\n',
  '\n',
  '\u2028',
  '\u0000',
  '\t',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\ud800',
  '\udc00',
  '\u200d',
];
const SCRIPTS = [
  'क्षि',
  'தமிழ்',
  'ಕನ್ನಡ',
  'اردو',
  '👩🏽‍🏫',
  'é',
  'a\u0301\u0301\u0301',
  '=?utf-8?B?eA==?=',
  '"',
  ',',
  '<',
  '&',
  'Bcc: x@example.org',
];

/** Free text as people and programs leave it: any code units, hostile ones, Indian scripts, up to 10,000 characters. */
export const anyBatchName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...HARD, ...SCRIPTS, ' ', 'x'), { maxLength: 200 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom(...HARD, ...SCRIPTS), fc.integer({ min: 1_000, max: 10_000 }))
    .map(([part, n]) => part.repeat(n).slice(0, 10_000)),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
);
