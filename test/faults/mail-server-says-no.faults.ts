import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { openDownload } from '../../archive/download.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { reply, type SmtpScript } from '../support/smtp-script.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario } from './scenario.ts';
import { stage } from './real-stage.ts';
import { withoutEnhancedStatus, withoutLadder } from './without.ts';

/** As most servers word it. */
const WITH_ADDRESS = `<${DEMO.mentorAddress}>: Recipient ${DEMO.mentorAddress}`;

async function download({ stage: { deps }, input }: Scenario) {
  return (await openDownload(deps.ledger, deps.store, input.reportId)).sha256;
}

describe.concurrent('a mail server that refuses for good', () => {
  test.each([
    ['550 5.1.1', { rcpt: reply(`550 5.1.1 ${WITH_ADDRESS} unknown`) }, 'MailAddressRefused'],
    ['552 5.2.2', { rcpt: reply(`552 5.2.2 ${WITH_ADDRESS} over quota`) }, 'MailAddressRefused'],
  ] as const)('%s speaks of the address: kept, and not tried again', async (_, script, code) => {
    await using scenario = await stage().scenario({ mailServer: [script] });
    const { status, result } = await scenario.end();
    expect([status, result?.outcome, result?.errorCode]).toEqual(['COMPLETED', 'kept', code]);
    expect(scenario.smtp.dialogues).toHaveLength(1);
    expect(await download(scenario)).toBe(stage().undisturbedSha256);
    await expectAlwaysTrue(scenario);
  });

  test.each([
    ['552 5.3.4', { dot: reply('552 5.3.4 message too big') }],
    ['552', { mail: reply('552 too much mail data') }],
  ] as const)('%s speaks of the size: the next smaller form', async (_, script) => {
    await using scenario = await stage().scenario({ mailServer: [script] });
    const { result } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'sent', form: 'zip', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    await expectAlwaysTrue(scenario);
  });

  test.each([
    ['552 5.7.0', { rcpt: reply(`552 5.7.0 ${WITH_ADDRESS} not from here`) }],
    ['554 5.7.1', { dot: reply(`554 5.7.1 ${WITH_ADDRESS} looks like spam`) }],
  ] as const)('%s speaks of a policy: failed, she is told, and the file can be fetched', async (_, script) => {
    await using scenario = await stage().scenario({ mailServer: [script] });
    const { result, failure } = await scenario.end();
    expect(failure).toMatchObject({ type: 'MailRefused', nonRetryable: true });
    expect(result).toMatchObject({ outcome: 'failed' });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    expect(await download(scenario)).toBe(stage().undisturbedSha256);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: by the three digits alone, a full mailbox is taken for a large mail and tried again', async () => {
    const full = { rcpt: reply('552 5.2.2 over quota') };
    await using scenario = await stage().scenario({ mailServer: [full], deps: withoutEnhancedStatus });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', form: 'zip' });
    expect(scenario.smtp.dialogues).toHaveLength(2);
  });
});

describe.concurrent('a file too large for a mail', () => {
  const ceiling = (attachmentMaxBytes: number) => ({
    deps: (real: Scenario['stage']['deps']) => ({ ...real, settings: { ...real.settings, attachmentMaxBytes } }),
  });
  const announcing = (bytes: number): { mailServer: SmtpScript[] } => {
    const script = { extensions: [`SIZE ${bytes}`] };
    return { mailServer: [script, script, script] };
  };

  test.each([
    ['a ceiling of ours that the ZIP fits under', ceiling(20_000), 'zip', /ZIP/],
    ['a ceiling of ours that nothing fits under', ceiling(1_000), 'none', /too large for a mail/],
    ['a SIZE of the server that the ZIP fits under', announcing(52_000), 'zip', /ZIP/],
    ['a SIZE of the server that no file fits under', announcing(34_000), 'none', /too large for a mail/],
  ] as const)('%s: sent in that form, and the mail says so', async (_, setting, form, says) => {
    await using scenario = await stage().scenario(setting);
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', form });
    const [mail, ...more] = scenario.reports;
    expect(more).toEqual([]);
    const { text, attachments } = await simpleParser(mail?.message ?? '');
    expect(text).toMatch(says);
    expect(attachments).toHaveLength(form === 'none' ? 0 : 1);
    expect(await download(scenario)).toBe(stage().undisturbedSha256);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: a file that is cut instead is seen', async () => {
    await using scenario = await stage().scenario({ deps: withoutLadder });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    await expect(expectAlwaysTrue(scenario)).rejects.toThrow(/expected/);
  });
});
