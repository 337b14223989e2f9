import type { Client as TemporalClient } from '@temporalio/client';
import { checkOwnTables } from '../adapters/cassandra/checks.ts';
import { boundedReads } from '../adapters/cassandra/bounded-reads.ts';
import { cassandraBatchFacts } from '../adapters/cassandra/batch-facts.ts';
import { cassandraClient, consistencyOf } from '../adapters/cassandra/client.ts';
import { cassandraClicks } from '../adapters/cassandra/clicks.ts';
import { cassandraDownloads } from '../adapters/cassandra/downloads.ts';
import { cassandraLearnerSource } from '../adapters/cassandra/learner-source.ts';
import { cassandraLedger } from '../adapters/cassandra/ledger.ts';
import { cassandraReportStore } from '../adapters/cassandra/report-store.ts';
import { connectTemporal, reportClient } from '../client/index.ts';
import { livePollers } from '../client/pollers.ts';
import { cassandraOptions, ownKeyspace, sourceNames } from '../config/connections.ts';
import type { temporalConfig } from '../config/temporal.ts';
import type { Values } from '../config/variables.ts';
import { NO_METRICS } from '../report/metrics.ts';
import { clicks } from './clicks.ts';
import type { PortalDependencies, PortalReports } from './dependencies.ts';
import { READS_AT_ONCE, readsInTurn } from './reads-in-turn.ts';
import { jwtSignIn } from './sign-in.ts';

export interface Connected {
  readonly deps: PortalDependencies;
  /** @throws ReportError StoreNotSetUp, SourceForbidden, SourceLoginRefused; StoreUnavailable */
  checkStore(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the real clients. @throws ReportError TemporalUnreachable */
export async function connect(values: Values, temporalOptions: ReturnType<typeof temporalConfig>): Promise<Connected> {
  const { temporal, close } = await connectTemporal(temporalOptions.connection, temporalOptions.namespace);
  const cassandra = cassandraClient(cassandraOptions(values));
  const own = ownKeyspace(values);
  const { TELEMETRY_URL: url, TELEMETRY_TOKEN: token } = values;
  const sink = clicks({ cassandra, keyspace: own.keyspace, telemetry: url === null ? null : { url, token } });
  const deps: PortalDependencies = {
    reports: reportsWithin(temporal, values.REPORT_DEADLINE ?? 0),
    ...readsInTurn({
      source: cassandraLearnerSource(cassandra, {
        names: sourceNames(values),
        // Rights need no address: the portal is not given the key to any.
        cipher: { decrypt: () => null },
        consistency: consistencyOf(values.CASSANDRA_READ_CONSISTENCY ?? 'LOCAL_QUORUM'),
        lookUpKeys: 1,
        reads: boundedReads(READS_AT_ONCE, NO_METRICS),
        withContacts: false,
      }),
      ledger: cassandraLedger(cassandra, own),
    }),
    store: cassandraReportStore(cassandra, own),
    downloads: cassandraDownloads(cassandra, own),
    clicks: cassandraClicks(cassandra, own),
    batchFacts: cassandraBatchFacts(cassandra, own),
    signIn: jwtSignIn({
      jwksUrl: new URL(values.PORTAL_JWKS_URL ?? ''),
      issuer: values.PORTAL_ISSUER ?? '',
      audience: values.PORTAL_AUDIENCE ?? '',
    }),
    livePollers: () => temporal.withDeadline(Date.now() + ASK_MS, () => livePollers(temporal)),
    onClick: ({ requestId, requesterId, tenantId, ...click }) =>
      sink.clicked({ ...click, id: requestId, userId: requesterId, rootOrgId: tenantId }),
  };
  return {
    deps,
    checkStore: () => checkOwnTables(cassandra, own.keyspace),
    close: async () => {
      await sink.close();
      await Promise.allSettled([close(), cassandra.shutdown()]);
    },
  };
}

/** A person waits: what takes longer is Temporal being away. A request follows a start for 5 s of its own. */
const ASK_MS = 5_000;
const REQUEST_MS = 15_000;

function reportsWithin(temporal: TemporalClient, deadlineMs: number): PortalReports {
  const reports = reportClient(temporal, { deadlineMs });
  const within = <T>(ms: number, ask: () => Promise<T>) => temporal.withDeadline(Date.now() + ms, ask);
  return {
    request: async (request) => {
      // A start that a hanging server takes minutes later would be a report that nobody was told of.
      await within(ASK_MS, () => livePollers(temporal));
      return within(REQUEST_MS, () => reports.request(request));
    },
    status: (reportId) => within(ASK_MS, () => reports.status(reportId)),
    cancel: (reportId) => within(ASK_MS, () => reports.cancel(reportId)),
    resend: (reportId) => within(REQUEST_MS, () => reports.resend(reportId)),
  };
}
