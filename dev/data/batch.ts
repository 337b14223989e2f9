import { CAST } from './cast.ts';
import type { CaseOf, DeckName } from './cases.ts';
import { COURSE_ID, COURSE_NAME } from './course.ts';
import { Dealer } from './deal.ts';
import { nineteenDigits } from './places/organisation-id.ts';
import { country } from './places/place-tree.ts';
import { Random } from './random.ts';
import { type Row, row } from './rows.ts';
import { dayText, timestampText } from './sunbird-text.ts';

/** Raise it with every change of what a seed gives: new learners get new ids, so that old rows never mix with new ones. */
export const GENERATOR_VERSION = 1;

export interface DemoOptions {
  readonly seed?: number;
  /** Active enrolments, which are the rows of the report. */
  readonly learners: number;
  /** Batches of different numbers have learners of their own in the same schools. */
  readonly batchNo?: number;
}

/** The batch and what a count of one's own must find in Cassandra. */
export interface DemoBatch {
  readonly seed: number;
  readonly batchNo: number;
  readonly courseId: string;
  readonly batchId: string;
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

type BatchKey = Pick<DemoBatch, 'seed' | 'batchNo'>;

/** Key of a stream of random numbers for this batch's learners; without their number, so that a larger batch has the same first ones. */
export function learnerKey({ seed, batchNo }: BatchKey, ...more: readonly (string | number)[]): (string | number)[] {
  return ['learner', GENERATOR_VERSION, seed, batchNo, ...more];
}

export function dealerOf(batch: BatchKey): Dealer {
  return new Dealer(...learnerKey(batch, 'cards'));
}

export function demoBatch({ seed = 1, learners, batchNo = 1 }: DemoOptions): DemoBatch {
  const dealer = dealerOf({ seed, batchNo });
  const count = <D extends DeckName>(deck: D, card: CaseOf<D>) => dealer.count(deck, card, learners);
  return {
    seed,
    batchNo,
    courseId: COURSE_ID,
    batchId: nineteenDigits('batch', GENERATOR_VERSION, seed, batchNo, learners),
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

/** All organisations of the creator, as the portal writes them: schools, her root organisation and another tenant's, in no order. */
function createdFor(random: Random): string[] {
  const { courseState: own, otherStates } = country();
  const other = random.pick(otherStates);
  const schools = [random.pick(own.schools), random.pick(own.schools), random.pick(other.schools)];
  return random.shuffle([...new Set([own.rootOrgId, other.rootOrgId, ...schools.map(({ orgId }) => orgId)])]);
}

/** The batch's own row; an even number has the older text dates only. */
export function batchRow(batch: DemoBatch): Row {
  const { start, end } = batchDays(batch);
  const created = new Date(start.getTime() - 4 * DAY_MS + 20_096_221);
  const isNewForm = batch.batchNo % 2 === 1;
  return row('sunbird_courses.course_batch', {
    courseid: batch.courseId,
    batchid: batch.batchId,
    name: `${COURSE_NAME}, batch ${batch.batchNo}`,
    description: 'For teachers of classes 1 to 3',
    createdby: CAST.creator.id,
    createdfor: createdFor(new Random('created-for', batch.batchNo)),
    mentors: [CAST.mentor.id, CAST.mentorWithoutAddress.id, CAST.olderRolesMentor.id, CAST.mentorWithoutRole.id],
    enrollmenttype: 'open',
    status: 1,
    createddate: timestampText(created),
    created_date: isNewForm ? created : undefined,
    startdate: dayText(start),
    start_date: isNewForm ? start : undefined,
    enddate: dayText(end),
    end_date: isNewForm ? end : undefined,
  });
}
