import type { Client } from 'cassandra-driver';
import { boundedReads } from '../../adapters/cassandra/bounded-reads.ts';
import { createContactCipher } from '../../adapters/cassandra/contact-cipher.ts';
import { consistencyOf } from '../../adapters/cassandra/client.ts';
import { cassandraLearnerSource, type LearnerSourceOptions } from '../../adapters/cassandra/learner-source.ts';
import { applySunbirdSchema } from '../../dev/data/cassandra/apply-schema.ts';
import { writeDemoData } from '../../dev/data/cassandra/write-demo-data.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { NO_METRICS } from '../../report/metrics.ts';
import type { LearnerSource } from '../../report/ports.ts';
import { serverValues } from './cassandra.ts';

/** Every case of the demo data is there from 1,000 learners on (dev/data/cases.ts). */
const LEARNERS = 1_000;

/** The batch that all files share: written by the first one, found by the others. */
export async function demoBatchOf(client: Client): Promise<DemoBatch> {
  await applySunbirdSchema(client);
  const { batch } = await writeDemoData(client, { learners: LEARNERS });
  return batch;
}

export const SUNBIRD = {
  sunbird: 'sunbird',
  courses: 'sunbird_courses',
  hierarchy: 'dev_hierarchy_store',
  enrolmentsTable: 'report_user_enrolments',
} as const;

export function demoSource(client: Client, change: Partial<LearnerSourceOptions> = {}): LearnerSource {
  return cassandraLearnerSource(client, {
    names: SUNBIRD,
    cipher: createContactCipher(serverValues().SUNBIRD_ENCRYPTION_KEY ?? ''),
    consistency: consistencyOf('LOCAL_QUORUM'),
    lookUpKeys: 100,
    reads: boundedReads(16, NO_METRICS),
    withContacts: false,
    ...change,
  });
}
