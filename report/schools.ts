import { momentOfText } from './dates.ts';
import type { Directory, Membership, Organisation } from './learner.ts';
import { byCodePoint } from './text.ts';

const SCHOOL_TYPE = 2;

/** The schools a learner belongs to, the newest first (docs/domain.md, 3.6, column 8). */
export function schoolsOf(
  memberships: readonly Membership[],
  rootOrgId: string | null,
  directory: Directory,
): Organisation[] {
  const current = memberships.filter((member) => member.isDeleted !== true && member.organisationId !== rootOrgId);
  return newestFirst(current)
    .map((member) => directory.organisation(member.organisationId))
    .filter(isSchool);
}

function isSchool(organisation: Organisation | undefined): organisation is Organisation {
  if (organisation === undefined || organisation.isRootOrg === true) return false;
  return organisation.type === null || organisation.type === SCHOOL_TYPE;
}

function newestFirst(memberships: readonly Membership[]): readonly Membership[] {
  if (memberships.length < 2) return memberships;
  return memberships
    .map((member) => ({ member, joinedAt: joinedAt(member) }))
    .sort((a, b) => b.joinedAt - a.joinedAt || byCodePoint(a.member.organisationId, b.member.organisationId))
    .map(({ member }) => member);
}

/** Before year 1 for no readable date, so that it sorts last; not -Infinity, which minus itself is not 0. */
function joinedAt(member: Membership): number {
  return (member.joinedAtText === null ? null : momentOfText(member.joinedAtText)) ?? Number.MIN_SAFE_INTEGER;
}
