import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, type Logger } from '@temporalio/worker';
import type { Client } from 'cassandra-driver';
import { ulid } from 'ulid';
import type { BatchFactsActivities, ReportActivities, ReportIdentity } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createActivities } from '../../activities/index.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { buildReportId } from '../../report/request.ts';
import { connect } from '../../worker/dependencies.ts';
import { ownKeyspace, serverValues, type OwnKeyspace } from '../support/cassandra.ts';
import { demoBatchOf } from '../support/cassandra-demo.ts';
import { SmtpServer } from '../support/smtp-server.ts';

/** The steps on the real Cassandra and a mail server that plays a script. */
export interface Workbench {
  readonly deps: Dependencies;
  /** What their ports speak through. */
  readonly cassandra: Client;
  readonly smtp: SmtpServer;
  readonly batch: DemoBatch;
  readonly own: OwnKeyspace;
  close(): Promise<void>;
}

export async function workbench(): Promise<Workbench> {
  const own = await ownKeyspace();
  const batch = await demoBatchOf(own.client);
  const smtp = await new SmtpServer().start();
  const { deps, cassandra, close } = connect({
    ...serverValues(),
    REPORT_KEYSPACE: own.keyspace,
    SMTP_URL: smtp.url,
    MAIL_FROM: { name: 'Course reports', address: 'course-reports@example.org', domain: 'example.org' },
  });
  return {
    deps,
    cassandra,
    smtp,
    batch,
    own,
    close: async () => {
      await smtp.stop();
      await close();
      await own.drop();
    },
  };
}

/** A report of its own over the batch that all share. */
export function newReport({ batch }: Workbench, change: Partial<ReportIdentity> = {}): ReportIdentity {
  const { courseId, batchId } = batch;
  const key = { courseId, batchId, requesterId: DEMO.mentorId, ...change };
  return { reportId: buildReportId(key, ulid()), deliver: 'mail', runStartedMs: Date.now(), ...key, ...change };
}

export interface AttemptInfo {
  readonly attempt?: number;
  readonly runId?: string;
  /** How long ago the step was first scheduled, by the server's clock. */
  readonly sinceScheduledMs?: number;
  readonly logger?: Logger;
}

type Steps = ReportActivities & BatchFactsActivities;
export type StepName = keyof Steps;
type Input<S extends StepName> = Parameters<Steps[S]>[0];
type Result<S extends StepName> = Awaited<ReturnType<Steps[S]>>;

export interface Running<S extends StepName> {
  readonly result: Promise<Result<S>>;
  /** As the server cancels it. */
  cancel(): void;
  readonly heartbeats: unknown[];
}

/** Begins one attempt of a step, as a worker would. */
export function begin<S extends StepName>(
  deps: Dependencies,
  step: S,
  input: Input<S>,
  info: AttemptInfo = {},
): Running<S> {
  const { attempt = 1, runId = 'run-1', sinceScheduledMs = 0 } = info;
  // Every failed attempt is warned of, and most attempts here fail on purpose.
  const logger = info.logger ?? new DefaultLogger('ERROR');
  const environment = new MockActivityEnvironment(
    {
      attempt,
      workflowExecution: { workflowId: 'test', runId },
      scheduledTimestampMs: 1_000_000,
      currentAttemptScheduledTimestampMs: 1_000_000 + sinceScheduledMs,
    },
    { logger },
  );
  const heartbeats: unknown[] = [];
  environment.on('heartbeat', (details) => heartbeats.push(details));
  const activity = createActivities(deps)[step] as (input: Input<S>) => Promise<Result<S>>;
  return { result: environment.run(activity, input), cancel: () => environment.cancel(), heartbeats };
}

/** One attempt of a step, to its end. */
export function attempt<S extends StepName>(
  deps: Dependencies,
  step: S,
  input: Input<S>,
  info: AttemptInfo = {},
): Promise<Result<S>> {
  return begin(deps, step, input, info).result;
}

/** How often a report counts as downloaded, over all days. */
export async function downloadsOf({ own }: Workbench, { reportId }: { readonly reportId: string }): Promise<number> {
  const query = `SELECT no FROM ${own.keyspace}.download_day WHERE report_id = ? ALLOW FILTERING`;
  return (await own.client.execute(query, [reportId])).rowLength;
}
