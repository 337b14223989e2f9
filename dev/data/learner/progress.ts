import { CONTENT_IDS, LEAF_COUNT } from '../course.ts';
import type { Random } from '../random.ts';
import type { Values } from '../rows.ts';
import type { LearnerContext } from './learner-context.ts';

type ProgressColumn =
  | 'completedon'
  | 'completionpercentage'
  | 'contentstatus'
  | 'datetime'
  | 'lastreadcontentid'
  | 'lastreadcontentstatus'
  | 'progress'
  | 'status';
export type Progress = Pick<Values<'sunbird_courses.report_user_enrolments'>, ProgressColumn>;

const NOT_BEGUN = 0;
const BEGUN = 1;
const DONE = 2;
const DAY_MS = 86_400_000;

function later(moment: Date, days: number, random: Random): Date {
  return new Date(moment.getTime() + Math.floor(days * random.fraction() * DAY_MS));
}

/** The first `begun` contents of the course, the first `done` of them finished: about 1 KB for a whole course. */
function contentStatus(begun: number, done: number): Record<string, number> {
  return Object.fromEntries(CONTENT_IDS.slice(0, begun).map((id, index) => [id, index < done ? DONE : BEGUN]));
}

function partly({ random, enrolledAt }: LearnerContext): Progress {
  const begun = 1 + random.below(LEAF_COUNT - 1);
  const done = Math.max(0, begun - random.below(4));
  return {
    contentstatus: contentStatus(begun, done),
    progress: done,
    status: BEGUN,
    datetime: later(enrolledAt, 40, random),
    lastreadcontentid: CONTENT_IDS[begun - 1],
    lastreadcontentstatus: done === begun ? DONE : BEGUN,
  };
}

function whole(enrolledAt: Date, random: Random): Progress {
  const datetime = later(enrolledAt, 45, random);
  return { contentstatus: contentStatus(LEAF_COUNT, LEAF_COUNT), progress: LEAF_COUNT, status: DONE, datetime };
}

function completed({ random, enrolledAt }: LearnerContext): Progress {
  const progress = whole(enrolledAt, random);
  return {
    ...progress,
    completedon: progress.datetime,
    lastreadcontentid: CONTENT_IDS.at(-1),
    lastreadcontentstatus: DONE,
  };
}

/** From when the platform still wrote percentages, which it did not always bring up to 100. */
function completedOlder({ random, enrolledAt }: LearnerContext): Progress {
  const completedon = later(enrolledAt, 30, random);
  return {
    completedon,
    datetime: completedon,
    completionpercentage: 40,
    progress: LEAF_COUNT,
    status: DONE,
  };
}

/** Some rows have nothing, some zeros, some an empty map. */
function notBegun({ random, enrolledAt }: LearnerContext): Progress {
  const empty = random.pick([{}, { progress: 0 }, { progress: 0, contentstatus: {} }]);
  return { ...empty, status: NOT_BEGUN, datetime: enrolledAt };
}

/** What the enrolment says of the learner's progress; each card leads to one rule (docs/domain.md, Course Progress). */
export function progressOf(context: LearnerContext): Progress {
  const { cards, random, enrolledAt } = context;
  switch (cards.progress) {
    case 'completed':
      return completed(context);
    case 'completedOlder':
      return completedOlder(context);
    case 'partly':
      return partly(context);
    case 'allDoneNotCompleted':
      return whole(enrolledAt, random);
    case 'percentageOnly':
      return { completionpercentage: 1 + random.below(99), status: BEGUN, datetime: enrolledAt };
    case 'percentageHundred':
      return { completionpercentage: 100, status: DONE, datetime: enrolledAt };
    case 'percentageAbove':
      return { completionpercentage: 140, status: BEGUN, datetime: enrolledAt };
    case 'percentageBelow':
      return { completionpercentage: -5, status: BEGUN, datetime: enrolledAt };
    case 'countOnly':
      return { progress: 1 + random.below(LEAF_COUNT), status: BEGUN, datetime: enrolledAt };
    case 'notBegun':
      return notBegun(context);
  }
}
