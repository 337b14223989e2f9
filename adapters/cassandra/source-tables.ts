/** Names of Sunbird's keyspaces and of the enrolment table; plain identifiers, checked where configuration is read. */
export interface SourceNames {
  readonly sunbird: string;
  readonly courses: string;
  readonly hierarchy: string;
  readonly enrolmentsTable: string;
}

export interface SourceTable {
  readonly keyspace: string;
  readonly table: string;
  /** Without these there is no report: a schema that lacks one is refused. */
  readonly key: readonly string[];
  /** Came with a later migration or went with one: where the schema lacks one, its cells are blank, and the manifest says so. */
  readonly optional: readonly string[];
  /** The whole table may be absent. */
  readonly isOptional?: true;
}

/**
 * Only the columns that a rule reads (docs/domain.md, 2): a row of `user` or of the enrolments is wide, and every column
 * costs decoding.
 */
export function sourceTables({ sunbird, courses, enrolmentsTable }: SourceNames) {
  return {
    batch: {
      keyspace: courses,
      table: 'course_batch',
      key: ['courseid', 'batchid', 'createdby', 'mentors', 'createdfor'],
      optional: ['name', 'startdate', 'start_date', 'enddate', 'end_date', 'createddate', 'created_date'],
    },
    enrolments: {
      keyspace: courses,
      table: enrolmentsTable,
      key: ['userid', 'courseid', 'batchid', 'active', 'completedon'],
      optional: ['enrolled_date', 'enrolleddate', 'contentstatus', 'completionpercentage', 'progress', 'datetime'],
    },
    user: {
      keyspace: sunbird,
      table: 'user',
      key: ['id', 'firstname', 'lastname', 'email', 'phone', 'rootorgid', 'status', 'isdeleted'],
      optional: ['maskedemail', 'maskedphone', 'channel', 'profilelocation', 'locationids', 'roles'],
    },
    roles: { keyspace: sunbird, table: 'user_roles', key: ['userid', 'role', 'scope'], optional: [], isOptional: true },
    memberships: {
      keyspace: sunbird,
      table: 'user_organisation',
      key: ['userid', 'organisationid', 'isdeleted'],
      optional: ['orgjoindate'],
    },
    externalIdentities: {
      keyspace: sunbird,
      table: 'usr_external_identity',
      key: ['userid', 'idtype', 'provider', 'externalid'],
      optional: ['originalexternalid', 'originalprovider'],
    },
    declarations: {
      keyspace: sunbird,
      table: 'user_declarations',
      key: ['userid', 'orgid', 'persona', 'userinfo', 'status'],
      optional: [],
      isOptional: true,
    },
    consents: {
      keyspace: sunbird,
      table: 'user_consent',
      key: ['user_id', 'consumer_id', 'object_id', 'status', 'expiry'],
      optional: [],
      isOptional: true,
    },
    organisations: {
      keyspace: sunbird,
      table: 'organisation',
      key: ['id', 'orgname', 'channel', 'isrootorg', 'rootorgid'],
      optional: ['organisationtype', 'orglocation', 'locationids'],
    },
    locations: { keyspace: sunbird, table: 'location', key: ['id', 'name', 'type', 'parentid'], optional: [] },
    settings: { keyspace: sunbird, table: 'system_settings', key: ['id', 'value'], optional: [] },
  } as const satisfies Record<string, SourceTable>;
}

export type SourceTables = ReturnType<typeof sourceTables>;
export type SourceTableName = keyof SourceTables;
