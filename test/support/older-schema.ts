import { randomBytes } from 'node:crypto';
import type { Client } from 'cassandra-driver';
import { schemaStatements } from '../../dev/data/cassandra/apply-schema.ts';
import { inLanes } from '../../dev/data/cassandra/in-lanes.ts';
import type { Row } from '../../dev/data/rows.ts';

/** Schemas of earlier releases, made from the newest one by taking out what came later, in keyspaces of the test's own. */

export interface OlderKeyspace {
  readonly name: string;
  readonly ddl: (statement: string) => Promise<void>;
  /** Writes rows meant for `from` (`sunbird.user`) into `to`, in this keyspace; columns that are not there are left out. */
  readonly write: (from: string, to: string, rows: Iterable<Row>) => Promise<void>;
  readonly drop: () => Promise<void>;
}

const LANES = 24;

export async function olderKeyspace(client: Client): Promise<OlderKeyspace> {
  const name = `old_${randomBytes(5).toString('hex')}`;
  const ddl = async (statement: string) => {
    await client.execute(statement, [], { prepare: false, readTimeout: 60_000 });
  };
  await ddl(`CREATE KEYSPACE ${name} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`);
  return {
    name,
    ddl,
    drop: () => ddl(`DROP KEYSPACE ${name}`),
    write: async (from, to, rows) => {
      const columns = await columnsOf(client, name, to);
      await inLanes(valuesOf(rows, from), LANES, async (values) => {
        const here = Object.entries(values).filter(([column, value]) => columns.has(column) && value !== undefined);
        const names = here.map(([column]) => column);
        const query = `INSERT INTO ${name}.${to} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
        await client.execute(
          query,
          here.map(([, value]) => value),
        );
      });
    },
  };
}

function* valuesOf(rows: Iterable<Row>, from: string): Generator<Readonly<Record<string, unknown>>> {
  for (const row of rows) if (row.table === from) yield row.values;
}

async function columnsOf(client: Client, keyspace: string, table: string): Promise<ReadonlySet<string>> {
  const query = 'SELECT column_name FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?';
  const { rows } = await client.execute(query, [keyspace, table]);
  return new Set(rows.map((row) => row['column_name'] as string));
}

export interface TableChange {
  readonly name?: string;
  readonly key?: string;
  readonly without?: readonly string[];
}

/** The statement that makes a table of the newest schema (`sunbird.user`) in another keyspace, with what was different then. */
export async function tableStatement(newest: string, keyspace: string, change: TableChange = {}): Promise<string> {
  const statement = (await schemaStatements()).find((one) => one.includes(`EXISTS ${newest} (`));
  if (statement === undefined) throw new Error(`schema.cql has no ${newest}`);
  const table = newest.split('.')[1] ?? '';
  const [head = '', ...lines] = statement.split('\n');
  const kept = lines.filter((line) => !change.without?.some((column) => line.trim().startsWith(`${column} `)));
  const body = kept.join('\n').replace(/PRIMARY KEY \([^)]*\)/, (key) => change.key ?? key);
  return `${head.replace(newest, `${keyspace}.${change.name ?? table}`)}\n${body}`;
}
