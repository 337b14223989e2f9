import type { CaseOf, DeckName } from './cases.ts';
import { COURSE_ID } from './course.ts';
import { Dealer } from './deal.ts';
import { BLANK_USER_IDS } from './hostile/blank-user-ids.ts';
import { nineteenDigits } from './places/organisation-id.ts';

/** Raise it with every change of what a seed gives: new learners get new ids, so that old rows never mix with new ones. */
export const GENERATOR_VERSION = 1;

export interface DemoOptions {
  readonly seed?: number;
  /** Active enrolments, which are the rows of the report. */
  readonly learners: number;
  /** Batches of different numbers have learners of their own in the same schools. */
  readonly batchNo?: number;
  /** Every kind of row that hurts among the ordinary ones (hostile/cases.ts): a batch of its own, with learners of its own. */
  readonly hostile?: boolean;
}

/** What is in a hostile batch besides ordinary learners. */
export interface HostileShare {
  /** Of the active learners. */
  readonly learners: number;
  /** Active enrolments without a user id; not among the active learners. */
  readonly blankUserIds: number;
}

/** The batch and what a count of one's own must find in Cassandra; the last three count ordinary learners alone. */
export interface DemoBatch {
  readonly seed: number;
  readonly batchNo: number;
  readonly courseId: string;
  readonly batchId: string;
  readonly hostile?: HostileShare;
  /** Rows of the report. */
  readonly activeLearners: number;
  /** Rows of the batch and course with `active` false or unset. */
  readonly inactive: number;
  /** Rows of the batch under another course id. */
  readonly otherCourse: number;
  readonly withoutProfile: number;
  readonly deleted: number;
  /** Active learners with `completedon`. */
  readonly completed: number;
}

type BatchKey = Pick<DemoBatch, 'seed' | 'batchNo' | 'hostile'>;

/** Key of a stream of random numbers for this batch's learners; without their number, so that a larger batch has the same first ones. */
export function learnerKey(batch: BatchKey, ...more: readonly (string | number)[]): (string | number)[] {
  return ['learner', ...batchKey(batch), ...more];
}

function batchKey({ seed, batchNo, hostile }: BatchKey): (string | number)[] {
  return [GENERATOR_VERSION, seed, batchNo, ...(hostile === undefined ? [] : ['hostile'])];
}

export function dealerOf(batch: BatchKey): Dealer {
  return new Dealer(...learnerKey(batch, 'cards'));
}

/** At most: each case has a handful of learners then, and a name of 1 MB is none to have by the thousand. */
const MOST_HOSTILE_LEARNERS = 1_000;

function hostileShare(learners: number): HostileShare {
  const half = Math.floor(learners / 2);
  return { learners: Math.min(half, MOST_HOSTILE_LEARNERS), blankUserIds: BLANK_USER_IDS.length };
}

/** The active learners that are made from the decks (cases.ts). */
export function ordinaryLearners({ activeLearners, hostile }: Pick<DemoBatch, 'activeLearners' | 'hostile'>): number {
  return activeLearners - (hostile?.learners ?? 0);
}

export function demoBatch({ seed = 1, learners, batchNo = 1, hostile = false }: DemoOptions): DemoBatch {
  const key: BatchKey = { seed, batchNo, ...(hostile ? { hostile: hostileShare(learners) } : {}) };
  const dealer = dealerOf(key);
  const ordinary = ordinaryLearners({ ...key, activeLearners: learners });
  const count = <D extends DeckName>(deck: D, card: CaseOf<D>) => dealer.count(deck, card, ordinary);
  return {
    ...key,
    courseId: COURSE_ID,
    batchId: nineteenDigits('batch', ...batchKey(key), learners),
    activeLearners: learners,
    inactive: count('bystander', 'inactive') + count('bystander', 'activeUnset'),
    otherCourse: count('bystander', 'otherCourse') + count('bystander', 'alsoOtherCourse'),
    withoutProfile: count('standing', 'noProfile'),
    deleted: count('standing', 'deletedByFlag') + count('standing', 'deletedByStatus'),
    completed: count('progress', 'completed') + count('progress', 'completedOlder'),
  };
}

const DAY_MS = 86_400_000;
const FIRST_START = Date.UTC(2026, 5, 15);
const LENGTH_DAYS = 138;

/** First and last day of the batch; the next three numbers start a week later each. */
export function batchDays({ batchNo }: BatchKey): { readonly start: Date; readonly end: Date } {
  const start = FIRST_START + ((batchNo - 1) % 4) * 7 * DAY_MS;
  return { start: new Date(start), end: new Date(start + LENGTH_DAYS * DAY_MS) };
}
