import { randomUUID } from 'node:crypto';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { batchRow } from '../../dev/data/batch-row.ts';
import { CAST, personRows } from '../../dev/data/cast.ts';
import { writeRows } from '../../dev/data/cassandra/write-rows.ts';
import type { Row } from '../../dev/data/rows.ts';
import { stackValues, withCassandra } from '../../dev/set-up.ts';
import { write } from './e2e-batch.ts';
import { stackSettings } from './e2e-scene.ts';

/** Writes the batch with as many mentors of its own, each of whom may read the download ratio, too. @returns their ids */
export async function writeWithMentors(batch: DemoBatch, count: number): Promise<string[]> {
  await write(batch);
  const ids = Array.from({ length: count }, () => randomUUID());
  const roles = ['COURSE_MENTOR', 'SYSTEM_ADMINISTRATION'];
  const people = ids.flatMap((id, no) => [
    ...personRows({ ...CAST.mentor, id, address: `mentor-${no}@example.org`, roles }),
  ]);
  const own = batchRow(batch);
  const shared = { ...own, values: { ...own.values, mentors: ids } } as Row;
  await withCassandra(stackValues(stackSettings()), (client) => writeRows(client, [...people, shared]));
  return ids;
}
