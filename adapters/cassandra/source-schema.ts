import type { Client, types } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import { knownError } from './known-errors.ts';
import {
  sourceTables,
  type SourceNames,
  type SourceTable,
  type SourceTableName,
  type SourceTables,
} from './source-tables.ts';

/** How the enrolments of a batch can be read, found from the table's primary key (docs/domain.md, 2). */
export type EnrolmentShape =
  /** report_user_enrolments: P batchid, C courseid, userid. */
  | 'batchAndCourse'
  /** user_courses: P batchid, C userid; other courses of the batch lie between. */
  | 'batch'
  /** user_enrolments: P userid, with an index on batchid: walked by token, so in no order. */
  | 'indexed';

/** How the identities of a user can be read. */
export type IdentityShape = 'byUser' | 'indexed';

export interface SourceSchema {
  readonly enrolments: EnrolmentShape;
  readonly externalIdentities: IdentityShape;
  /** The columns that this installation has, of those that rules read; empty for an absent table. */
  readonly columns: Readonly<Record<SourceTableName, readonly string[]>>;
  /** `user.profilelocation`, `user_declarations`: what the rules would read and the schema does not have. Sorted. */
  readonly absent: readonly string[];
}

const COLUMNS = 'SELECT table_name, column_name, kind, position FROM system_schema.columns WHERE keyspace_name = ?';
const INDEXES = 'SELECT table_name, options FROM system_schema.indexes WHERE keyspace_name = ?';

interface Found {
  readonly partition: readonly string[];
  readonly clustering: readonly string[];
  readonly columns: ReadonlySet<string>;
  readonly indexed: ReadonlySet<string>;
}

/** @throws ReportError SourceSchema when a key table or column is missing, or enrolments cannot be read by batch */
export async function readSourceSchema(client: Client, names: SourceNames): Promise<SourceSchema> {
  const tables = sourceTables(names);
  const found = await readTables(client, [...new Set(Object.values(tables).map(({ keyspace }) => keyspace))]);
  refuseWithoutRoles(tables, found);
  const columns: Partial<Record<SourceTableName, readonly string[]>> = {};
  const absent: string[] = [];
  for (const [name, table] of Object.entries<SourceTable>(tables)) {
    const here = found.get(`${table.keyspace}.${table.table}`.toLowerCase());
    columns[name as SourceTableName] =
      here === undefined ? absentTable(table, absent) : presentColumns(table, here, absent);
  }
  return {
    enrolments: enrolmentShape(tables.enrolments, found),
    externalIdentities: identityShape(tables.externalIdentities, found),
    columns: columns as SourceSchema['columns'],
    absent: absent.toSorted(),
  };
}

function absentTable({ table, isOptional }: SourceTable, absent: string[]): readonly string[] {
  if (isOptional !== true) throw new ReportError('SourceSchema', { what: `table ${table}` });
  absent.push(table);
  return [];
}

function presentColumns({ table, key, optional }: SourceTable, here: Found, absent: string[]): readonly string[] {
  const missing = key.find((column) => !here.columns.has(column));
  if (missing !== undefined) throw new ReportError('SourceSchema', { what: `column ${missing} in table ${table}` });
  absent.push(...optional.filter((column) => !here.columns.has(column)).map((column) => `${table}.${column}`));
  return [...key, ...optional].filter((column) => here.columns.has(column));
}

/** Either alone will do; without both nobody may ask for anything, which looks like a refusal of each mentor. */
function refuseWithoutRoles({ user, roles }: SourceTables, found: ReadonlyMap<string, Found>): void {
  const isThere = found.has(`${roles.keyspace}.${roles.table}`.toLowerCase());
  const hasColumn = found.get(`${user.keyspace}.${user.table}`.toLowerCase())?.columns.has('roles') ?? true;
  if (isThere || hasColumn) return;
  throw new ReportError('SourceSchema', { what: `table ${roles.table}, and no column roles in table ${user.table}` });
}

function enrolmentShape({ keyspace, table }: SourceTable, found: ReadonlyMap<string, Found>): EnrolmentShape {
  const here = found.get(`${keyspace}.${table}`.toLowerCase());
  const partition = here?.partition.join() ?? '';
  const clustering = here?.clustering.join() ?? '';
  if (partition === 'batchid' && clustering === 'courseid,userid') return 'batchAndCourse';
  if (partition === 'batchid' && clustering === 'userid') return 'batch';
  const isKeyedByAll = ['batchid', 'courseid'].every((column) => here?.clustering.includes(column));
  if (partition === 'userid' && isKeyedByAll && here?.indexed.has('batchid')) return 'indexed';
  throw new ReportError('SourceSchema', {
    what: `way to read ${table} by batch: neither a key nor an index on batchid`,
  });
}

function identityShape({ keyspace, table }: SourceTable, found: ReadonlyMap<string, Found>): IdentityShape {
  const here = found.get(`${keyspace}.${table}`.toLowerCase());
  if (here?.partition.join() === 'userid') return 'byUser';
  if (here?.indexed.has('userid')) return 'indexed';
  throw new ReportError('SourceSchema', { what: `way to read ${table} by user: neither a key nor an index on userid` });
}

/** @throws ReportError SourceSchema for a keyspace that is not there */
async function readTables(client: Client, keyspaces: readonly string[]): Promise<ReadonlyMap<string, Found>> {
  const tables = new Map<string, Found>();
  for (const keyspace of keyspaces.map((name) => name.toLowerCase())) {
    const [columns, indexes] = await Promise.all([
      readAll(client, COLUMNS, keyspace),
      readAll(client, INDEXES, keyspace),
    ]);
    if (columns.length === 0) throw new ReportError('SourceSchema', { what: `keyspace ${keyspace}` });
    for (const table of new Set(columns.map((row) => row['table_name'] as string))) {
      const own = columns.filter((row) => row['table_name'] === table);
      tables.set(`${keyspace}.${table}`, {
        partition: keyColumns(own, 'partition_key'),
        clustering: keyColumns(own, 'clustering'),
        columns: new Set(own.map((row) => row['column_name'])),
        indexed: new Set(indexes.filter((row) => row['table_name'] === table).map((row) => row['options']['target'])),
      });
    }
  }
  return tables;
}

type SchemaRow = types.Row;

async function readAll(client: Client, query: string, keyspace: string): Promise<readonly SchemaRow[]> {
  try {
    // All at once: a column on a second page would count as missing.
    return (await client.execute(query, [keyspace], { fetchSize: 0 })).rows;
  } catch (error) {
    throw knownError(error, 'source');
  }
}

function keyColumns(rows: readonly SchemaRow[], kind: string): string[] {
  return rows
    .filter((row) => row['kind'] === kind)
    .toSorted((a, b) => a['position'] - b['position'])
    .map((row) => row['column_name']);
}
