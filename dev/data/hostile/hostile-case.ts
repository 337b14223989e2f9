import type { Cards } from '../cases.ts';
import type { LearnerContext } from '../learner/learner-context.ts';
import type { Values } from '../rows.ts';

/** What a hostile case puts in the place of an ordinary learner's rows. */
export interface HostileRows {
  /** Instead of a UUID, in every row of hers. */
  readonly userId?: string;
  /** Columns over those of the ordinary row; `undefined` unsets one. */
  readonly enrolment?: Values<'sunbird_courses.report_user_enrolments'>;
  readonly user?: Values<'sunbird.user'>;
  /** Each list instead of the ordinary one; the user id is put in. */
  readonly memberships?: readonly Values<'sunbird.user_organisation'>[];
  readonly identities?: readonly Values<'sunbird.usr_external_identity'>[];
  readonly declarations?: readonly Values<'sunbird.user_declarations'>[];
}

export interface HostileCase {
  /** Where the learner differs from the plain one beforehand. */
  readonly cards: Partial<Cards>;
  readonly rows: (context: LearnerContext) => HostileRows;
}

export function hostile(
  rows: HostileRows | ((context: LearnerContext) => HostileRows),
  cards: Partial<Cards> = {},
): HostileCase {
  return { cards, rows: typeof rows === 'function' ? rows : () => rows };
}

/** A learner of the course's own tenant in whom nothing is unusual, so that a case stands alone in her row. */
export const PLAIN: Cards = {
  standing: 'ordinary',
  home: 'courseTenant',
  name: 'latin',
  email: 'none',
  phone: 'none',
  location: 'districtAndBlock',
  membership: 'oneSchool',
  stateId: 'today',
  enrolledDate: 'newForm',
  progress: 'notBegun',
  consent: 'none',
  bystander: 'none',
};
