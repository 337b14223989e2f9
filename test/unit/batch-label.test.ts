import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchLabel } from '../../report/batch-label.ts';
import { noticeMessage } from '../../report/notice.ts';
import { anyBatchName } from './batch-names.ts';

const shown = (text: string) => Array.from(new Intl.Segmenter('en').segment(text)).length;

describe('what a mail calls a batch', () => {
  test.each([
    ['Nishtha 2026', 'Nishtha 2026'],
    ['Nishtha\r\nBcc: someone', 'Nishtha Bcc: someone'],
    ['  निष्ठा\u2028 2026 ', 'निष्ठा 2026'],
    ['a\u0000b\u0085c\td', 'a b c d'],
    ['\u202egpj.exe\u202c \u2066x\u2069\u200f', 'gpj.exe x'],
    ['\ufeffzero\u200bwidth', 'zerowidth'],
    ['=?utf-8?B?eA==?= =\u200b?', '= ?utf-8?B?eA== ?= = ?'],
    ['half \ud83d a pair \ude00', 'half a pair'],
    ['ന്‍മ \u200cक्‍ष 👩‍🏫', 'ന്‍മ \u200cक्‍ष 👩‍🏫'],
    ['', 'b-1'],
    ['   ', 'b-1'],
    ['\u200b\u200d\u202e', 'b-1'],
    [null, 'b-1'],
  ])('%j: %j', (name, label) => {
    expect(batchLabel(name, 'b-1')).toBe(label);
  });

  test('is cut between shown characters, never inside one', () => {
    expect(batchLabel('षि'.repeat(100), 'b-1')).toBe(`${'षि'.repeat(79)}…`);
    expect(batchLabel('क्षि'.repeat(100), 'b-1')).toBe(`${'क्षि'.repeat(60)}…`);
    expect(batchLabel('👩🏽‍🏫'.repeat(100), 'b-1')).toMatch(/^(?:👩🏽‍🏫){20,80}…$/u);
    expect(batchLabel('x'.repeat(80), 'b-1')).toBe('x'.repeat(80));
    expect(batchLabel('x'.repeat(81), 'b-1')).toBe(`${'x'.repeat(79)}…`);
  });

  test('whatever the name: one line, some 80 characters, nothing that turns it round or cannot be encoded', () => {
    fc.assert(
      fc.property(anyBatchName, (name) => {
        const label = batchLabel(name, 'b-1');
        expect(shown(label)).toBeGreaterThan(0);
        expect(shown(label)).toBeLessThanOrEqual(80);
        expect(label.length).toBeLessThanOrEqual(241);
        expect(label).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u);
        expect(label).toBe(label.trim());
      }),
      { numRuns: 2_000 },
    );
  });

  test('leaves the longest subject within 120 shown characters', () => {
    fc.assert(
      fc.property(anyBatchName, fc.boolean(), (batchName, hasFile) => {
        const ids = { reportId: 'r', courseId: 'c', batchId: 'b-1', portalUrl: null, retentionMs: 1 };
        for (const notice of ['late', 'failed', 'unconfirmed'] as const) {
          expect(shown(noticeMessage({ ...ids, notice, batchName, hasFile }).subject)).toBeLessThanOrEqual(120);
        }
      }),
    );
  });
});
