import pLimit from 'p-limit';
import type { PortalDependencies } from './dependencies.ts';

type Reads = Pick<PortalDependencies, 'source' | 'ledger'>;

/** Some three statements each; the driver takes 1,024 in flight and refuses the rest (adapters/cassandra/client.ts). */
export const READS_AT_ONCE = 128;

/**
 * Whoever comes in a crowd waits her turn, milliseconds: of a thousand who opened a page in one moment four in ten were
 * told to come back later.
 */
export function readsInTurn({ source, ledger }: Reads): Reads {
  const limit = pLimit(READS_AT_ONCE);
  return {
    source: {
      batch: (key) => limit(() => source.batch(key)),
      requester: (userId) => limit(() => source.requester(userId)),
    },
    ledger: { ...ledger, entry: (reportId) => limit(() => ledger.entry(reportId)) },
  };
}
