import type { Enrolment } from './learner.ts';
import { hasText } from './text.ts';

/** Only `true` counts: upstream, too, gives no row for a null (docs/domain.md, 3.2). */
export function isActive(enrolment: Enrolment): boolean {
  return enrolment.active === true;
}

/** Whether an enrolment of the batch and course gets a row; a blank user id is no learner. */
export function isLearner(enrolment: Enrolment): boolean {
  return isActive(enrolment) && hasText(enrolment.userId);
}
