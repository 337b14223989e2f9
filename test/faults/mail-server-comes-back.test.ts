import { describe, expect, test } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openDownload } from '../../archive/download.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { always } from '../support/e2e-mail-servers.ts';
import { DROP, reply, type SmtpAct, type SmtpScript, type SmtpState } from '../support/smtp-script.ts';
import { timeSkippingServer } from '../support/workflow-server.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { stageOn } from './stage.ts';
import { waiting, withoutPatience } from './without.ts';

const MINUTE_MS = 60_000;
const WITH_ADDRESS = `<${DEMO.mentorAddress}>: Recipient ${DEMO.mentorAddress}`;

/** What a mail server does at a state until so long after the first try, and when it was tried, by the server's clock. */
function until(server: TestWorkflowEnvironment, forMs: number, state: SmtpState, act: SmtpAct) {
  const triedMs: number[] = [];
  const script: { -readonly [S in keyof SmtpScript]: SmtpScript[S] } = {
    at: async (now) => {
      if (now !== 'greeting') return;
      const nowMs = await server.currentTimeMs();
      triedMs.push(nowMs);
      if (nowMs - (triedMs[0] ?? 0) < forMs) script[state] = act;
      else delete script[state];
    },
  };
  /** Since the first. */
  const tries = () => triedMs.map((ms) => ms - (triedMs[0] ?? 0));
  return { mailServer: always(script), tries };
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, at) => time - (times[at] ?? 0));

// The clock of this server runs ahead while nobody works, so the tests come one after the other.
const server = timeSkippingServer();
const stage = stageOn(server);

describe('a mail server that is down for a while', () => {
  const BACK_MS = 5 * MINUTE_MS;

  test('for five minutes: one mail, within a minute after it is back, and the file is built once', async () => {
    const { mailServer, tries } = until(server(), BACK_MS, 'greeting', DROP);
    await using scenario = await stage().scenario({ mailServer });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    expect(tries().at(-1)).toBeGreaterThanOrEqual(BACK_MS);
    expect(tries().at(-1)).toBeLessThanOrEqual(BACK_MS + MINUTE_MS);
    const history = await scenario.history();
    expect([history.attempts('writePage'), history.attempts('assembleReport')]).toEqual([[1], [1]]);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: with longer waits it is found too late', async () => {
    const { mailServer, tries } = until(server(), BACK_MS, 'greeting', DROP);
    await using scenario = await stage().scenario({ mailServer, steps: waiting(4 * MINUTE_MS) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(tries().at(-1)).toBeGreaterThan(BACK_MS + MINUTE_MS);
  });
});

describe('a mail server that is dead until the deadline', () => {
  const dead = { mailServer: always({ greeting: DROP }) };

  test('late, the step named, and the file can be fetched', async () => {
    await using scenario = await stage().scenario(dead);
    const { result, failure } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'late', rows: stage().batch.activeLearners });
    expect(failure?.message).toContain('deliverReport');
    expect(scenario.smtp.mails()).toEqual([]);
    const { ledger, store } = stage().deps;
    expect((await openDownload(ledger, store, scenario.input.reportId)).sha256).toBe(stage().undisturbedSha256);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: who takes it for a server that refuses ends failed, at once', async () => {
    await using scenario = await stage().scenario({ ...dead, deps: withoutPatience });
    expect(await scenario.end()).toMatchObject({ result: { outcome: 'failed' }, failure: { type: 'MailRefused' } });
  });
});

describe('a mail server that puts the mail off', () => {
  test.each([
    ['greeting', '421 4.3.2 try later'],
    ['mail', `451 4.3.0 <${DEMO.mentorAddress}> later`],
    ['rcpt', `450 4.2.0 ${WITH_ADDRESS} busy`],
    ['data', '421 4.3.2 closing'],
    ['dot', `452 4.3.1 ${WITH_ADDRESS} no room`],
  ] as const)('at %s, for a while: one mail, after a wait', async (state, text) => {
    const { mailServer, tries } = until(server(), 1, state, reply(text));
    await using scenario = await stage().scenario({ mailServer });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    expect(gaps(tries())).toHaveLength(1);
    // A 421 says that the server is just starting, or stopping.
    expect(tries()[1]).toBeGreaterThanOrEqual(text.startsWith('421') ? 10_000 : MINUTE_MS);
    await expectAlwaysTrue(scenario);
  });

  const greylisting = () =>
    until(server(), 5 * MINUTE_MS, 'rcpt', reply(`450 4.7.1 ${WITH_ADDRESS} greylisted, try again in 300 seconds`));

  test('a greylist that opens after five minutes: one mail, inside the sending window', async () => {
    const { mailServer, tries } = greylisting();
    await using scenario = await stage().scenario({ mailServer });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    expect(tries()[1]).toBeGreaterThanOrEqual(5 * MINUTE_MS);
    expect(tries().length).toBeLessThanOrEqual(3);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: without the waits it is hammered', async () => {
    const { mailServer, tries } = greylisting();
    await using scenario = await stage().scenario({ mailServer, steps: waiting(5_000) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(tries().length).toBeGreaterThan(20);
  });
});
