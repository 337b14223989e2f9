import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { Client } from 'cassandra-driver';
import { createTransport } from 'nodemailer';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { startOf } from '../../dev/stack/process-identity.mjs';
import { kill9, run } from './program.ts';
import { readServers, runStack, withoutGivenServers, type RunningStack } from './running-stack.ts';

/** Blanks and marks, as a checkout's own path may have them. */
const folder = mkdtempSync(join(tmpdir(), 'course report (real, stack)-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** More than a report of 100,000 learners, which is 41 MB once encoded. */
const ATTACHMENT = Buffer.alloc(31_000_000, 'a learner, "a block", 100\n');

async function query(stack: RunningStack, cql: string) {
  const localDataCenter = stack.env['CASSANDRA_LOCAL_DATACENTER'] ?? '';
  const client = new Client({ contactPoints: [stack.env['CASSANDRA_CONTACT_POINTS'] ?? ''], localDataCenter });
  try {
    return (await client.execute(cql)).rows;
  } finally {
    await client.shutdown();
  }
}

async function sendReport(stack: RunningStack): Promise<void> {
  await createTransport(stack.env['SMTP_URL'] ?? '').sendMail({
    from: 'course-reports@example.org',
    to: 'mentor@example.org',
    subject: 'Your report',
    text: 'Attached.',
    attachments: [{ filename: 'progress.csv', content: ATTACHMENT }],
  });
}

interface Mail {
  id: string;
  subject: string;
  attachments: { generatedFileName: string }[];
}

async function inbox(stack: RunningStack): Promise<Mail[]> {
  const answer = await fetch(`${stack.env['INBOX_URL']}/api/email`);
  return (await answer.json()) as Mail[];
}

async function attachmentOf(stack: RunningStack, mail: Mail | undefined): Promise<Buffer> {
  const file = `${mail?.id}/attachment/${mail?.attachments[0]?.generatedFileName}`;
  const answer = await fetch(`${stack.env['INBOX_URL']}/api/email/${file}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function namespaces(stack: RunningStack) {
  const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  const { namespaces } = await connection.workflowService.listNamespaces({});
  await connection.close();
  return namespaces.map(({ namespaceInfo }) => namespaceInfo?.name);
}

async function page(url: string | undefined): Promise<string> {
  const answer = await fetch(url ?? '', { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Holds the ports that the stack would like best, unless another program of this machine has them already. */
async function holdPreferredPorts(): Promise<void> {
  for (const port of [7000, 9042, 7233, 8233, 1025, 1080]) {
    const holder = createServer();
    holder.listen(port, '127.0.0.1');
    await Promise.race([once(holder, 'listening'), once(holder, 'error')]).catch(() => {});
    onTestFinished(() => void holder.close());
  }
}

function stillRunning({ servers }: Pick<RunningStack, 'servers'>): string[] {
  return Object.values(servers).flatMap(({ name, pid }) => (startOf(pid) === undefined ? [] : [name]));
}

describe('npm run stack', { timeout: 300_000 }, () => {
  test('prints its variables when Cassandra, Temporal with its page and the inbox with its page all answer', async () => {
    const stack = await runStack(folder);
    await query(stack, `CREATE KEYSPACE demo WITH replication = ${stack.env['REPORT_KEYSPACE_REPLICATION']}`);
    await query(stack, 'CREATE TABLE demo.kept (id int PRIMARY KEY, name text)');
    await query(stack, "INSERT INTO demo.kept (id, name) VALUES (1, 'आशा')");
    await sendReport(stack);
    expect(await namespaces(stack)).toContain('default');
    expect(await page(stack.env['TEMPORAL_UI_URL'])).toContain('<html');
    expect(await page(stack.env['INBOX_URL'])).toContain('<html');
    const [mail] = await inbox(stack);
    expect(ATTACHMENT.equals(await attachmentOf(stack, mail))).toBe(true);
    stack.process.kill('SIGTERM');
    expect(await stack.ended).toBe(0);
    expect(stillRunning(stack)).toEqual([]);
  });

  test('keeps rows and mails for the next start, also on other ports, and ends a killed run before it', async () => {
    await holdPreferredPorts();
    const killed = await runStack(folder);
    expect(await query(killed, 'SELECT name FROM demo.kept')).toMatchObject([{ name: 'आशा' }]);
    expect(await inbox(killed)).toMatchObject([{ subject: 'Your report' }]);
    await kill9(killed.process);
    expect(stillRunning(killed)).toEqual(expect.arrayContaining(['Cassandra', 'Temporal', 'Inbox']));

    const next = await runStack(folder);
    expect(stillRunning(killed)).toEqual([]);
    expect(await query(next, 'SELECT name FROM demo.kept')).toMatchObject([{ name: 'आशा' }]);
    process.kill(next.servers['Cassandra']?.pid ?? 0, 'SIGKILL');
    expect(await next.ended).toBe(1);
    expect(await next.said).toMatch(/Cassandra ended by itself \(signal SIGKILL\); read .*system\.log/);
    expect(stillRunning(next)).toEqual([]);
  });

  test('told to stop while it starts, ends what runs already and prints nothing', async () => {
    const starting = run(['dev/run.mjs', 'stack', '--data-dir', folder], withoutGivenServers());
    const printed = text(starting.stdout ?? Readable.from([]));
    while (readServers(folder)['Cassandra'] === undefined) await sleep(50);
    const servers = readServers(folder);
    starting.kill('SIGINT');
    expect(await once(starting, 'exit')).toEqual([0, null]);
    expect(stillRunning({ servers })).toEqual([]);
    expect(await printed).toBe('');
  });
});
