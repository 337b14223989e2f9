import { describe, expect, test } from 'vitest';
import { FORMS, isOutcome, isStage, OUTCOMES, STAGES } from '../../report/status.ts';

describe('the words of a report', () => {
  test('where it stands, in order', () => {
    expect(STAGES).toEqual(['waiting', 'reading', 'assembling', 'sending']);
    expect(STAGES.every(isStage)).toBe(true);
    expect(STAGES.some(isOutcome)).toBe(false);
  });

  test('how it can end', () => {
    expect(OUTCOMES).toEqual(['sent', 'kept', 'refused', 'failed', 'late', 'cancelled']);
    expect(OUTCOMES.every(isOutcome)).toBe(true);
    expect(OUTCOMES.some(isStage)).toBe(false);
  });

  test('how a mail carries it', () => expect(FORMS).toEqual(['csv', 'zip', 'none']));

  test.each([null, '', 'Sent', 'done'])('%j is neither', (word) => {
    expect([isStage(word), isOutcome(word)]).toEqual([false, false]);
  });
});
