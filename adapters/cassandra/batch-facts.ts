import type { Client, types } from 'cassandra-driver';
import type { BatchFact } from '../../report/batch-fact.ts';
import type { BatchFacts } from '../../report/ports.ts';
import { storeSession } from './store-session.ts';

const ROWS_A_FETCH = 2_000;
const LAST = 'last';

export function cassandraBatchFacts(client: Client, { keyspace }: { readonly keyspace: string }): BatchFacts {
  const session = storeSession(client);
  const q = factQueries(keyspace);
  return {
    async write(facts) {
      await Promise.all(facts.map((fact) => session(q.write, valuesOf(fact))));
    },
    async *read(courseId) {
      const [query, params] = courseId === null ? [q.all, []] : [q.ofCourse, [courseId]];
      let pageState: string | undefined;
      do {
        const options = { fetchSize: ROWS_A_FETCH, ...(pageState === undefined ? {} : { pageState }) };
        const page: types.ResultSet = await session(query, params, options);
        pageState = page.pageState ?? undefined;
        yield page.rows.map(toFact);
      } while (pageState !== undefined);
    },
    async walked({ startedAtMs, endedAtMs }) {
      await session(q.walked, [LAST, new Date(startedAtMs), new Date(endedAtMs)]);
    },
    async lastWalk() {
      const row = (await session(q.lastWalk, [LAST])).first();
      return row === null ? null : { startedAtMs: row['started_at'].getTime(), endedAtMs: row['ended_at'].getTime() };
    },
  };
}

function factQueries(keyspace: string) {
  const columns = 'course_id, batch_id, tenant_id, created_day, seen_at';
  return {
    write: `INSERT INTO ${keyspace}.batch_fact (${columns}) VALUES (?, ?, ?, ?, ?)`,
    all: `SELECT ${columns} FROM ${keyspace}.batch_fact`,
    ofCourse: `SELECT ${columns} FROM ${keyspace}.batch_fact WHERE course_id = ?`,
    walked: `INSERT INTO ${keyspace}.batch_walk (name, started_at, ended_at) VALUES (?, ?, ?)`,
    lastWalk: `SELECT started_at, ended_at FROM ${keyspace}.batch_walk WHERE name = ?`,
  } as const;
}

function valuesOf({ courseId, batchId, tenantId, createdDay, seenAtMs }: BatchFact): unknown[] {
  return [courseId, batchId, tenantId, createdDay, new Date(seenAtMs)];
}

function toFact(row: types.Row): BatchFact {
  return {
    courseId: row['course_id'],
    batchId: row['batch_id'],
    tenantId: row['tenant_id'],
    createdDay: row['created_day'],
    seenAtMs: row['seen_at'].getTime(),
  };
}
