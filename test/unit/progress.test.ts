import fc from 'fast-check';
import { expect, test } from 'vitest';
import { progressPercent } from '../../report/progress.ts';
import { enrolment } from './records.ts';

/** The five rules and their order are examples of docs/domain.md, 3.8. */

test('only entries with the value 2 are done', () => {
  const contentStatus = { a: 0, b: 1, c: 2, d: 3, e: -2, f: 22 };
  expect(progressPercent(enrolment({ contentStatus }), 4)).toBe(25);
});

test('progress is a whole number between 0 and 100, and 100 only for all contents', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -5, max: 6000 }), (leafCount, progress) => {
      const percent = progressPercent(enrolment({ progress }), leafCount);
      expect(Number.isInteger(percent)).toBe(true);
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
      expect(percent === 100).toBe(progress >= leafCount);
    }),
  );
});

test('rounding is half up, as counted in whole numbers', () => {
  const wrong: string[] = [];
  for (let leafCount = 1; leafCount <= 400; leafCount++) {
    for (let done = 0; done < leafCount; done++) {
      const down = Math.trunc((100 * done) / leafCount);
      const isUp = 2 * (100 * done - down * leafCount) >= leafCount;
      const percent = progressPercent(enrolment({ progress: done }), leafCount);
      if (percent !== Math.min(99, down + Number(isUp))) wrong.push(`${done} of ${leafCount}: ${percent}`);
    }
  }
  expect(wrong).toEqual([]);
});
