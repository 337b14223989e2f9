import type {
  Batch,
  CourseFacts,
  Declaration,
  Directory,
  Enrolment,
  ExternalIdentity,
  Learner,
  Location,
  Membership,
  Organisation,
  Profile,
  Requester,
} from '../../report/learner.ts';
import { type ColumnName, COLUMNS } from '../../report/columns.ts';
import { learnerRow, type Row } from '../../report/row.ts';
import type { RowSettings } from '../../report/row-settings.ts';

/** Records with nothing in them but what a test says. */

export const TENANT = '0126796199493140480';
export const OTHER_TENANT = '0131207459301478401';
export const CUSTODIAN = '0126684405014528002';

export function enrolment(set: Partial<Enrolment> = {}): Enrolment {
  return {
    userId: 'learner-1',
    active: true,
    enrolledDate: null,
    enrolledDateText: null,
    completedOn: null,
    contentStatus: null,
    completionPercentage: null,
    progress: null,
    activityAt: null,
    ...set,
  };
}

export function profile(set: Partial<Profile> = {}): Profile {
  return {
    userId: 'learner-1',
    firstName: null,
    lastName: null,
    maskedEmail: null,
    maskedPhone: null,
    email: null,
    phone: null,
    rootOrgId: TENANT,
    channel: 'ap',
    profileLocation: null,
    locationIds: null,
    status: 1,
    isDeleted: null,
    ...set,
  };
}

export function learner(set: Partial<Learner> = {}): Learner {
  return {
    profile: profile(),
    memberships: [],
    externalIdentities: [],
    declarations: [],
    consent: null,
    ...set,
  };
}

export function organisation(id: string, set: Partial<Organisation> = {}): Organisation {
  return {
    id,
    name: `name of ${id}`,
    channel: null,
    isRootOrg: false,
    rootOrgId: TENANT,
    type: 2,
    orgLocation: null,
    locationIds: null,
    ...set,
  };
}

export function rootOrganisation(id: string, set: Partial<Organisation> = {}): Organisation {
  return organisation(id, { isRootOrg: true, rootOrgId: id, type: null, ...set });
}

export function membership(organisationId: string, set: Partial<Membership> = {}): Membership {
  return { organisationId, isDeleted: null, joinedAtText: null, ...set };
}

export function identity(idType: string, provider: string, set: Partial<ExternalIdentity> = {}): ExternalIdentity {
  return { idType, provider, externalId: null, originalExternalId: null, originalProvider: null, ...set };
}

export function declaration(set: Partial<Declaration> = {}): Declaration {
  return { orgId: TENANT, persona: 'teacher', status: 'SUBMITTED', userInfo: null, ...set };
}

export function location(id: string, type: string | null, parentId: string | null = null, name = id): Location {
  return { id, type, parentId, name };
}

export function directory(organisations: Organisation[] = [], locations: Location[] = []): Directory {
  return {
    organisation: (id) => organisations.find((each) => each.id === id),
    location: (id) => locations.find((each) => each.id === id),
  };
}

/** A course of TENANT (channel `ap`), 12 contents. */
export function facts(set: Partial<CourseFacts> = {}): CourseFacts {
  return {
    courseOrg: { id: TENANT, channel: 'ap', stateId: null },
    custodianOrgId: CUSTODIAN,
    leafCount: 12,
    ...set,
  };
}

export function settings(set: Partial<RowSettings> = {}): RowSettings {
  return {
    privateColumns: 'course-tenant',
    contacts: 'masked',
    runStartedAt: new Date('2026-03-01T00:00:00Z'),
    ...set,
  };
}

export function batch(set: Partial<Batch> = {}): Batch {
  return {
    courseId: 'do_1',
    batchId: 'batch-1',
    name: null,
    createdBy: 'creator',
    mentors: null,
    createdFor: null,
    startDate: null,
    startDateText: null,
    endDate: null,
    endDateText: null,
    ...set,
  };
}

export function requester(set: Partial<Profile> = {}, roles: Requester['roles'] = []): Requester {
  return { profile: profile({ userId: 'creator', ...set }), roles, address: null };
}

/** What surrounds a learner in `rowOf`; all of it can be left out. */
export interface Surroundings {
  readonly enrolment?: Enrolment;
  readonly facts?: CourseFacts;
  readonly directory?: Directory;
  readonly settings?: RowSettings;
}

export function rowOf(of: Learner, around: Surroundings = {}): Row {
  return learnerRow(
    around.enrolment ?? enrolment(),
    of,
    around.facts ?? facts(),
    around.directory ?? directory(),
    around.settings ?? settings(),
  );
}

export function cellOf(column: ColumnName, row: Row): string | undefined {
  return row.cells[COLUMNS.indexOf(column)];
}

export function blankOf(column: ColumnName, row: Row): string | null | undefined {
  return row.blanks[COLUMNS.indexOf(column)];
}
