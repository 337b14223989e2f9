import { readFileSync } from 'node:fs';
import type { Client as CassandraClient } from 'cassandra-driver';
import { cassandraBatchFacts } from '../adapters/cassandra/batch-facts.ts';
import { cassandraClient } from '../adapters/cassandra/client.ts';
import { cassandraClicks } from '../adapters/cassandra/clicks.ts';
import { cassandraDownloads } from '../adapters/cassandra/downloads.ts';
import { cassandraLedger } from '../adapters/cassandra/ledger.ts';
import { cassandraReportStore } from '../adapters/cassandra/report-store.ts';
import type { RatioSources } from '../archive/ratio.ts';
import { connectTemporal, reportClient, type ReportClient } from '../client/index.ts';
import { readConfig, type Environment } from '../config/config.ts';
import { cassandraOptions, ownKeyspace } from '../config/connections.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { Values, VariableName } from '../config/variables.ts';
import type { Downloads, Ledger, ReportStore } from '../report/ports.ts';
import type { Client as TemporalClient } from '@temporalio/client';

/** What a command may use, made when it is first asked for, closed together at the end. */
export class Connections {
  readonly #env: Environment;
  readonly #closers: (() => Promise<void>)[] = [];
  readonly values: Values;

  /** @throws ReportError ConfigInvalid, naming every fault at once */
  constructor(env: Environment, needed: readonly VariableName[]) {
    this.#env = env;
    this.values = readConfig(env, needed, (path) => readFileSync(path, 'utf8'));
  }

  async temporal(): Promise<TemporalClient> {
    const { connection, namespace } = temporalConfig(this.#env);
    const { temporal, close } = await connectTemporal(connection, namespace);
    this.#closers.push(close);
    return temporal;
  }

  async reports(): Promise<ReportClient> {
    return reportClient(await this.temporal(), { deadlineMs: this.values.REPORT_DEADLINE ?? 0 });
  }

  cassandra(): CassandraClient {
    const client = cassandraClient(cassandraOptions(this.values));
    this.#closers.push(() => client.shutdown());
    return client;
  }

  archive(): { ledger: Ledger; store: ReportStore; downloads: Downloads } {
    const client = this.cassandra();
    const own = ownKeyspace(this.values);
    const ledger = cassandraLedger(client, own);
    return { ledger, store: cassandraReportStore(client, own), downloads: cassandraDownloads(client, own) };
  }

  ratioSources(): RatioSources {
    const client = this.cassandra();
    const own = ownKeyspace(this.values);
    return {
      downloads: cassandraDownloads(client, own),
      clicks: cassandraClicks(client, own),
      batchFacts: cassandraBatchFacts(client, own),
    };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#closers.map((close) => close()));
  }
}
