import { type Cell, textCell } from './cell.ts';
import { declaredValue } from './declarations.ts';
import type { KnownLearner } from './known-learner.ts';
import type { Organisation } from './learner.ts';
import { firstOfType, type Locations } from './location-list.ts';
import { trimmed } from './text.ts';

/**
 * What the learner declared, else the schools' names, else the school in the profile's location; never the root org.
 *
 * @source docs/domain.md, 3.6, column 8
 */
export function schoolNameCell({ kind, learner, schools, locationIds, facts, directory }: KnownLearner): Cell {
  const declared = kind === 'custodian' ? declaredValue(learner, facts.courseOrg, 'declared-school-name') : null;
  return textCell(declared ?? (joinedNames(schools) || schoolInProfile(locationIds, directory)));
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
