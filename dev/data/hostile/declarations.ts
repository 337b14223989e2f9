import type { LearnerContext } from '../learner/learner-context.ts';
import type { Values } from '../rows.ts';
import { hostile } from './hostile-case.ts';
import { FOREIGN_CIPHERTEXT } from './identities.ts';

type Declaration = Values<'sunbird.user_declarations'>;

/** She signed up by herself and has neither school nor place: only what she declared can show anything. */
function declared(rows: (context: LearnerContext) => readonly Declaration[]) {
  return hostile((context) => ({ declarations: rows(context), memberships: [] }), {
    home: 'declaredToCourseTenant',
    location: 'none',
  });
}

const toCourseOrg = ({ courseState }: LearnerContext, rest: Declaration): Declaration => ({
  orgid: courseState.rootOrgId,
  persona: 'teacher',
  status: 'SUBMITTED',
  ...rest,
});
const one = (rest: Declaration) => declared((context) => [toCourseOrg(context, rest)]);

function ofPersonas(context: LearnerContext, count: number): Declaration[] {
  return Array.from({ length: count }, (_, no) =>
    toCourseOrg(context, { persona: `p${no}`, userinfo: { 'declared-ext-id': `P-${no}` } }),
  );
}

export const DECLARATIONS = {
  withoutUserInfo: one({}),
  emptyKeys: one({ userinfo: { '': 'x', ' ': 'y', 'declared-ext-id': ' ' } }),
  prototypeKeys: one({ userinfo: { ['__proto__']: 'x', constructor: 'y', 'declared-ext-id': 'T-1' } }),
  formula: one({ userinfo: { 'declared-ext-id': '@x', 'declared-school-name': '\u200b=1' } }),
  record: one({ userinfo: { 'declared-ext-id': '"', 'declared-school-name': 'MPPS\r\n"A", B' } }),
  ciphertext: one({ userinfo: { 'declared-ext-id': FOREIGN_CIPHERTEXT } }),
  blankPersona: one({ persona: '', userinfo: { 'declared-ext-id': 'T-2' } }),
  spacedRejection: one({ status: ' Rejected ', userinfo: { 'declared-ext-id': 'T-3' } }),
  unknownStatus: one({ status: '\0', userinfo: { 'declared-ext-id': 'T-4' } }),
  hundredPersonas: declared((context) => [
    ...ofPersonas(context, 100),
    toCourseOrg(context, { persona: ' TEACHER ', userinfo: { 'declared-ext-id': 'T-5' } }),
  ]),
  spacedOrganisation: declared((context) => [
    { ...toCourseOrg(context, { userinfo: { 'declared-ext-id': 'T-6' } }), orgid: `${context.courseState.rootOrgId} ` },
  ]),
};
