import { type DemoBatch, dealerOf, ordinaryLearners } from '../batch.ts';
import type { Cards } from '../cases.ts';
import { OTHER_COURSE_ID } from '../course.ts';
import type { Row } from '../rows.ts';
import { consentRows } from './consent-row.ts';
import { declarationRows } from './declaration-rows.ts';
import { enrolmentRow } from './enrolment-row.ts';
import { stateIdRows } from './external-id-rows.ts';
import { type LearnerContext, learnerContext } from './learner-context.ts';
import { membershipRows } from './membership-rows.ts';
import { userRow } from './user-row.ts';

export interface DemoLearner {
  readonly index: number;
  readonly userId: string;
  readonly cards: Cards;
  /** The enrolment first, then what the sunbird keyspace knows of her, then her bystander's rows. */
  readonly rows: readonly Row[];
}

/** All that the platform knows of the person, whatever batch she is in; a lost profile has lost the rest too. */
function personRows(context: LearnerContext): Row[] {
  const user = userRow(context);
  if (user === null) return [];
  const ids = context.isSelfSignedUp ? declarationRows(context) : stateIdRows(context);
  return [user, ...membershipRows(context), ...ids, ...consentRows(context)];
}

/** A row in the batch's partition that is no row of the report, with the person it belongs to. */
function bystanderRows(learner: LearnerContext, index: number): Row[] {
  const { batch, cards } = learner;
  if (cards.bystander === 'none') return [];
  if (cards.bystander === 'alsoOtherCourse') return [enrolmentRow(learner, OTHER_COURSE_ID, true)];
  const other = learnerContext(batch, index, { ...cards, standing: 'ordinary' }, 'bystander');
  const isOtherCourse = cards.bystander === 'otherCourse';
  const active = isOtherCourse ? true : cards.bystander === 'inactive' ? false : undefined;
  return [enrolmentRow(other, isOtherCourse ? OTHER_COURSE_ID : batch.courseId, active), ...personRows(other)];
}

/**
 * The batch's ordinary learners `from` .. `to - 1`, one at a time: memory stays flat at any size. A learner depends on the
 * seed, the batch's number and her index alone (her enrolment also carries the batch's id), never on who comes before.
 */
export function* demoLearners(batch: DemoBatch, from = 0, to = ordinaryLearners(batch)): Generator<DemoLearner> {
  const dealer = dealerOf(batch);
  for (let index = from; index < to; index++) {
    const cards = dealer.cards(index);
    const context = learnerContext(batch, index, cards);
    const rows = [
      enrolmentRow(context, batch.courseId, true),
      ...personRows(context),
      ...bystanderRows(context, index),
    ];
    yield { index, userId: context.userId, cards, rows };
  }
}
