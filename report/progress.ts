import type { Enrolment } from './learner.ts';

/** A content whose state is 2 is finished. */
const DONE = 2;

/**
 * Course Progress, a whole number 0..100; never missing, because "not begun" is a value.
 *
 * @param leafCount contents in the course, a whole number > 0, or `null` when it is not known
 * @source docs/domain.md, 3.8: the first rule that applies
 */
export function progressPercent(enrolment: Enrolment, leafCount: number | null): number {
  if (enrolment.completedOn !== null) return 100;
  if (leafCount !== null && hasEntries(enrolment.contentStatus))
    return share(doneIn(enrolment.contentStatus), leafCount);
  if (enrolment.completionPercentage !== null) return Math.min(100, Math.max(0, enrolment.completionPercentage));
  if (leafCount !== null && enrolment.progress !== null) return share(Math.max(0, enrolment.progress), leafCount);
  return 0;
}

/** Rounded half up, but 99.5 % is not yet complete: teachers are rewarded by the 100. */
function share(done: number, leafCount: number): number {
  if (done >= leafCount) return 100;
  return Math.min(99, Math.floor((200 * done + leafCount) / (2 * leafCount)));
}

function hasEntries(status: Enrolment['contentStatus']): status is Readonly<Record<string, number>> {
  if (status === null) return false;
  for (const _ in status) return true;
  return false;
}

function doneIn(status: Readonly<Record<string, number>>): number {
  let done = 0;
  for (const content in status) if (status[content] === DONE) done++;
  return done;
}
