import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SendResult } from '../../../report/mail.ts';
import { HANG, reply, TAKE_AND_HANG, TRICKLE, type SmtpScript } from '../../support/smtp-script.ts';
import { SmtpServer } from '../../support/smtp-server.ts';
import { aMail, csvAttachment, limits, mailerOf } from './a-mail.ts';

const server = new SmtpServer();
beforeAll(() => server.start());
afterEach(() => server.allClosed().finally(() => server.forget()));
afterAll(() => server.stop());

const NOT_SENT: SendResult = { kind: 'notSent' };
const UNKNOWN: SendResult = { kind: 'unknown' };

describe('what a mail server does, and what we make of it', () => {
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
