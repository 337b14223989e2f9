import type { Client } from 'cassandra-driver';
import type { Dependencies } from '../activities/dependencies.ts';
import { createDirectories } from '../activities/directories.ts';
import { cassandraBatchFacts } from '../adapters/cassandra/batch-facts.ts';
import { boundedReads } from '../adapters/cassandra/bounded-reads.ts';
import { cassandraBatchSource } from '../adapters/cassandra/batch-source.ts';
import { cassandraClient, consistencyOf } from '../adapters/cassandra/client.ts';
import { createContactCipher } from '../adapters/cassandra/contact-cipher.ts';
import { cassandraDeliveries } from '../adapters/cassandra/deliveries.ts';
import { cassandraDownloads } from '../adapters/cassandra/downloads.ts';
import { cassandraLearnerSource } from '../adapters/cassandra/learner-source.ts';
import { cassandraLedger } from '../adapters/cassandra/ledger.ts';
import { cassandraReadingLines } from '../adapters/cassandra/reading-lines.ts';
import { cassandraReportStore } from '../adapters/cassandra/report-store.ts';
import { smtpMailer } from '../adapters/mail/mailer.ts';
import { cassandraOptions, ownKeyspace, sourceNames } from '../config/connections.ts';
import type { Values } from '../config/variables.ts';
import { NO_METRICS } from '../report/metrics.ts';

export interface Connected {
  readonly deps: Dependencies;
  readonly cassandra: Client;
  close(): Promise<void>;
}

/** Makes the real clients; nothing is connected before the first statement. */
export function connect(values: Values, metrics = NO_METRICS): Connected {
  const options = cassandraOptions(values);
  const cassandra = cassandraClient(options);
  const hierarchyPoints = values.SUNBIRD_HIERARCHY_CONTACT_POINTS;
  const hierarchy =
    hierarchyPoints === null ? cassandra : cassandraClient({ ...options, contactPoints: hierarchyPoints });
  const own = ownKeyspace(values);
  const names = sourceNames(values);
  const consistency = consistencyOf(values.CASSANDRA_READ_CONSISTENCY ?? 'LOCAL_QUORUM');
  const source = cassandraLearnerSource(cassandra, {
    names,
    cipher: createContactCipher(values.SUNBIRD_ENCRYPTION_KEY ?? ''),
    consistency,
    lookUpKeys: values.REPORT_LOOKUP_KEYS ?? 100,
    reads: boundedReads(values.REPORT_READS_IN_FLIGHT ?? 16, metrics),
    withContacts: values.REPORT_CONTACTS === 'full',
    hierarchyClient: hierarchy,
  });
  const from = values.MAIL_FROM ?? { name: '', address: '', domain: '' };
  const deps: Dependencies = {
    source,
    store: cassandraReportStore(cassandra, own),
    ledger: cassandraLedger(cassandra, own),
    deliveries: cassandraDeliveries(cassandra, own),
    lines: cassandraReadingLines(cassandra, own),
    downloads: cassandraDownloads(cassandra, own),
    batches: cassandraBatchSource(cassandra, { names, consistency }),
    batchFacts: cassandraBatchFacts(cassandra, own),
    mailer: smtpMailer({ smtpUrl: values.SMTP_URL ?? '', from }),
    directories: createDirectories(source),
    metrics,
    settings: {
      privateColumns: values.REPORT_PRIVATE_COLUMNS ?? 'course-tenant',
      contacts: values.REPORT_CONTACTS ?? 'masked',
      attachmentMaxBytes: values.REPORT_ATTACHMENT_MAX_BYTES ?? 0,
      auditKey: values.REPORT_AUDIT_KEY ?? '',
      messageIdDomain: from.domain,
      portalUrl: values.PORTAL_PUBLIC_URL,
      readingsPerTenant: values.REPORT_READINGS_PER_TENANT ?? 2,
      retentionMs: own.retentionMs,
    },
  };
  const close = async () => {
    await Promise.all([cassandra.shutdown(), ...(hierarchy === cassandra ? [] : [hierarchy.shutdown()])]);
  };
  return { deps, cassandra, close };
}
