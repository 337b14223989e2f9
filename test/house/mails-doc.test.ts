import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { busyWaitMs, unreachableWaitMs } from '../../report/mail-retry.ts';
import { reportMessage } from '../../report/message.ts';
import { noticeMessage } from '../../report/notice.ts';
import { refusalOf, type SmtpReply } from '../../report/smtp-reply.ts';
import { OUTCOMES } from '../../report/status.ts';
import { reportFile } from '../unit/manifests.ts';

const page = readFileSync(join(CHECKOUT, 'docs', 'mails.md'), 'utf8');

/** The cells of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| *| *\|$/g, '').trim()));
}

const spans = (cell = '') => Array.from(cell.matchAll(/`([^`]+)`/g), ([, span = '']) => span);

describe('docs/mails.md', () => {
  const endings = tableUnder('Which ending');

  test('says of every ending which mail it brings', () => {
    const told = new Set(endings.flatMap(([ending]) => spans(ending)));
    expect([...told].toSorted()).toEqual([...OUTCOMES].toSorted());
  });

  test('gives the subjects that the mails have', () => {
    const ids = { reportId: 'r', courseId: 'c', batchId: 'b', portalUrl: null, retentionMs: 1 };
    const batchName = '<batch>';
    const subjects = [reportMessage({ ...ids, file: reportFile({ batchName }), form: 'csv' }).subject];
    for (const notice of ['late', 'failed', 'unconfirmed'] as const) {
      for (const hasFile of [true, false]) subjects.push(noticeMessage({ ...ids, notice, batchName, hasFile }).subject);
    }
    const told = new Set(endings.flatMap(([, , subject]) => spans(subject)));
    expect([...told].toSorted()).toEqual([...new Set(subjects)].toSorted());
  });

  const replies = tableUnder('What a mail server says').flatMap(([says, means = '', follows = '']) =>
    spans(says).map((reply) => ({ reply, means, follows })),
  );
  const toReply = (text: string): SmtpReply => {
    const [code, enhancedStatus = null] = text.split(' ');
    return { code: Number(code), enhancedStatus };
  };

  test('has a reply for each class of refusal', () => {
    const classes = new Set(replies.map(({ means }) => means));
    expect([...classes].toSorted()).toEqual(['address', 'busy', 'login', 'policy', 'size']);
  });

  test.each(replies)('reads $reply as the code does: $means', ({ reply, means }) => {
    expect(refusalOf(toReply(reply))).toBe(means);
  });

  test.each(replies.filter(({ means }) => means === 'busy'))('gives the waits after $reply', ({ reply, follows }) => {
    const waits = [1, 2, 3].map((attempt) => busyWaitMs(toReply(reply), attempt, 3_600_000) / 1_000);
    const told = follows.startsWith('again after 10 s') ? [10, 30, 30] : [60, 120, 300];
    expect(waits).toEqual(told);
    for (const wait of waits) expect(follows).toContain(String(wait));
  });

  test('gives the waits for a server that is away', () => {
    const away = tableUnder('What a mail server says').find(([, means]) => means === 'away');
    expect(away?.[2]).toBe('again after 10 s, then every 30 s');
    expect([1, 2, 3].map((attempt) => unreachableWaitMs(attempt, 3_600_000))).toEqual([10_000, 30_000, 30_000]);
  });
});
