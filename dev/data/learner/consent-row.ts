import { type Row, row } from '../rows.ts';
import type { LearnerContext } from './learner-context.ts';

/** Beyond any run of the demo, and long before it. */
const EXPIRY = { active: new Date('2036-06-15T00:00:00Z'), expired: new Date('2026-01-31T00:00:00Z') };

/** Whether the learner lets the course's tenant see her contacts (docs/domain.md, Full mode). */
export function consentRows({ cards, random, userId, courseState, batch, enrolledAt }: LearnerContext): Row[] {
  if (cards.consent === 'none') return [];
  const values = {
    user_id: userId,
    consumer_id: courseState.rootOrgId,
    object_id: batch.courseId,
    id: `usr-consent:${random.uuid()}`,
    consumer_type: 'ORGANISATION',
    object_type: 'Collection',
    status: cards.consent === 'revoked' ? 'REVOKED' : 'ACTIVE',
    created_on: enrolledAt,
  };
  if (cards.consent === 'activeForEver') return [row('sunbird.user_consent', values)];
  return [
    row('sunbird.user_consent', { ...values, expiry: EXPIRY[cards.consent === 'expired' ? 'expired' : 'active'] }),
  ];
}
