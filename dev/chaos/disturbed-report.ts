import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ReportStatus } from '../../report/status.ts';
import type { DemoBatch } from '../data/batch.ts';
import { DEMO } from '../data/demo.ts';
import { requestAndFollow, withTemporal } from '../demo-request.ts';
import { inbox } from '../inbox.ts';
import type { ServerProcess } from '../stack/server-process.ts';
import type { Stack } from '../stack/start-stack.ts';
import { workerCommand } from '../worker-process.ts';
import { heldServer, type HeldServer } from './held-server.ts';
import { oncePassed } from './once-passed.ts';
import { pagesBegunAgain } from './pages-begun-again.ts';

const STALL_MS = 15_000;
/** All that is said before DATA is shorter, and what follows is the mail. */
const IN_DATA_BYTES = 2_000;

interface Theatre {
  readonly stack: Stack;
  readonly batch: DemoBatch;
  /** For the workers' logs. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Disturbed {
  readonly report: ReportStatus;
  /** Of the undisturbed run on the same batch. */
  readonly undisturbedSha256: string | null;
  /** That have arrived meanwhile. */
  readonly mails: number;
  readonly pages: number;
  readonly pagesBegunAgain: number;
}

/** The same batch twice: once in peace, for the portal; once while everything goes wrong, by mail. */
export async function disturbedReport(theatre: Theatre): Promise<Disturbed> {
  const { stack } = theatre;
  return withTemporal(stack.env, async (temporal) => {
    const peace = await inPeace(theatre, temporal);
    const { ids } = inbox(stack.env['INBOX_URL'] ?? '');
    const before = (await ids()).length;
    const report = await inTrouble(theatre, temporal, peace.bytes);
    const { pages, again } = await pagesBegunAgain(temporal, report.workflowId, report.runId);
    const mails = (await ids()).length - before;
    // For whoever looks around afterwards.
    startWorker(theatre, 'afterwards', {});
    return { report, undisturbedSha256: peace.report.sha256, mails, pages, pagesBegunAgain: again };
  });
}

/** @returns with the bytes that the worker has sent to Cassandra for it: what "40 %" is a part of */
async function inPeace(theatre: Theatre, temporal: Client): Promise<{ report: ReportStatus; bytes: number }> {
  const { stack, say } = theatre;
  let bytes = 0;
  await using cassandra = await heldServer(stack.env['CASSANDRA_CONTACT_POINTS'] ?? '');
  cassandra.watch(({ length }) => (bytes += length));
  const worker = startWorker(theatre, 'in-peace', { CASSANDRA_CONTACT_POINTS: cassandra.address });
  say('first an undisturbed run, which stays in the portal');
  const report = await ask(theatre, temporal, 'portal');
  await worker.stop(40_000);
  return { report, bytes };
}

async function inTrouble(theatre: Theatre, temporal: Client, wholeBytes: number): Promise<ReportStatus> {
  const { stack, say } = theatre;
  const kill = () => {
    say('about 40 %: the worker is killed, another one starts; after 25 s of silence it is given what was under way');
    process.kill(-worker.pid, 'SIGKILL');
    worker = startWorker(theatre, 'second', env);
  };
  const cut = () => {
    say('the mail is under way: its connection is cut in the middle of DATA');
    smtp.cut();
  };
  await using cassandra = await heldServer(stack.env['CASSANDRA_CONTACT_POINTS'] ?? '');
  await using smtp = await heldServer(new URL(stack.env['SMTP_URL'] ?? '').host);
  const reading = oncePassed([
    { bytes: 0.2 * wholeBytes, act: () => void stall(cassandra, say) },
    { bytes: 0.4 * wholeBytes, act: kill },
  ]);
  const sending = oncePassed([{ bytes: IN_DATA_BYTES, act: cut }]);
  cassandra.watch(({ length }) => reading(length));
  smtp.watch(({ length }) => sending(length));
  const env = { CASSANDRA_CONTACT_POINTS: cassandra.address, SMTP_URL: `smtp://${smtp.address}` };
  let worker = startWorker(theatre, 'first', env);
  say('now the same by mail, in trouble');
  const report = await ask(theatre, temporal, 'mail');
  await worker.stop(40_000);
  return report;
}

async function stall(cassandra: HeldServer, say: (line: string) => void): Promise<void> {
  say(`about 20 %: Cassandra does not answer for ${STALL_MS / 1000} s`);
  // Requests, so that those made again meanwhile do not count.
  cassandra.hold('requests');
  await sleep(STALL_MS);
  cassandra.release();
  say('Cassandra answers again');
}

function startWorker({ stack, folder }: Theatre, name: string, ways: Readonly<Record<string, string>>): ServerProcess {
  return stack.run(workerCommand({ ...stack.env, ...ways }, join(folder, `worker-${name}.log`)));
}

async function ask({ batch, say, signal }: Theatre, temporal: Client, deliver: 'mail' | 'portal') {
  const { courseId, batchId } = batch;
  let last = '';
  const show = ({ status, rows }: ReportStatus) => {
    const line = rows === null ? status : `${status}, ${rows.toLocaleString('en-IN')} learners`;
    // While no worker lives nobody knows how many: the word alone is nothing new.
    if (last.startsWith(line)) return;
    say(`  ${line}`);
    last = line;
  };
  return requestAndFollow(temporal, { courseId, batchId, requesterId: DEMO.mentorId, deliver }, show, signal);
}
