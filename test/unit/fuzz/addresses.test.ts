import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, test } from 'vitest';
import { addressIn } from '../../../adapters/mail/address.ts';
import { hostileText } from '../../support/hostile-text.ts';

const INPUTS = 10_000;

const local = fc.oneof(
  fc.constantFrom(
    'mentor',
    "o'neil_-x",
    'a+b.c',
    'मीनाक्षी',
    'e\u0301',
    '"two words"',
    '"a@b"',
    '"a,b"',
    '"a\\"b"',
    '.',
    '',
  ),
  fc.string({
    unit: fc.constantFrom(...'ab.+-_/=?^`{|}~!#$%&*\'"(),:;<>[]\\@ é字\u200b\u202e\u00a0\ud800'),
    maxLength: 12,
  }),
);
const domain = fc.oneof(
  fc.constantFrom(
    'example.org',
    'sub.example.org',
    'EXAMPLE.ORG',
    'बुक.example.org',
    'localhost',
    '[127.0.0.1]',
    'xn--x.org',
  ),
  fc
    .string({ unit: fc.constantFrom(...'ab.-_1é。．ß\u00ad\u200d\ud800@,;<>()[] '), maxLength: 12 })
    .map((text) => `${text}.org`),
);
const address = fc.tuple(local, domain).map(([before, after]) => `${before}@${after}`);
const SECOND = [
  'other@example.org',
  '<other@example.org>',
  'Bcc: other@example.org',
  '(comment)',
  'team:',
  ';',
  '\0',
  '\\',
];
const BETWEEN = [',', ', ', ';', ' ', '\r\n', '\n', '\r', '\r\n ', '\t', '\u2028', '\u0085', '\v', ''];
const text = fc.oneof(
  { weight: 6, arbitrary: address },
  {
    weight: 3,
    arbitrary: fc
      .tuple(address, fc.constantFrom(...BETWEEN), fc.oneof(fc.constantFrom(...SECOND), address), fc.nat())
      .map(([one, between, other, at]) => {
        const place = at % (one.length + 1);
        return one.slice(0, place) + between + other + one.slice(place);
      }),
  },
  { weight: 1, arbitrary: hostileText },
);

/** Whom a mail server is told of, and whom the mail's own header names, as two other parsers have it. */
async function recipientsOf(to: string): Promise<{ envelope: readonly string[]; header: readonly string[] }> {
  const from = 'reports@example.org';
  const envelope = new MailComposer({ from, envelope: { from, to: [to] } }).compile().getEnvelope();
  const message = await new MailComposer({ from, to: { name: '', address: to }, text: 'x' }).compile().build();
  const { to: read } = await simpleParser(message);
  const header = [read ?? []].flat().flatMap(({ value }) => value.map((one) => one.address ?? ''));
  return { envelope: envelope.to, header };
}

/** On the wire a domain is ASCII. */
const onTheWire = (one: string) => one.replace(/@(.*)$/, (_, name: string) => `@${domainToASCII(name)}`);

test('any text is no address or one: its own, for two other parsers, with nothing in it that could begin a second', async () => {
  const taken: string[] = [];
  const holds = fc.property(text, (given) => {
    const found = addressIn(given);
    if (found === null) return;
    expect(found).toBe(given.trim());
    expect(found).toMatch(/^[^\s,;:<>()[\]\\"\p{Cc}\p{Cs}]+@[^\s,;:<>()[\]\\"@\p{Cc}\p{Cs}]+$/u);
    taken.push(found);
  });
  fc.assert(holds, { numRuns: INPUTS });
  expect(taken.length).toBeGreaterThan(300);
  for (const one of new Set(taken)) {
    const { envelope, header } = await recipientsOf(one);
    expect([one, envelope.map(onTheWire), header.map(onTheWire)]).toEqual([one, [onTheWire(one)], [onTheWire(one)]]);
  }
});
