import type { Client } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import { knownError, type Side } from './known-errors.ts';
import { missingOwnColumns } from './own-columns.ts';
import { OWN_TABLES } from './own-schema.ts';
import { enrolmentQueries } from './enrolments.ts';
import { sourceQueries } from './source-queries.ts';
import { readSourceSchema, type SourceSchema } from './source-schema.ts';
import type { SourceNames } from './source-tables.ts';

type Read = readonly [query: string | null, params: readonly unknown[]];

/**
 * Reads the schema, then runs each read once with a key that no row has: tables, columns and rights are known in a second.
 *
 * @returns what the rules would read and this schema does not have
 * @throws ReportError SourceUnreachable, SourceSlow, SourceSchema, SourceForbidden, SourceLoginRefused
 */
export async function checkLearnerSource(client: Client, names: SourceNames): Promise<readonly string[]> {
  const schema = await readSourceSchema(client, names);
  const q = sourceQueries(names, schema);
  const identities = schema.externalIdentities === 'byUser' ? [['-']] : ['-'];
  const reads: Read[] = [
    [q.batch, ['-', '-']],
    ...enrolmentReads(names, schema),
    [q.custodian, []],
    [q.requester, ['-']],
    [q.roles, ['-']],
    [q.profilesWithContacts, [['-']]],
    [q.memberships, [['-']]],
    [q.externalIdentities, identities],
    [q.declarations, [['-']]],
    [q.consents, [['-'], '-', '-']],
    [q.organisations, [['-']]],
    [q.locations, [['-']]],
  ];
  for (const [query, params] of reads) if (query !== null) await run(client, query, params, 'source');
  return schema.absent;
}

function enrolmentReads(names: SourceNames, schema: SourceSchema): Read[] {
  const { keys, rows, byUser } = enrolmentQueries(names, schema);
  switch (schema.enrolments) {
    case 'batchAndCourse':
      return [[rows, ['-', '-']]];
    case 'batch':
      return [[rows, ['-']]];
    case 'indexed':
      return [
        [keys, ['-']],
        [byUser, [['-'], '-', '-']],
      ];
  }
}

/**
 * Whether our tables are there and may be written. A compare-and-set a table: for a start and for `doctor`, not for a probe.
 *
 * @throws ReportError StoreUnavailable, StoreNotSetUp, SourceForbidden, SourceLoginRefused
 */
export async function checkReportStore(client: Client, keyspace: string): Promise<void> {
  await checkOwnTables(client, keyspace);
  for (const [query, params] of removals(keyspace)) await run(client, query, params, 'store');
}

/** @throws ReportError StoreUnavailable, StoreNotSetUp, SourceLoginRefused */
export async function checkOwnTables(client: Client, keyspace: string): Promise<void> {
  const [missing] = await missingOwnColumns(client, keyspace).catch((error: unknown) => {
    throw knownError(error, 'store');
  });
  if (missing === undefined) return;
  const { table, column, isWholeTable } = missing;
  const what = isWholeTable ? `table ${keyspace}.${table}` : `column ${column} in table ${keyspace}.${table}`;
  throw new ReportError('StoreNotSetUp', { what });
}

const NO_ROW: Readonly<Record<string, unknown>> = { text: '-', int: 0, timestamp: new Date(0) };

/** Rows that are not there, removed if they are: needs the right to read and to write, and changes nothing. */
function removals(keyspace: string): (readonly [query: string, params: readonly unknown[]])[] {
  return Object.entries(OWN_TABLES).map(([table, { columns, key }]) => {
    const names = key.match(/\w+/g) ?? [];
    const where = names.map((name) => `${name} = ?`).join(' AND ');
    return [
      `DELETE FROM ${keyspace}.${table} WHERE ${where} IF EXISTS`,
      names.map((name) => NO_ROW[columns[name] ?? '']),
    ];
  });
}

async function run(client: Client, query: string, params: readonly unknown[], side: Side) {
  try {
    return await client.execute(query, [...params]);
  } catch (error) {
    throw knownError(error, side);
  }
}

/** Without a custodian org every self-signed-up learner counts as a state user (docs/domain.md, 2). */
export async function custodianIsNamed(client: Client, names: SourceNames): Promise<boolean> {
  const { custodian } = sourceQueries(names, await readSourceSchema(client, names));
  const row = (await run(client, custodian, [], 'source')).first();
  return (row?.['value'] ?? '').trim() !== '';
}

/** Copies of each row over all data centres, from the keyspace's own replication. */
export async function copiesOfKeyspace(client: Client, keyspace: string): Promise<number> {
  const query = 'SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?';
  const row = (await run(client, query, [keyspace.toLowerCase()], 'store')).first();
  const replication: Record<string, string> = row?.['replication'] ?? {};
  const counts = Object.entries(replication).filter(([name]) => name !== 'class');
  return counts.reduce((sum, [, copies]) => sum + Number(copies), 0);
}
