import { WorkflowNotFoundError, type Client as TemporalClient } from '@temporalio/client';
import cassandra from 'cassandra-driver';
import { Connections } from '../../../cli/connections.ts';
import { reportClient, type ReportClient } from '../../../client/index.ts';
import { ReportError } from '../../../report/errors.ts';
import type { DayCounts, Ledger } from '../../../report/ports.ts';
import { PortalFakes } from '../../portal/portal-fakes.ts';

const ENV = {
  CASSANDRA_CONTACT_POINTS: '127.0.0.1',
  CASSANDRA_LOCAL_DATACENTER: 'datacenter1',
  // Nobody listens there: `doctor` asks the mail server by itself.
  SMTP_URL: 'smtp://127.0.0.1:1',
};

const fakes = new PortalFakes();

/** A command's connections to nobody: Temporal and Cassandra are away, the ledger is empty. What it asks for is kept. */
export class FakeConnections extends Connections {
  /** Ids that came as far as a port. */
  readonly asked: string[] = [];

  constructor(needed: ConstructorParameters<typeof Connections>[1]) {
    super(ENV, needed);
  }

  override async temporal(): Promise<TemporalClient> {
    throw new ReportError('TemporalUnreachable');
  }

  override async reports(): Promise<ReportClient> {
    const start = async (_: unknown, { workflowId }: { workflowId: string }) => {
      this.asked.push(workflowId);
      throw new ReportError('TemporalUnreachable');
    };
    const describe = () => Promise.reject(new WorkflowNotFoundError('no such run', 'id', undefined));
    const getHandle = (workflowId: string) => (this.asked.push(workflowId), { describe });
    return reportClient({ workflow: { start, getHandle } } as unknown as TemporalClient);
  }

  override cassandra() {
    const execute = () => Promise.reject(new cassandra.errors.NoHostAvailableError({}));
    return { execute } as unknown as ReturnType<Connections['cassandra']>;
  }

  override archive() {
    const ledger: Ledger = {
      ...fakes.deps.ledger,
      entry: async (reportId) => (this.asked.push(reportId), null),
      list: async function* (this: void, { batch, tenantId }) {
        asked.push(...Object.values(batch ?? {}), ...(tenantId === undefined ? [] : [tenantId]));
        yield* [];
      },
    };
    const { asked } = this;
    return { ledger, store: fakes.deps.store, downloads: fakes.deps.downloads };
  }

  override ratioSources() {
    const on: DayCounts['on'] = async (_, { level: _level, ...ids }) => (this.asked.push(...Object.values(ids)), []);
    const days = { days: async () => ['2026-07-01'], on };
    return { downloads: days, clicks: days, batchFacts: fakes.deps.batchFacts };
  }
}
