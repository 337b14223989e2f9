import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeliverReportInput } from '../../../activities/api.ts';
import type { SendResult } from '../../../report/mail.ts';
import type { Mailer } from '../../../report/ports.ts';
import { refusalOf, type Refusal } from '../../../report/smtp-reply.ts';
import {
  DROP,
  HANG,
  reply,
  TAKE_AND_DROP,
  TRICKLE,
  type SmtpAct,
  type SmtpScript,
  type SmtpState,
} from '../../support/smtp-script.ts';
import { smallReport } from '../small-report.ts';
import { attempt, begin, workbench, type Workbench } from '../workbench.ts';
import { mailerOf } from './a-mail.ts';
import { memoryDeliveries } from './memory-deliveries.ts';

let bench: Workbench;
let toDeliver: DeliverReportInput;
beforeAll(async () => {
  bench = await workbench();
  toDeliver = { ...(await smallReport(bench)).toDeliver, windowMs: 600_000 };
});
afterEach(() => bench.smtp.allClosed().finally(() => bench.smtp.forget()));
afterAll(() => bench.close());

/** Replies as servers word them: most repeat the address. */
const HER = '<meenakshi.rao@example.org>: Recipient meenakshi.rao@example.org';
const AUTH: SmtpScript = { extensions: ['AUTH PLAIN LOGIN'] };

type Row = readonly [
  state: SmtpState,
  answer: string | SmtpAct,
  result: SendResult['kind'],
  refusal: Refusal | null,
  /** The failure, or the form of the mail that follows at once. */
  next: string,
  waitS: number | null,
];

const TABLE: readonly Row[] = [
  ['greeting', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['greeting', '421 4.3.2 closing for a restart', 'rejected', 'busy', 'MailServerBusy', 10],
  ['greeting', '554 5.7.1 no service for you', 'rejected', 'policy', 'MailRefused', null],
  ['greeting', '554 no service', 'rejected', 'policy', 'MailRefused', null],
  ['ehlo', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['ehlo', '421 4.3.2 closing', 'rejected', 'busy', 'MailServerBusy', 10],
  ['auth', '454 4.7.0 temporary failure', 'rejected', 'busy', 'MailServerBusy', 60],
  ['auth', '530 5.7.0 TLS first', 'rejected', 'login', 'MailLoginRefused', null],
  ['auth', '534 5.7.9 too weak', 'rejected', 'login', 'MailLoginRefused', null],
  ['auth', '535 5.7.8 bad password of reports@example.org', 'rejected', 'login', 'MailLoginRefused', null],
  ['auth', '535 no', 'rejected', 'login', 'MailLoginRefused', null],
  ['auth', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['mail', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['mail', '421 4.3.2 closing', 'rejected', 'busy', 'MailServerBusy', 10],
  ['mail', '451 4.3.0 <course-reports@example.org> later', 'rejected', 'busy', 'MailServerBusy', 60],
  ['mail', '452 4.3.1 no room', 'rejected', 'busy', 'MailServerBusy', 60],
  ['mail', '530 5.7.0 log in first', 'rejected', 'login', 'MailLoginRefused', null],
  ['mail', '550 5.1.8 bad sender', 'rejected', 'policy', 'MailRefused', null],
  ['mail', '550 sender rejected', 'rejected', 'policy', 'MailRefused', null],
  ['mail', '552 5.3.4 too big', 'rejected', 'size', 'zip', null],
  ['mail', '552 too big', 'rejected', 'size', 'zip', null],
  ['rcpt', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['rcpt', '421 4.7.0 too many', 'rejected', 'busy', 'MailServerBusy', 10],
  ['rcpt', `450 4.7.1 ${HER} greylisted`, 'rejected', 'busy', 'MailServerBusy', 60],
  ['rcpt', `450 4.7.1 ${HER} greylisted, try again in 300 seconds`, 'rejected', 'busy', 'MailServerBusy', 300],
  ['rcpt', `451 4.7.1 ${HER} greylisted for 00:05:00`, 'rejected', 'busy', 'MailServerBusy', 300],
  ['rcpt', `450 4.7.1 ${HER} retry in 5 minutes`, 'rejected', 'busy', 'MailServerBusy', 300],
  ['rcpt', '452 4.2.2 over quota', 'rejected', 'busy', 'MailServerBusy', 60],
  ['rcpt', `550 5.1.1 ${HER} unknown`, 'rejected', 'address', 'MailAddressRefused', null],
  ['rcpt', `552 5.2.2 ${HER} over quota`, 'rejected', 'address', 'MailAddressRefused', null],
  ['rcpt', `550 ${HER} unknown`, 'rejected', 'address', 'MailAddressRefused', null],
  ['rcpt', '552 5.3.4 too big', 'rejected', 'size', 'zip', null],
  ['rcpt', '552 too big', 'rejected', 'size', 'zip', null],
  ['rcpt', '552 5.7.0 policy', 'rejected', 'policy', 'MailRefused', null],
  ['rcpt', '550 5.7.1 relaying denied', 'rejected', 'policy', 'MailRefused', null],
  ['data', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['data', '421 4.3.2 closing', 'rejected', 'busy', 'MailServerBusy', 10],
  ['data', '451 4.3.0 later', 'rejected', 'busy', 'MailServerBusy', 60],
  ['data', '554 5.5.1 no valid recipients', 'rejected', 'policy', 'MailRefused', null],
  ['body', DROP, 'notSent', null, 'MailServerUnreachable', 10],
  ['dot', '421 4.3.2 closing', 'rejected', 'busy', 'MailServerBusy', 10],
  ['dot', `451 4.3.0 ${HER} later`, 'rejected', 'busy', 'MailServerBusy', 60],
  ['dot', '452 4.3.1 no room', 'rejected', 'busy', 'MailServerBusy', 60],
  ['dot', '550-5.1.10 not here\r\n550 5.1.10 at all', 'rejected', 'address', 'MailAddressRefused', null],
  ['dot', '552 5.2.2 over quota', 'rejected', 'address', 'MailAddressRefused', null],
  ['dot', '552 5.3.4 too big', 'rejected', 'size', 'zip', null],
  ['dot', '552 too big', 'rejected', 'size', 'zip', null],
  ['dot', '552 5.7.0 policy', 'rejected', 'policy', 'MailRefused', null],
  ['dot', `554 5.7.1 ${HER} spam`, 'rejected', 'policy', 'MailRefused', null],
  ['dot', '550 looks like spam', 'rejected', 'policy', 'MailRefused', null],
  ['dot', DROP, 'unknown', null, 'DeliveryUnanswered', 1],
  ['dot', TAKE_AND_DROP, 'unknown', null, 'DeliveryUnanswered', 1],
];

function codesOf(answer: string) {
  return { code: Number(answer.slice(0, 3)), enhancedStatus: /\d\.\d\.\d+/.exec(answer)?.[0] ?? null };
}

/** The step with a ledger of its own, and what its mailer answered. */
async function deliver(smtpUrl: string) {
  const results: SendResult[] = [];
  const real = mailerOf(smtpUrl);
  const mailer: Mailer = {
    ...real,
    send: async (mail, limits) => {
      const result = await real.send(mail, limits);
      results.push(result);
      return result;
    },
  };
  const deps = { ...bench.deps, deliveries: memoryDeliveries(), mailer };
  const end = await attempt(deps, 'deliverReport', toDeliver).then(
    ({ form }) => ({ next: form, waitS: null }),
    ({ type, nextRetryDelay, nonRetryable, message }) => {
      expect(message).not.toContain('example.org');
      expect(nonRetryable).toBe(nextRetryDelay === undefined);
      // Until the server has spoken, some of the window is gone.
      return { next: type, waitS: nextRetryDelay === undefined ? null : nextRetryDelay / 1_000 };
    },
  );
  return { ...end, results };
}

describe('what a mail server does in each state of the dialogue, and what follows', () => {
  test.for(TABLE)('%s: %j: %s, %s, %s after %s s', async ([state, answer, kind, refusal, next, waitS]) => {
    const act = typeof answer === 'string' ? reply(answer) : answer;
    bench.smtp.play({ ...(state === 'auth' ? AUTH : {}), [state]: act, bodyAfter: 1 });
    const { results, ...end } = await deliver(bench.smtp.urlFor(state === 'auth' ? 'reports:secret@' : ''));
    expect(end).toEqual({ next, waitS });
    const [result] = results;
    expect(result?.kind).toBe(kind);
    expect(result?.kind === 'rejected' ? refusalOf(result.reply) : null).toBe(refusal);
    if (typeof answer === 'string') expect(result).toMatchObject({ reply: codesOf(answer) });
    expect(JSON.stringify(results)).not.toMatch(/example|rao|greylist/);
  });

  test('each state has its rows', () => {
    const states: SmtpState[] = ['greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot'];
    expect([...new Set(TABLE.map(([state]) => state))]).toEqual(states);
  });

  test('a size refused three times over: the ladder ends with a mail that has no attachment', async () => {
    bench.smtp.play({ extensions: ['SIZE 32800'] }, { rcpt: reply('552 too big') });
    const { next, results } = await deliver(bench.smtp.url);
    expect({ next, kinds: results.map(({ kind }) => kind) }).toEqual({
      next: 'none',
      kinds: ['tooLarge', 'rejected', 'accepted'],
    });
  });

  test('a size refused even to that mail is the policy of the server', async () => {
    const tooBig = { mail: reply('552 5.3.4 too big') };
    bench.smtp.play(tooBig, tooBig, tooBig);
    expect(await deliver(bench.smtp.url)).toMatchObject({ next: 'MailRefused', waitS: null });
  });
});

describe('a server that never greets, and one that trickles', () => {
  test('the attempt ends at its own cap and hangs up, and heartbeats went on', async () => {
    bench.smtp.play({ greeting: HANG }, { rcpt: TRICKLE });
    const running = [1, 2].map(() => {
      const deps = { ...bench.deps, deliveries: memoryDeliveries() };
      return begin(deps, 'deliverReport', { ...toDeliver, windowMs: 6_500 });
    });
    const ends = await Promise.allSettled(running.map(({ result }) => result));
    const failed = { status: 'rejected', reason: { type: 'MailServerUnreachable' } };
    expect(ends).toMatchObject([failed, failed]);
    for (const { heartbeats } of running) expect(heartbeats.length).toBeGreaterThan(1);
    await bench.smtp.allClosed(500);
    expect(bench.smtp.dialogues).toHaveLength(2);
  });
});
