import { DEMO_SALT } from '../cast.ts';
import { encryptContact } from '../contact-encrypt.ts';
import { plainEmail, plainPhone } from '../people/contacts.ts';
import { type State, country } from '../places/place-tree.ts';
import { type Row, row } from '../rows.ts';
import { identityRow } from './external-id-rows.ts';
import type { LearnerContext } from './learner-context.ts';

type Declared = Record<string, string>;

/** What a self-signed-up teacher tells her state of herself; the contacts are ciphertext. */
function declared({ random, school }: LearnerContext): Declared {
  const all: Declared = {
    'declared-ext-id': `T-${random.digits(5)}`,
    'declared-school-name': school.place.name,
    'declared-school-udise-code': school.place.code,
    'declared-phone': encryptContact(plainPhone(random), DEMO_SALT),
    'declared-email': encryptContact(plainEmail(random), DEMO_SALT),
  };
  // Only the state is asked for; the rest is up to her.
  return Object.fromEntries(Object.entries(all).filter(() => random.chance(0.85)));
}

function declarationRow(context: LearnerContext, state: State, persona: string, status: string | undefined): Row {
  const { userId, enrolledAt } = context;
  return row('sunbird.user_declarations', {
    userid: userId,
    orgid: state.rootOrgId,
    persona,
    userinfo: declared(context),
    status,
    createdon: new Date(enrolledAt.getTime() - 3_600_000),
    createdby: userId,
  });
}

function oldRows(context: LearnerContext): Row[] {
  const { channel } = context.courseState.spec;
  const values = { 'declared-ext-id': `T-${context.random.digits(4)}`, ...declared(context) };
  return Object.entries(values).map(([idType, value]) => identityRow({ idType, provider: channel, value }, context));
}

/** What a self-signed-up learner has declared, in today's table or in the rows from before V1.104. */
export function declarationRows(context: LearnerContext): Row[] {
  const { cards, random, courseState } = context;
  const status = random.pick(['SUBMITTED', 'SUBMITTED', 'VALIDATED', 'ERROR', undefined]);
  switch (cards.home) {
    case 'declaredToCourseTenant':
      return [declarationRow(context, courseState, 'teacher', status)];
    case 'declaredTwoPersonas':
      return ['administrator', 'teacher'].map((persona) => declarationRow(context, courseState, persona, status));
    case 'declaredAndRejected':
      return [declarationRow(context, courseState, 'teacher', 'REJECTED')];
    case 'declaredToOtherTenant':
      return [declarationRow(context, random.pick(country().otherStates), 'teacher', status)];
    case 'declaredInOldRows':
      return oldRows(context);
    default:
      return [];
  }
}
