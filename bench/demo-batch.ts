import type { DemoBatch } from '../dev/data/batch.ts';
import { applySunbirdSchema } from '../dev/data/cassandra/apply-schema.ts';
import { writeDemoData } from '../dev/data/cassandra/write-demo-data.ts';
import { withCassandra } from '../dev/set-up.ts';
import type { Values } from '../config/variables.ts';

/** Writes the batch unless an earlier bench has. */
export async function demoBatch(
  values: Values,
  learners: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<DemoBatch> {
  return withCassandra(values, async (client) => {
    await applySunbirdSchema(client);
    say(`writing a batch of ${learners} learners, unless it is there`);
    const { batch, rowsWritten } = await writeDemoData(client, { learners }, { signal });
    say(rowsWritten === 0 ? 'the batch is there from an earlier bench' : `the batch is written, ${rowsWritten} rows`);
    return batch;
  });
}
