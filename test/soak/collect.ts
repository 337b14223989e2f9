import type { Client as Cassandra } from 'cassandra-driver';
import type { Client as Temporal } from '@temporalio/client';
import { cassandraLedger } from '../../adapters/cassandra/ledger.ts';
import { parseReportId } from '../../report/request.ts';
import type { ReportMemo } from '../../workflows/contract.ts';
import { mailedCsvSha256 } from '../support/mailed-csv.ts';
import type { ReceivedMail } from '../support/smtp-server.ts';
import type { Evidence, ReportEvidence } from './accounting.ts';
import { personalIn } from './personal.ts';
import { columnOf, withoutTtl } from './store-rows.ts';

export interface Sources {
  readonly cassandra: Cassandra;
  readonly keyspace: string;
  readonly temporal: Temporal;
  readonly mails: readonly ReceivedMail[];
  readonly logs: readonly string[];
  readonly asked: readonly string[];
  /** SHA-256 by batch id. */
  readonly undisturbed: ReadonlyMap<string, string>;
}

/** Asks the servers themselves, whatever the requests were answered. */
export async function collect(sources: Sources): Promise<Evidence> {
  const { cassandra, keyspace, temporal, mails, asked } = sources;
  const runs = await runsIn(temporal);
  const inLedger = await columnOf(cassandra, `${keyspace}.report`, 'report_id');
  const ids = new Set([...inLedger, ...runs.map(({ reportId }) => reportId)]);
  const ulids = new Set([...ids].map(ulidOf));
  return {
    asked,
    reports: await Promise.all([...ids].map((id) => reportOf(id, sources))),
    open: runs.filter(({ isOpen }) => isOpen).map(({ workflowId }) => workflowId),
    strayMails: mails.filter((mail) => !ulids.has(ulidIn(mail))).map(({ messageId }) => messageId),
    withoutTtl: await withoutTtl(cassandra, keyspace),
    ...(await personalIn(sources)),
  };
}

async function runsIn(temporal: Temporal) {
  const runs: { workflowId: string; reportId: string; isOpen: boolean }[] = [];
  for await (const { workflowId, memo, status } of temporal.workflow.list()) {
    const { reportId } = memo as unknown as ReportMemo;
    runs.push({ workflowId, reportId, isOpen: status.name === 'RUNNING' });
  }
  return runs;
}

async function reportOf(reportId: string, sources: Sources): Promise<ReportEvidence> {
  const { cassandra, keyspace, mails, undisturbed } = sources;
  const entry = await cassandraLedger(cassandra, { keyspace }).entry(reportId);
  const own = mails.filter((mail) => ulidIn(mail) === ulidOf(reportId));
  const reports = own.filter(({ messageId }) => messageId.includes('.report.'));
  return {
    reportId,
    outcome: entry?.outcome ?? null,
    errorCode: entry?.errorCode ?? null,
    errorText: entry?.errorText ?? null,
    possibleDuplicate: entry?.possibleDuplicate ?? false,
    requestedAtMs: entry?.requestedAtMs ?? 0,
    deadlineAtMs: entry?.deadlineAtMs ?? 0,
    finishedAtMs: entry?.finishedAtMs ?? 0,
    built: entry?.manifest?.sha256 ?? null,
    mailed: await Promise.all(reports.map(mailedCsvSha256)),
    undisturbed: undisturbed.get(parseReportId(reportId).batchId) ?? '',
    notices: own.length - reports.length,
    deliveries: await deliveriesOf(cassandra, keyspace, reportId),
  };
}

async function deliveriesOf(cassandra: Cassandra, keyspace: string, reportId: string): Promise<string[]> {
  const query = `SELECT state FROM ${keyspace}.delivery WHERE report_id = ? AND subject IN ('report', 'notice')`;
  return (await cassandra.execute(query, [reportId])).rows.map((row) => `${row['state']}`);
}

/** Message-IDs begin with it. */
function ulidOf(reportId: string): string {
  return parseReportId(reportId).ulid;
}

function ulidIn({ messageId }: ReceivedMail): string {
  return messageId.slice(1, messageId.indexOf('.'));
}
