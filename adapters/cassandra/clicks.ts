import type { Client } from 'cassandra-driver';
import { dayInIndia } from '../../report/india-day.ts';
import type { ClickSink, DayCounts } from '../../report/ports.ts';
import { dayCounts } from './day-counts.ts';
import { storeSession } from './store-session.ts';

/** Clicks in the ledger: a row each under its own id, so that one which is written again is still one. */
export function cassandraClicks(client: Client, { keyspace }: { readonly keyspace: string }): ClickSink & DayCounts {
  const session = storeSession(client);
  const insert = `INSERT INTO ${keyspace}.click_day (day, course_id, batch_id, click_id) VALUES (?, ?, ?, ?)`;
  return {
    async take(clicks) {
      const rows = clicks.map(({ id, atMs, courseId, batchId }) => [dayInIndia(new Date(atMs)), courseId, batchId, id]);
      await Promise.all(rows.map((row) => session(insert, row)));
      return 'taken';
    },
    ...dayCounts(session, `${keyspace}.click_day`),
  };
}
