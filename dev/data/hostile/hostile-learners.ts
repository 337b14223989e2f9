import type { DemoBatch } from '../batch.ts';
import type { Cards } from '../cases.ts';
import { consentRows } from '../learner/consent-row.ts';
import { declarationRows } from '../learner/declaration-rows.ts';
import { enrolmentRow } from '../learner/enrolment-row.ts';
import { stateIdRows } from '../learner/external-id-rows.ts';
import { type LearnerContext, learnerContext } from '../learner/learner-context.ts';
import type { DemoLearner } from '../learner/learners.ts';
import { membershipRows } from '../learner/membership-rows.ts';
import { userRow } from '../learner/user-row.ts';
import { type Row, row } from '../rows.ts';
import { BLANK_USER_IDS } from './blank-user-ids.ts';
import { type NamedCase, NAMED_CASES } from './cases.ts';
import { type HostileRows, PLAIN } from './hostile-case.ts';

export interface HostileLearner extends DemoLearner {
  readonly case: NamedCase;
  readonly context: LearnerContext;
}

/** The hostile learners of a batch: the cases one after the other, again and again. */
export function* hostileLearners(batch: DemoBatch): Generator<HostileLearner> {
  for (let index = 0; index < (batch.hostile?.learners ?? 0); index++) {
    yield hostileLearner(batch, index, NAMED_CASES[index % NAMED_CASES.length] as NamedCase);
  }
}

function hostileLearner(batch: DemoBatch, index: number, named: NamedCase): HostileLearner {
  const cards: Cards = { ...PLAIN, ...named.hostile.cards };
  const plain = learnerContext(batch, index, cards, 'hostile');
  const poison = named.hostile.rows(plain);
  const context = { ...plain, userId: poison.userId ?? plain.userId };
  return { index, userId: context.userId, cards, rows: rowsOf(context, poison), case: named, context };
}

function rowsOf(context: LearnerContext, poison: HostileRows): Row[] {
  const { batch, isSelfSignedUp, userId: userid } = context;
  const user = userRow(context);
  const identities = isSelfSignedUp ? [] : stateIdRows(context);
  return [
    over(enrolmentRow(context, batch.courseId, true), poison.enrolment),
    ...(user === null ? [] : [over(user, poison.user)]),
    ...(poison.memberships?.map((one) => row('sunbird.user_organisation', { ...one, userid })) ??
      membershipRows(context)),
    ...(poison.identities?.map((one) => row('sunbird.usr_external_identity', { ...one, userid })) ?? identities),
    ...(poison.declarations?.map((one) => row('sunbird.user_declarations', { ...one, userid })) ??
      declarationRows(context)),
    ...consentRows(context),
  ];
}

function over(ordinary: Row, poison: HostileRows['enrolment'] | HostileRows['user']): Row {
  return { ...ordinary, values: { ...ordinary.values, ...poison } } as Row;
}

/** Enrolments of the batch whose user id is blank: no learners, and so no rows of the report. */
export function blankUserIdRows({ batchId, courseId }: DemoBatch): Row[] {
  return BLANK_USER_IDS.map((userid) =>
    row('sunbird_courses.report_user_enrolments', { batchid: batchId, courseid: courseId, userid, active: true }),
  );
}
