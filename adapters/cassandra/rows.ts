import type { types } from 'cassandra-driver';
import type {
  Batch,
  Consent,
  Declaration,
  Enrolment,
  ExternalIdentity,
  Location,
  Membership,
  Organisation,
  Profile,
} from '../../report/learner.ts';

/** Columns to fields, one function a table. `?? null` stands where an older schema may lack the column (source-tables.ts). */

export function toEnrolment(row: types.Row): Enrolment {
  return {
    userId: row['userid'],
    active: row['active'],
    enrolledDate: row['enrolled_date'] ?? null,
    enrolledDateText: row['enrolleddate'] ?? null,
    completedOn: row['completedon'],
    contentStatus: row['contentstatus'] ?? null,
    completionPercentage: row['completionpercentage'] ?? null,
    progress: row['progress'] ?? null,
    activityAt: row['datetime'] ?? null,
  };
}

export function toBatch(row: types.Row): Batch {
  return {
    courseId: row['courseid'],
    batchId: row['batchid'],
    name: row['name'] ?? null,
    createdBy: row['createdby'],
    mentors: row['mentors'],
    createdFor: row['createdfor'],
    startDate: row['start_date'] ?? null,
    startDateText: row['startdate'] ?? null,
    endDate: row['end_date'] ?? null,
    endDateText: row['enddate'] ?? null,
  };
}

export function toProfile(row: types.Row): Profile {
  return {
    userId: row['id'],
    firstName: row['firstname'],
    lastName: row['lastname'],
    maskedEmail: row['maskedemail'] ?? null,
    maskedPhone: row['maskedphone'] ?? null,
    email: null,
    phone: null,
    rootOrgId: row['rootorgid'],
    channel: row['channel'] ?? null,
    profileLocation: row['profilelocation'] ?? null,
    locationIds: row['locationids'] ?? null,
    status: row['status'],
    isDeleted: row['isdeleted'],
  };
}

export function toMembership(row: types.Row): Membership {
  return {
    organisationId: row['organisationid'],
    isDeleted: row['isdeleted'],
    joinedAtText: row['orgjoindate'] ?? null,
  };
}

export function toExternalIdentity(row: types.Row): ExternalIdentity {
  return {
    idType: row['idtype'],
    provider: row['provider'],
    externalId: row['externalid'],
    originalExternalId: row['originalexternalid'] ?? null,
    originalProvider: row['originalprovider'] ?? null,
  };
}

export function toDeclaration(row: types.Row): Declaration {
  return { orgId: row['orgid'], persona: row['persona'], status: row['status'], userInfo: row['userinfo'] };
}

export function toConsent(row: types.Row): Consent {
  return { status: row['status'], expiry: row['expiry'] };
}

export function toOrganisation(row: types.Row): Organisation {
  return {
    id: row['id'],
    name: row['orgname'],
    channel: row['channel'] ?? null,
    isRootOrg: row['isrootorg'],
    rootOrgId: row['rootorgid'],
    type: row['organisationtype'] ?? null,
    orgLocation: row['orglocation'] ?? null,
    locationIds: row['locationids'] ?? null,
  };
}

export function toLocation(row: types.Row): Location {
  return { id: row['id'], name: row['name'], type: row['type'], parentId: row['parentid'] };
}
