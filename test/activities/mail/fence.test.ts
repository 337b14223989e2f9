import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { DROP, HANG, reply, TAKE_AND_HANG, type SmtpState } from '../../support/smtp-script.ts';
import { SmtpServer } from '../../support/smtp-server.ts';
import { aMail, csvAttachment, limits, mailerOf } from './a-mail.ts';

const server = new SmtpServer();
beforeAll(() => server.start());
afterEach(() => server.allClosed().finally(() => server.forget()));
afterAll(() => server.stop());

const dialogue = () => server.dialogues[0];
const bodySoFar = () => Buffer.concat(dialogue()?.body ?? []).toString('latin1');
const LARGE = 'learner,50%\r\n'.repeat(100_000);

/** An attachment that stops half-way, and what lets it go on. */
function stopped(then: () => Promise<void>) {
  return {
    ...csvAttachment(''),
    content: async function* () {
      yield Buffer.from(LARGE);
      await then();
      yield Buffer.from(LARGE);
    },
  };
}

describe('the last bytes', () => {
  test.for([
    ['a small mail', aMail({ attachment: null })],
    ['a small file', aMail()],
    ['a large file', aMail({ attachment: csvAttachment(LARGE) })],
  ] as const)('of %s are held back until they may leave', async ([, mail]) => {
    let asked: { whole: boolean; verbs: (string | undefined)[] } | null = null;
    const mayFinish = async () => {
      await wait(200);
      asked = {
        whole: dialogue()?.isWhole ?? true,
        verbs: (dialogue()?.commands ?? []).map((line) => line.split(' ')[0]),
      };
      return true;
    };
    const result = await mailerOf(server.url).send(mail, limits({ mayFinish }));
    expect(result.kind).toBe('accepted');
    expect(asked).toEqual({ whole: false, verbs: ['EHLO', 'MAIL', 'RCPT', 'DATA'] });
    expect(server.mails()).toHaveLength(1);
  });

  test('of a large file are few: the server has the rest when the question is asked', async () => {
    let bytes = 0;
    const mayFinish = async () => {
      await wait(200);
      bytes = dialogue()?.bodyBytes ?? 0;
      return true;
    };
    await mailerOf(server.url).send(aMail({ attachment: csvAttachment(LARGE) }), limits({ mayFinish }));
    const missing = (dialogue()?.bodyBytes ?? 0) - bytes;
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThan(20_000);
  });

  test.for<SmtpState>(['greeting', 'ehlo', 'mail', 'rcpt', 'data'])(
    'are not asked for when the server drops at %s, however small the mail',
    async (state) => {
      let asked = 0;
      server.play({ [state]: DROP, at: () => wait(50) });
      const mayFinish = async () => ++asked > 0;
      const result = await mailerOf(server.url).send(aMail({ attachment: null }), limits({ mayFinish }));
      expect(result).toEqual({ kind: 'notSent' });
      expect(asked).toBe(0);
    },
  );

  test('do not leave when they may not: the connection ends without the dot', async () => {
    const result = await mailerOf(server.url).send(aMail(), limits({ mayFinish: async () => false }));
    expect(result).toEqual({ kind: 'fenced' });
    await server.allClosed();
    expect(dialogue()).toMatchObject({ isWhole: false, isKept: false });
    expect(bodySoFar()).not.toMatch(/\r\n\.\r\n/);
  });

  test('do not leave when the question itself fails, and its fault is thrown', async () => {
    const fault = new Error('the ledger is away');
    const sending = mailerOf(server.url).send(aMail(), limits({ mayFinish: () => Promise.reject(fault) }));
    await expect(sending).rejects.toBe(fault);
    await server.allClosed();
    expect(dialogue()).toMatchObject({ isWhole: false, isKept: false });
  });

  test('do not leave when the connection dies while the question is asked: nothing was sent', async () => {
    let answered = false;
    server.play({ body: DROP, bodyAfter: LARGE.length });
    const mayFinish = async () => {
      await wait(300);
      return (answered = true);
    };
    const mail = aMail({ attachment: csvAttachment(LARGE) });
    const result = await mailerOf(server.url).send(mail, limits({ mayFinish }));
    // Only when the fence has answered is its row at rest.
    expect({ result, answered }).toEqual({ result: { kind: 'notSent' }, answered: true });
  });

  test('do not leave after an answer that came too late, even if it was yes', async () => {
    const mayFinish = () => wait(600, true);
    const result = await mailerOf(server.url).send(aMail(), limits({ mayFinish, windowMs: 300 }));
    expect(result).toEqual({ kind: 'notSent' });
    expect(server.mails()).toEqual([]);
  });
});

describe('a fault of the attachment', () => {
  test('in its middle: no mail, and the fault is thrown', async () => {
    const fault = new Error('a chunk is missing');
    const attachment = stopped(() => wait(100).then(() => Promise.reject(fault)));
    await expect(mailerOf(server.url).send(aMail({ attachment }), limits())).rejects.toBe(fault);
    await server.allClosed();
    expect(dialogue()).toMatchObject({ isWhole: false, isKept: false });
    expect(bodySoFar()).toContain('text/csv');
  });

  test('at its very end, where the store compares the hash', async () => {
    const fault = new Error('other bytes than were written');
    const attachment = {
      ...csvAttachment(''),
      content: async function* () {
        yield Buffer.from('a,b\r\n');
        throw fault;
      },
    };
    let asked = 0;
    const mayFinish = async () => ++asked > 0;
    await expect(mailerOf(server.url).send(aMail({ attachment }), limits({ mayFinish }))).rejects.toBe(fault);
    expect({ asked, mails: server.mails() }).toEqual({ asked: 0, mails: [] });
  });
});

describe('a cancel', () => {
  test('before the attempt: no connection at all', async () => {
    const result = await mailerOf(server.url).send(aMail(), limits({ signal: AbortSignal.abort() }));
    expect(result).toEqual({ kind: 'notSent' });
    expect(server.dialogues).toEqual([]);
  });

  test('before the dot stops at once', async () => {
    const cancel = new AbortController();
    server.play({ rcpt: HANG, at: (state) => (state === 'rcpt' ? cancel.abort() : undefined) });
    const begun = performance.now();
    const result = await mailerOf(server.url).send(aMail(), limits({ signal: cancel.signal }));
    expect(result).toEqual({ kind: 'notSent' });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('in the middle of the message stops at once, without the dot', async () => {
    const cancel = new AbortController();
    const attachment = stopped(async () => {
      cancel.abort();
      await wait(100);
    });
    const result = await mailerOf(server.url).send(aMail({ attachment }), limits({ signal: cancel.signal }));
    expect(result).toEqual({ kind: 'notSent' });
    await server.allClosed();
    expect(dialogue()?.isWhole).toBe(false);
  });

  test('while the fence is asked: nothing leaves', async () => {
    const cancel = new AbortController();
    const mayFinish = async () => {
      cancel.abort();
      return wait(100, true);
    };
    const result = await mailerOf(server.url).send(aMail(), limits({ signal: cancel.signal, mayFinish }));
    expect(result).toEqual({ kind: 'notSent' });
    expect(server.mails()).toEqual([]);
  });

  test('after the dot waits for the answer', async () => {
    const cancel = new AbortController();
    const at = async (state: SmtpState) => {
      if (state !== 'dot') return;
      cancel.abort();
      await wait(400);
    };
    server.play({ at });
    const result = await mailerOf(server.url).send(aMail(), limits({ signal: cancel.signal }));
    expect(result).toEqual({ kind: 'accepted', reply: { code: 250, enhancedStatus: '2.0.0' } });

    server.play({ at, dot: reply('451 4.3.0 later') });
    const second = await mailerOf(server.url).send(aMail(), limits({ signal: new AbortController().signal }));
    expect(second.kind).toBe('rejected');
  });

  test('after the dot, and no answer comes: nobody knows', async () => {
    const cancel = new AbortController();
    server.play({ dot: TAKE_AND_HANG, at: (state) => (state === 'dot' ? cancel.abort() : undefined) });
    const result = await mailerOf(server.url).send(aMail(), limits({ signal: cancel.signal, windowMs: 1_000 }));
    expect(result).toEqual({ kind: 'unknown' });
  });
});
