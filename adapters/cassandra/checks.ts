import type { Client } from 'cassandra-driver';
import { ReportError } from '../../report/errors.ts';
import { knownError, type Side } from './known-errors.ts';
import { missingOwnColumns } from './own-columns.ts';
import { sourceQueries, type SourceNames } from './source-queries.ts';

/**
 * Prepares and runs each read once with a key that no row has: table, columns and rights are known in a second.
 *
 * @throws ReportError SourceUnreachable, SourceSlow, SourceSchema, SourceForbidden, SourceLoginRefused
 */
export async function checkLearnerSource(client: Client, names: SourceNames): Promise<void> {
  const queries = sourceQueries(names);
  const single = [queries.requester, queries.roles];
  const many = [
    queries.profilesWithContacts,
    queries.memberships,
    queries.externalIdentities,
    queries.declarations,
    queries.organisations,
    queries.locations,
  ];
  await run(client, queries.batch, ['-', '-'], 'source');
  await run(client, `${queries.enrolments}${queries.after}${queries.upTo}`, ['-', '-', '-', '-'], 'source');
  await run(client, queries.custodian, [], 'source');
  for (const query of single) await run(client, query, ['-'], 'source');
  for (const query of many) await run(client, query, [['-']], 'source');
}

/** @throws ReportError StoreUnavailable, StoreNotSetUp, SourceForbidden, SourceLoginRefused */
export async function checkReportStore(client: Client, keyspace: string): Promise<void> {
  const [missing] = await missingOwnColumns(client, keyspace).catch((error: unknown) => {
    throw knownError(error, 'store');
  });
  if (missing === undefined) return;
  throw new ReportError('StoreNotSetUp', { what: `column ${missing.column} in table ${keyspace}.${missing.table}` });
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
  const row = (await run(client, sourceQueries(names).custodian, [], 'source')).first();
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
