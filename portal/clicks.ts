import type { Client } from 'cassandra-driver';
import { cassandraClicks } from '../adapters/cassandra/clicks.ts';
import { telemetrySink, type TelemetryOptions } from '../adapters/telemetry/telemetry-sink.ts';
import type { Click } from '../report/click.ts';
import { ClickQueue } from './click-queue.ts';

export interface ClicksOptions {
  readonly cassandra: Client;
  readonly keyspace: string;
  /** `null` = off; the ledger counts all the same. */
  readonly telemetry: TelemetryOptions | null;
}

export interface Clicks {
  /** Notes a click on "Download file", also of a request that is then refused. Returns at once and never throws. */
  clicked(click: Click): void;
  /** Clicks that never reached the ledger, or telemetry. */
  lost(): { readonly ledger: number; readonly telemetry: number };
  /** Sends what is left, for 5 s at most. */
  close(): Promise<void>;
}

const CLOSE_CAP_MS = 5_000;

export function clicks({ cassandra, keyspace, telemetry }: ClicksOptions): Clicks {
  const ledger = new ClickQueue(cassandraClicks(cassandra, { keyspace }));
  const remote = telemetry === null ? null : new ClickQueue(telemetrySink(telemetry));
  return {
    clicked(click) {
      ledger.add(click);
      remote?.add(click);
    },
    lost: () => ({ ledger: ledger.lost, telemetry: remote?.lost ?? 0 }),
    close: async () => {
      await Promise.all([ledger.close(CLOSE_CAP_MS), remote?.close(CLOSE_CAP_MS)]);
    },
  };
}
