import { type Cell, textCell } from './cell.ts';
import { momentOfText } from './dates.ts';
import { declaredValue } from './declarations.ts';
import type { KnownLearner } from './known-learner.ts';
import type { Directory, Membership, Organisation } from './learner.ts';
import { firstOfType, type Locations } from './location-list.ts';
import { byCodePoint, trimmed } from './text.ts';

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

/** What the learner declared, else the schools' names, else the school in the profile's location; never the root org. */
export function schoolNameCell({ kind, learner, schools, locationIds, facts, directory }: KnownLearner): Cell {
  const declared = kind === 'custodian' ? declaredValue(learner, facts.courseOrg, 'declared-school-name') : null;
  return textCell(declared ?? (joinedNames(schools) || schoolInProfile(locationIds, directory)));
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

/** Joined by semicolons: the names themselves hold commas. */
function joinedNames(schools: readonly Organisation[]): string {
  const names = schools.map((school) => trimmed(school.name)).filter((name) => name !== '');
  return names.length < 2 ? (names[0] ?? '') : [...new Set(names)].join('; ');
}

function schoolInProfile(locationIds: readonly string[], directory: Locations): string | null {
  const id = firstOfType(locationIds, 'school', directory);
  return id === null ? null : (directory.location(id)?.name ?? null);
}
