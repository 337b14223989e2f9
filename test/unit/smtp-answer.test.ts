import { expect, test } from 'vitest';
import type { SendResult } from '../../report/mail.ts';
import { smtpAnswerOf } from '../../report/smtp-answer.ts';

const rejected = (code: number, enhancedStatus: string | null): SendResult => ({
  kind: 'rejected',
  reply: { code, enhancedStatus },
});

test.for<[string, SendResult]>([
  ['accepted', { kind: 'accepted', reply: { code: 250, enhancedStatus: '2.0.0' } }],
  ['busy', rejected(451, '4.7.1')],
  ['address', rejected(550, '5.1.1')],
  ['size', rejected(552, '5.3.4')],
  ['login', rejected(535, '5.7.8')],
  ['policy', rejected(554, '5.7.1')],
  ['tooLarge', { kind: 'tooLarge' }],
  ['unreachable', { kind: 'notSent' }],
  ['fenced', { kind: 'fenced' }],
  ['unknown', { kind: 'unknown' }],
])('what came of an attempt in a word: %s', ([word, result]) => {
  expect(smtpAnswerOf(result)).toBe(word);
});
