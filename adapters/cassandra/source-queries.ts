import type { SourceSchema } from './source-schema.ts';
import { sourceTables, type SourceNames, type SourceTableName } from './source-tables.ts';

/** Columns that are decoded only where the operator prints contacts in full. */
const CONTACTS = ['email', 'phone'];
/** Of the requester, not of a learner. */
const REQUESTER_ONLY = ['roles'];
/** For the download ratio alone (batch-source.ts). */
export const CREATION_DATES = ['createddate', 'created_date'];

/** The statements for an installation's schema; `null` = its table is absent, there is nothing to read. */
export function sourceQueries(names: SourceNames, schema: SourceSchema) {
  const tables = sourceTables(names);
  const select = (name: SourceTableName, where: string, without: readonly string[] = []) => {
    const columns = schema.columns[name].filter((column) => !without.includes(column));
    const { keyspace, table } = tables[name];
    return `SELECT ${columns.join(', ')} FROM ${keyspace}.${table} WHERE ${where}`;
  };
  const selectIfThere = (name: SourceTableName, where: string) =>
    schema.columns[name].length === 0 ? null : select(name, where);
  const byUser = schema.externalIdentities === 'byUser' ? 'userid IN ?' : 'userid = ?';
  return {
    batch: select('batch', 'courseid = ? AND batchid = ?', CREATION_DATES),
    hierarchy: `SELECT hierarchy FROM ${names.hierarchy}.content_hierarchy WHERE identifier = ?`,
    custodian: select('settings', "id = 'custodianOrgId'"),
    requester: select('user', 'id = ?'),
    roles: selectIfThere('roles', 'userid = ?'),
    profiles: select('user', 'id IN ?', [...CONTACTS, ...REQUESTER_ONLY]),
    profilesWithContacts: select('user', 'id IN ?', REQUESTER_ONLY),
    memberships: select('memberships', 'userid IN ?'),
    externalIdentities: select('externalIdentities', byUser),
    declarations: selectIfThere('declarations', 'userid IN ?'),
    consents: selectIfThere('consents', 'user_id IN ? AND consumer_id = ? AND object_id = ?'),
    organisations: select('organisations', 'id IN ?'),
    locations: select('locations', 'id IN ?'),
  };
}
