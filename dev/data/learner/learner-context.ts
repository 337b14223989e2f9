import { batchDays, type DemoBatch, learnerKey } from '../batch.ts';
import type { Cards } from '../cases.ts';
import { CUSTODIAN_ORG_ID, nineteenDigits } from '../places/organisation-id.ts';
import { type School, type State, country } from '../places/place-tree.ts';
import { Random } from '../random.ts';

/** What all rows of one learner are made from. */
export interface LearnerContext {
  readonly batch: DemoBatch;
  readonly cards: Cards;
  /** The learner's own stream; the parts draw from it in a fixed order. */
  readonly random: Random;
  readonly userId: string;
  readonly courseState: State;
  /** Where she lives and, if she has a school, teaches. */
  readonly state: State;
  readonly school: School;
  readonly isSelfSignedUp: boolean;
  readonly rootOrgId: string | undefined;
  readonly channel: string;
  readonly enrolledAt: Date;
}

/** How many in a hundred live in the course's own state, where the card leaves it open. */
const PER_CENT_IN_COURSE_STATE: Partial<Record<Cards['home'], number>> = {
  otherTenant: 0,
  declaredToCourseTenant: 85,
  declaredAndRejected: 50,
  declaredInOldRows: 50,
  declaredToOtherTenant: 20,
  undeclaredElsewhere: 0,
};

const STATE_USERS: ReadonlySet<Cards['home']> = new Set(['courseTenant', 'otherTenant', 'noRootOrg', 'unknownRootOrg']);

function homeState(home: Cards['home'], courseState: State, others: readonly State[], random: Random): State {
  const isHere = random.below(100) < (PER_CENT_IN_COURSE_STATE[home] ?? 100);
  return isHere ? courseState : random.pick(others);
}

function rootOrgOf(home: Cards['home'], state: State): string | undefined {
  if (!STATE_USERS.has(home)) return CUSTODIAN_ORG_ID;
  if (home === 'noRootOrg') return undefined;
  return home === 'unknownRootOrg' ? nineteenDigits('nobody') : state.rootOrgId;
}

/** Most enrol in the first weeks; any hour, so that about one in four falls on another day in India than in UTC. */
function enrolmentMoment(batch: DemoBatch, random: Random): Date {
  const { start } = batchDays(batch);
  const days = 75 * random.fraction() ** 2;
  return new Date(start.getTime() + Math.floor(days * 86_400_000));
}

/** @param role `learner`, or the name of another stream of people beside the batch's learners */
export function learnerContext(batch: DemoBatch, index: number, cards: Cards, role = 'learner'): LearnerContext {
  const random = new Random(...learnerKey(batch, role, index));
  const { courseState, otherStates } = country();
  const userId = random.uuid();
  const state = homeState(cards.home, courseState, otherStates, random);
  const isSelfSignedUp = !STATE_USERS.has(cards.home);
  return {
    batch,
    cards,
    random,
    userId,
    courseState,
    state,
    school: random.pick(state.schools),
    isSelfSignedUp,
    rootOrgId: rootOrgOf(cards.home, state),
    channel: isSelfSignedUp ? 'dikshacustodian' : state.spec.channel,
    enrolledAt: enrolmentMoment(batch, random),
  };
}
