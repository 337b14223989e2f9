/** Names of Sunbird's keyspaces and of the enrolment table; plain identifiers, checked where configuration is read. */
export interface SourceNames {
  readonly sunbird: string;
  readonly courses: string;
  readonly hierarchy: string;
  readonly enrolmentsTable: string;
}

/** Only the columns that a rule reads: a row of `user` or of the enrolments is wide, and every one costs decoding. */
export function sourceQueries({ sunbird, courses, hierarchy, enrolmentsTable }: SourceNames) {
  const inBatch = `FROM ${courses}.${enrolmentsTable} WHERE batchid = ? AND courseid = ?`;
  const enrolment =
    'userid, active, enrolled_date, enrolleddate, completedon, contentstatus, completionpercentage, progress, datetime';
  return {
    batch: `SELECT courseid, batchid, name, createdby, mentors, createdfor, startdate, start_date, enddate, end_date FROM ${courses}.course_batch WHERE courseid = ? AND batchid = ?`,
    userKeys: `SELECT userid ${inBatch}`,
    enrolments: `SELECT ${enrolment} ${inBatch}`,
    /** Appended to the two above. */
    after: ' AND userid > ?',
    upTo: ' AND userid <= ?',
    hierarchy: `SELECT hierarchy FROM ${hierarchy}.content_hierarchy WHERE identifier = ?`,
    custodian: `SELECT value FROM ${sunbird}.system_settings WHERE id = 'custodianOrgId'`,
    requester: `SELECT id, firstname, lastname, email, rootorgid, channel, status, isdeleted, roles FROM ${sunbird}.user WHERE id = ?`,
    roles: `SELECT role, scope FROM ${sunbird}.user_roles WHERE userid = ?`,
    profiles: `SELECT id, firstname, lastname, maskedemail, maskedphone, rootorgid, channel, profilelocation, locationids, status, isdeleted FROM ${sunbird}.user WHERE id IN ?`,
    profilesWithContacts: `SELECT id, firstname, lastname, maskedemail, maskedphone, email, phone, rootorgid, channel, profilelocation, locationids, status, isdeleted FROM ${sunbird}.user WHERE id IN ?`,
    memberships: `SELECT userid, organisationid, isdeleted, orgjoindate FROM ${sunbird}.user_organisation WHERE userid IN ?`,
    externalIdentities: `SELECT userid, idtype, provider, externalid, originalexternalid, originalprovider FROM ${sunbird}.usr_external_identity WHERE userid IN ?`,
    declarations: `SELECT userid, orgid, persona, userinfo, status FROM ${sunbird}.user_declarations WHERE userid IN ?`,
    consents: `SELECT user_id, status, expiry FROM ${sunbird}.user_consent WHERE user_id IN ? AND consumer_id = ? AND object_id = ?`,
    organisations: `SELECT id, orgname, channel, isrootorg, rootorgid, organisationtype, orglocation, locationids FROM ${sunbird}.organisation WHERE id IN ?`,
    locations: `SELECT id, name, type, parentid FROM ${sunbird}.location WHERE id IN ?`,
  } as const;
}
