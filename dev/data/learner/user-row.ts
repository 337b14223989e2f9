import { contacts } from '../people/contacts.ts';
import { personName } from '../people/person-name.ts';
import { type Row, row, type Values } from '../rows.ts';
import { timestampText } from '../sunbird-text.ts';
import type { LearnerContext } from './learner-context.ts';
import { profileLocation } from './profile-location.ts';

type Standing = Pick<Values<'sunbird.user'>, 'status' | 'isdeleted' | 'managedby'>;

/** `isdeleted` is unset on rows that no newer service has touched. */
function standing({ cards, random }: LearnerContext): Standing {
  const isdeleted = random.chance(0.3) ? undefined : false;
  switch (cards.standing) {
    case 'deletedByFlag':
      return { status: 0, isdeleted: true };
    case 'deletedByStatus':
      return { status: 2, isdeleted };
    case 'blocked':
      return { status: 0, isdeleted };
    case 'childAccount':
      return { status: 1, isdeleted, managedby: random.uuid() };
    default:
      return { status: 1, isdeleted };
  }
}

const YEAR_MS = 31_536_000_000;

/** The learner's row in `sunbird.user`; `null` where the platform has lost it. */
export function userRow(context: LearnerContext): Row | null {
  const { cards, random, userId, rootOrgId, channel, state, isSelfSignedUp, enrolledAt } = context;
  if (cards.standing === 'noProfile') return null;
  const created = new Date(enrolledAt.getTime() - Math.floor(random.fraction() * 4 * YEAR_MS));
  const name = personName(cards.name, state.spec.script, random);
  return row('sunbird.user', {
    id: userId,
    userid: userId,
    username: `${channel}_${userId.slice(0, 8)}`,
    ...name,
    ...contacts(cards, name.firstname, random),
    countrycode: '+91',
    rootorgid: rootOrgId,
    channel,
    ...profileLocation(context),
    profileusertype: JSON.stringify({ type: 'teacher' }),
    ...standing(context),
    roles: random.chance(0.2) ? ['PUBLIC'] : undefined,
    createddate: timestampText(created),
    tncacceptedversion: isSelfSignedUp ? 'v13' : 'v12',
  });
}
