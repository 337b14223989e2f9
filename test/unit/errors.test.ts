import { describe, expect, test } from 'vitest';
import {
  errorSpec,
  errorText,
  isReportErrorCode,
  REPORT_ERRORS,
  ReportError,
  type ReportErrorCode,
} from '../../report/errors.ts';

const CODES = Object.keys(REPORT_ERRORS) as ReportErrorCode[];

describe('every way of saying no', () => {
  test.each(CODES)('%s: a sentence on what happened, and one on what to do', (code) => {
    const { text, todo } = errorSpec(code);
    expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(text).toMatch(/^[A-Z].*([.]|\{faults\})$/s);
    expect(todo).toMatch(/^[A-Z].*[.]$/);
    expect(`${text} ${todo}`).not.toMatch(/@|undefined|null/);
  });

  test('what may pass by itself is not called final, and the other way round', () => {
    const retried = CODES.filter((code) => errorSpec(code).retry);
    expect(retried).toEqual([
      'TurnAwaited',
      'SourceUnreachable',
      'SourceSlow',
      'StoreUnavailable',
      'MailServerUnreachable',
      'MailServerBusy',
      'DeliveryUnanswered',
      'DeliveryElsewhere',
      'Unexpected',
      'TooManyRequests',
      'SignInUnreachable',
      'TemporalUnreachable',
    ]);
  });

  test('"try again" as an exit code is kept for servers that cannot be reached or are busy', () => {
    for (const code of CODES.filter((each) => errorSpec(each).exit === 5)) expect(errorSpec(code).retry).toBe(true);
  });
});

describe('the sentence of an error', () => {
  test('has its holes filled', () => {
    expect(errorText('BatchNotFound', { batchId: 'b-1', courseId: 'do_1' })).toBe(
      'Batch b-1 is not part of course do_1.',
    );
  });

  test('leaves out a hole that nobody filled, with the space before it', () => {
    expect(errorText('MailServerBusy', { replyCode: 450, enhancedStatus: null })).toBe(
      'The mail server put the message off (reply 450).',
    );
    expect(errorText('BatchNotFound')).toBe('Batch is not part of course.');
  });

  test('does not read a value as a pattern', () => {
    expect(errorText('SourceSchema', { what: '$& {what}' })).toBe('The learner data has no $& {what}.');
  });

  test('is the message of a thrown one, beside its code and holes', () => {
    const error = new ReportError('SourceSchema', { what: 'table user' }, 500);
    expect(error).toMatchObject({
      name: 'ReportError',
      code: 'SourceSchema',
      holes: { what: 'table user' },
      retryAfterMs: 500,
      message: 'The learner data has no table user.',
    });
    expect(new ReportError('SourceSlow').retryAfterMs).toBeNull();
  });
});

describe('a code', () => {
  test.each(['BatchNotFound', 'Unexpected'])('%s is one', (code) => expect(isReportErrorCode(code)).toBe(true));
  test.each(['toString', '__proto__', 'batchNotFound', '', null, undefined, 7])('%s is none', (code) => {
    expect(isReportErrorCode(code)).toBe(false);
  });
});
