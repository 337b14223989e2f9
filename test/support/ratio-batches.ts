import type { Client } from 'cassandra-driver';
import type { SourceNames } from '../../adapters/cassandra/source-tables.ts';
import { type OlderKeyspace, olderKeyspace, tableStatement } from './older-schema.ts';

/** Sunbird's tables in a keyspace of the test's own, empty: whoever walks over all batches meets no other test's. */
export interface OwnSunbird {
  readonly names: SourceNames;
  insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  readonly drop: OlderKeyspace['drop'];
}

const TABLES = [
  'sunbird_courses.course_batch',
  'sunbird_courses.report_user_enrolments',
  ...['user', 'user_organisation', 'organisation', 'location', 'usr_external_identity', 'system_settings'].map(
    (table) => `sunbird.${table}`,
  ),
];

export async function ownSunbird(client: Client): Promise<OwnSunbird> {
  const { name, ddl, drop } = await olderKeyspace(client);
  for (const table of TABLES) await ddl(await tableStatement(table, name));
  return {
    names: { sunbird: name, courses: name, hierarchy: name, enrolmentsTable: 'report_user_enrolments' },
    insert: async (table, row) => {
      const marks = Object.keys(row).map(() => '?');
      const query = `INSERT INTO ${name}.${table} (${Object.keys(row).join(', ')}) VALUES (${marks.join(', ')})`;
      await client.execute(query, Object.values(row));
    },
    drop,
  };
}
