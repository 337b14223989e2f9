import { ownKeyspace } from '../config/connections.ts';
import type { Values } from '../config/variables.ts';
import { makeReportStore, withCassandra } from '../dev/set-up.ts';

/** Of the bench alone: the files of its reports go with it. */
export const KEYSPACE = 'course_reports_bench';

const DROP_MS = 60_000;

/** Runs `use` with a report store that is new, and gone afterwards. */
export async function withOwnStore<T>(values: Values, use: () => Promise<T>): Promise<T> {
  await drop(values);
  await makeReportStore(values);
  try {
    return await use();
  } finally {
    await drop(values);
  }
}

async function drop(values: Values): Promise<void> {
  const statement = `DROP KEYSPACE IF EXISTS ${ownKeyspace(values).keyspace}`;
  // Longer than a read may take: under load it took more than the driver's 8 s.
  await withCassandra(values, (client) => client.execute(statement, [], { prepare: false, readTimeout: DROP_MS }));
}
