import type { Cards } from '../cases.ts';
import { nineteenDigits } from '../places/organisation-id.ts';
import { type Row, row, type Values } from '../rows.ts';
import { dayText, timestampText } from '../sunbird-text.ts';
import type { LearnerContext } from './learner-context.ts';

interface Membership {
  readonly organisationId: string;
  readonly joinedText?: string;
  readonly hasEnded?: boolean;
}

const BY_STATE = 1;
const SELF_DECLARED = 2;
const LONGEST_MS = 6 * 31_536_000_000;

function someTimeBefore({ enrolledAt, random }: LearnerContext): Date {
  return new Date(enrolledAt.getTime() - Math.floor(random.fraction() * LONGEST_MS));
}

function otherSchools({ state, random }: LearnerContext, count: number): Membership[] {
  return Array.from({ length: count }, () => ({ organisationId: random.pick(state.schools).orgId }));
}

/** The schools and offices of a state user, beside the root organisation. */
function officesOf(card: Cards['membership'], context: LearnerContext): readonly Membership[] {
  const { school, state, random, userId } = context;
  const own: Membership = { organisationId: school.orgId };
  switch (card) {
    case 'oneSchool':
      return [own];
    case 'severalSchools':
      return [own, ...otherSchools(context, random.chance(0.2) ? 2 : 1)];
    case 'none':
      return [];
    case 'ended':
      return [{ ...own, hasEnded: true }, ...otherSchools(context, random.below(2))];
    case 'board':
      return [own, { organisationId: state.boardOrgId }];
    case 'unknownOrganisation':
      return [{ organisationId: nineteenDigits('closed school', userId) }, ...(random.chance(0.5) ? [own] : [])];
    case 'oddJoinDates': {
      const [other] = otherSchools(context, 1);
      const aDay = { ...own, joinedText: dayText(someTimeBefore(context)) };
      return other ? [aDay, { ...other, joinedText: '27/06/2020' }] : [aDay];
    }
  }
}

function schoolsOf(context: LearnerContext): readonly Membership[] {
  if (!context.isSelfSignedUp) return officesOf(context.cards.membership, context);
  return context.random.chance(0.15) ? [{ organisationId: context.school.orgId }] : [];
}

type MembershipValues = Values<'sunbird.user_organisation'>;

function ending(
  hasEnded: boolean,
  { enrolledAt, random }: LearnerContext,
): Pick<MembershipValues, 'isdeleted' | 'orgleftdate'> {
  if (hasEnded) return { isdeleted: true, orgleftdate: timestampText(enrolledAt) };
  return { isdeleted: random.chance(0.3) ? undefined : false };
}

function membershipRow(membership: Membership, context: LearnerContext): Row {
  const { random, userId, isSelfSignedUp } = context;
  const { organisationId, joinedText, hasEnded = false } = membership;
  return row('sunbird.user_organisation', {
    userid: userId,
    organisationid: organisationId,
    id: random.digits(19),
    isapproved: true,
    associationtype: isSelfSignedUp ? SELF_DECLARED : BY_STATE,
    orgjoindate: joinedText ?? timestampText(someTimeBefore(context)),
    ...ending(hasEnded, context),
    hashtagid: organisationId,
  });
}

/** The root organisation first, as the platform does for every user, then schools; no organisation twice. */
export function membershipRows(context: LearnerContext): Row[] {
  const root = context.rootOrgId === undefined ? [] : [{ organisationId: context.rootOrgId }];
  const byId = new Map([...root, ...schoolsOf(context)].map((one) => [one.organisationId, one] as const));
  return [...byId.values()].map((membership) => membershipRow(membership, context));
}
