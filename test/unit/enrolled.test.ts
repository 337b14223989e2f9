import { expect, test } from 'vitest';
import { isActive, isLearner } from '../../report/enrolled.ts';
import { enrolment } from './records.ts';

test.each([
  [true, 'learner-1', true, true],
  [false, 'learner-1', false, false],
  [null, 'learner-1', false, false],
  [true, '', true, false],
  [true, ' \u00a0', true, false],
  [false, '', false, false],
])('active %j with user id %j', (active, userId, counts, getsRow) => {
  expect(isActive(enrolment({ active, userId }))).toBe(counts);
  expect(isLearner(enrolment({ active, userId }))).toBe(getsRow);
});
