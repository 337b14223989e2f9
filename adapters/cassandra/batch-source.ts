import { types, type Client } from 'cassandra-driver';
import type { BatchRow } from '../../report/batch-fact.ts';
import type { BatchSource } from '../../report/ports.ts';
import { knownError } from './known-errors.ts';
import { once } from './once.ts';
import { CREATION_DATES } from './source-queries.ts';
import { readSourceSchema } from './source-schema.ts';
import { sourceTables, type SourceNames } from './source-tables.ts';

/** Few: the walk has all night, and each row costs look-ups. */
const BATCHES_A_FETCH = 200;

export interface BatchSourceOptions {
  readonly names: SourceNames;
  readonly consistency: number;
}

/** Sunbird's batches by token range: the one way through a whole table that can be cut into parts. */
export function cassandraBatchSource(client: Client, { names, consistency }: BatchSourceOptions): BatchSource {
  const { keyspace, table } = sourceTables(names).batch;
  const queryOf = once(async () => {
    const there = (await readSourceSchema(client, names)).columns.batch;
    const columns = ['courseid', 'batchid', 'createdby', 'createdfor', ...CREATION_DATES];
    const select = columns.filter((column) => there.includes(column)).join(', ');
    return `SELECT ${select} FROM ${keyspace}.${table} WHERE token(courseid) > ? AND token(courseid) <= ?`;
  });
  return {
    async *batches({ after, upTo }) {
      const query = await queryOf();
      const bounds = [types.Long.fromString(after), types.Long.fromString(upTo)];
      let pageState: string | undefined;
      do {
        const paging = { fetchSize: BATCHES_A_FETCH, ...(pageState === undefined ? {} : { pageState }) };
        const page: types.ResultSet = await client.execute(query, bounds, { consistency, ...paging }).catch(raise);
        pageState = page.pageState ?? undefined;
        yield page.rows.map(toBatchRow);
      } while (pageState !== undefined);
    },
  };
}

function raise(error: unknown): never {
  throw knownError(error, 'source');
}

function toBatchRow(row: types.Row): BatchRow {
  return {
    courseId: row['courseid'],
    batchId: row['batchid'],
    createdBy: row['createdby'],
    createdFor: row['createdfor'],
    createdDate: row['created_date'] ?? null,
    createdDateText: row['createddate'] ?? null,
  };
}
