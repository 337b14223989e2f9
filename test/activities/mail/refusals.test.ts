import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SendResult } from '../../../report/mail.ts';
import {
  DROP,
  HANG,
  reply,
  TAKE_AND_DROP,
  TAKE_AND_HANG,
  TRICKLE,
  type SmtpScript,
} from '../../support/smtp-script.ts';
import { SmtpServer } from '../../support/smtp-server.ts';
import { aMail, csvAttachment, limits, mailerOf } from './a-mail.ts';

const server = new SmtpServer();
beforeAll(() => server.start());
afterEach(() => server.allClosed().finally(() => server.forget()));
afterAll(() => server.stop());

const rejected = (code: number, enhancedStatus: string | null): SendResult => ({
  kind: 'rejected',
  reply: { code, enhancedStatus },
});
const NOT_SENT: SendResult = { kind: 'notSent' };
const UNKNOWN: SendResult = { kind: 'unknown' };

/** Replies as servers word them: most repeat the address. */
const WITH_ADDRESS = '<mentor@example.org>: Recipient mentor@example.org';

const TABLE: readonly (readonly [what: string, script: SmtpScript, result: SendResult])[] = [
  ['greets with 421', { greeting: reply('421 4.3.2 try later') }, rejected(421, '4.3.2')],
  ['greets with 554', { greeting: reply('554 5.7.1 no service for you') }, rejected(554, '5.7.1')],
  ['drops before it greets', { greeting: DROP }, NOT_SENT],
  ['drops after the EHLO', { ehlo: DROP }, NOT_SENT],
  [
    'rejects the sender for now',
    { mail: reply('451 4.3.0 <course-reports@example.org> later') },
    rejected(451, '4.3.0'),
  ],
  ['has no room at MAIL', { mail: reply('452 4.3.1 no room') }, rejected(452, '4.3.1')],
  ['finds it too big at MAIL', { mail: reply('552 5.3.4 too big') }, rejected(552, '5.3.4')],
  ['greylists', { rcpt: reply(`450 4.7.1 ${WITH_ADDRESS} greylisted`) }, rejected(450, '4.7.1')],
  ['does not know her', { rcpt: reply(`550 5.1.1 ${WITH_ADDRESS} unknown`) }, rejected(550, '5.1.1')],
  ['finds her mailbox full', { rcpt: reply(`552 5.2.2 ${WITH_ADDRESS} over quota`) }, rejected(552, '5.2.2')],
  ['rejects at DATA', { data: reply('554 5.5.1 no valid recipients') }, rejected(554, '5.5.1')],
  ['puts off at DATA', { data: reply('421 4.3.2 closing') }, rejected(421, '4.3.2')],
  ['puts off after the dot', { dot: reply(`451 4.3.0 ${WITH_ADDRESS} later`) }, rejected(451, '4.3.0')],
  ['has no room after the dot', { dot: reply('452 4.3.1 no room') }, rejected(452, '4.3.1')],
  ['says a bare 552 after the dot', { dot: reply('552 message too big') }, rejected(552, null)],
  ['rejects by policy after the dot', { dot: reply(`554 5.7.1 ${WITH_ADDRESS} spam`) }, rejected(554, '5.7.1')],
  ['answers in several lines', { dot: reply('550-5.1.1 first\r\n550 5.1.1 second') }, rejected(550, '5.1.1')],
  ['drops at DATA', { data: DROP }, NOT_SENT],
  ['drops in the middle of the message', { body: DROP, bodyAfter: 1 }, NOT_SENT],
  ['drops after the dot', { dot: DROP }, UNKNOWN],
  ['takes the message and drops', { dot: TAKE_AND_DROP }, UNKNOWN],
];

describe('what a mail server does, and what we make of it', () => {
  test.for(TABLE)('a server that %s', async ([, script, expected]) => {
    server.play(script);
    // Long enough that a drop in its middle comes before the last bytes.
    const mail = aMail({ attachment: csvAttachment('x,y\r\n'.repeat(100_000)) });
    const result = await mailerOf(server.url).send(mail, limits());
    expect(result).toEqual(expected);
    expect(JSON.stringify(result)).not.toContain('example.org');
  });

  test('a server that takes the message: its code and status, never its text', async () => {
    server.play({ dot: reply('250 2.0.0 <mentor@example.org> queued as 1') });
    const result = await mailerOf(server.url).send(aMail(), limits());
    expect(result).toEqual({ kind: 'accepted', reply: { code: 250, enhancedStatus: '2.0.0' } });
  });

  test('a server that is not there', async () => {
    const gone = await new SmtpServer().start();
    const { url } = gone;
    await gone.stop();
    expect(await mailerOf(url).send(aMail(), limits())).toEqual(NOT_SENT);
  });

  test('a server that announces less than our size is not sent a byte', async () => {
    server.play({ extensions: ['SIZE 1000'] });
    const result = await mailerOf(server.url).send(aMail(), limits());
    expect(result).toEqual({ kind: 'tooLarge' });
    expect(server.dialogues[0]).toMatchObject({ from: [], to: [], bodyBytes: 0 });
  });

  test('a server that refuses the login', async () => {
    server.play({ extensions: ['AUTH PLAIN LOGIN'], auth: reply('535 5.7.8 bad password of reports@example.org') });
    const result = await mailerOf(server.urlFor('reports:secret@')).send(aMail(), limits());
    expect(result).toEqual(rejected(535, '5.7.8'));
  });
});

describe('a window that ends', () => {
  const SILENT: readonly (readonly [what: string, script: SmtpScript, result: SendResult])[] = [
    ['never greets', { greeting: HANG }, NOT_SENT],
    ['greets a byte a second', { greeting: TRICKLE }, NOT_SENT],
    ['answers RCPT a byte a second', { rcpt: TRICKLE }, NOT_SENT],
    ['stops reading in the middle of the message', { body: HANG, bodyAfter: 1 }, NOT_SENT],
    ['hangs after the dot', { dot: HANG }, UNKNOWN],
    ['takes the message and hangs', { dot: TAKE_AND_HANG }, UNKNOWN],
    ['answers the dot a byte a second', { dot: TRICKLE }, UNKNOWN],
  ];
  test.for(SILENT)('a server that %s: the attempt ends at its own cap and hangs up', async ([, script, expected]) => {
    server.play(script);
    const begun = performance.now();
    const attachment = csvAttachment('x,y\r\n'.repeat(expected === NOT_SENT ? 3_000_000 : 10));
    const result = await mailerOf(server.url).send(aMail({ attachment }), limits({ windowMs: 1_500 }));
    expect(result).toEqual(expected);
    expect(performance.now() - begun).toBeGreaterThan(1_300);
    expect(performance.now() - begun).toBeLessThan(3_500);
    await server.allClosed(500);
  });

  test('a window of nothing sends nothing', async () => {
    expect(await mailerOf(server.url).send(aMail(), limits({ windowMs: 0 }))).toEqual(NOT_SENT);
    expect(server.mails()).toEqual([]);
  });
});
