import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkMailServer } from '../../../adapters/mail/check.ts';
import type { SendResult } from '../../../report/mail.ts';
import { DROP, HANG, reply, TAKE_AND_HANG, TRICKLE, type SmtpScript } from '../../support/smtp-script.ts';
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
  const FOR_NOT_SENT = csvAttachment('x,y\r\n'.repeat(3_000_000));

  /** On a server of its own, so that all of them share one and a half seconds. */
  async function endOf(script: SmtpScript, expected: SendResult) {
    const silent = await new SmtpServer().start();
    silent.play(script);
    const begun = performance.now();
    const mail = expected === NOT_SENT ? aMail({ attachment: FOR_NOT_SENT }) : aMail();
    const result = await mailerOf(silent.url).send(mail, limits({ windowMs: 1_500 }));
    const tookMs = performance.now() - begun;
    const hangsUp = await silent.allClosed(500).then(
      () => true,
      () => false,
    );
    await silent.stop();
    return { result, isAtItsCap: tookMs > 1_300 && tookMs < 3_500, hangsUp };
  }

  test('ends the attempt at that cap and hangs up, in whatever state the server falls silent', async () => {
    const ends = await Promise.all(
      SILENT.map(async ([what, script, result]) => ({ what, ...(await endOf(script, result)) })),
    );
    expect(ends).toEqual(SILENT.map(([what, , result]) => ({ what, result, isAtItsCap: true, hangsUp: true })));
  });

  test('a window of nothing sends nothing', async () => {
    expect(await mailerOf(server.url).send(aMail(), limits({ windowMs: 0 }))).toEqual(NOT_SENT);
    expect(server.mails()).toEqual([]);
  });
});

describe('the check of a mail server', () => {
  test.for([
    ['is well', {}, null],
    ['drops', { greeting: DROP }, 'MailServerUnreachable'],
    ['is about to restart', { greeting: reply('421 4.3.2 later') }, 'MailServerBusy'],
    ['wants nothing from us', { greeting: reply('554 5.7.1 no') }, 'MailRefused'],
    ['does not take the password', { auth: reply('535 5.7.8 no') }, 'MailLoginRefused'],
  ] as const)('one that %s: %s', async ([, script, code]) => {
    server.play({ extensions: ['AUTH PLAIN'], ...script });
    const check = checkMailServer(server.urlFor('reports:secret@'));
    if (code === null) await expect(check).resolves.toBeUndefined();
    else await expect(check).rejects.toMatchObject({ code });
  });

  test('waits 5 s for one that says nothing more, and no longer', async () => {
    server.play({ ehlo: HANG });
    const begun = performance.now();
    await expect(checkMailServer(server.url)).rejects.toMatchObject({ code: 'MailServerUnreachable' });
    expect(performance.now() - begun).toBeLessThan(9_000);
  });
});
