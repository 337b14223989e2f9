import { CONTACTS } from './contacts.ts';
import { DECLARATIONS } from './declarations.ts';
import { ENROLMENTS } from './enrolments.ts';
import type { HostileCase } from './hostile-case.ts';
import { IDENTITIES } from './identities.ts';
import { LOCATIONS } from './locations.ts';
import { NAMES } from './names.ts';
import { ORGANISATIONS } from './organisations.ts';
import { USER_IDS } from './user-ids.ts';

/** Every way in which a row of the platform can hurt, by name; what the file then says of it stands in the tests. */
const HOSTILE_CASES = {
  name: NAMES,
  userId: USER_IDS,
  location: LOCATIONS,
  organisation: ORGANISATIONS,
  identity: IDENTITIES,
  declaration: DECLARATIONS,
  contact: CONTACTS,
  enrolment: ENROLMENTS,
} as const satisfies Record<string, Record<string, HostileCase>>;

type Groups = typeof HOSTILE_CASES;
export type HostileGroup = keyof Groups;
export type HostileCaseOf<G extends HostileGroup> = keyof Groups[G] & string;

export interface NamedCase {
  readonly group: HostileGroup;
  readonly name: string;
  readonly hostile: HostileCase;
}

/** In the order in which hostile learners get them. */
export const NAMED_CASES: readonly NamedCase[] = (Object.keys(HOSTILE_CASES) as HostileGroup[]).flatMap((group) =>
  Object.entries<HostileCase>(HOSTILE_CASES[group]).map(([name, hostile]) => ({ group, name, hostile })),
);
