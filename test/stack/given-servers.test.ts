import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startStack } from '../../dev/stack/start-stack.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('servers that the environment names are used as they are, and nothing is started', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('CASSANDRA_CONTACT_POINTS', 'cassandra.example.org:9042');
  vi.stubEnv('CASSANDRA_USERNAME', 'reader');
  vi.stubEnv('TEMPORAL_ADDRESS', 'temporal.example.org:7233');
  vi.stubEnv('TEMPORAL_NAMESPACE', 'reports');
  vi.stubEnv('SMTP_URL', 'smtps://user:secret@smtp.example.org');
  vi.stubEnv('MAIL_FROM', 'lms@example.org');
  const folder = temporaryFolder();
  const said: string[] = [];
  const stack = await startStack({
    dataDir: folder,
    servers: ['cassandra', 'temporal', 'inbox'],
    clean: true,
    searchAttributes: { ReportBatchId: 'Keyword' },
    say: (line) => said.push(line),
  });
  expect(stack.started.size).toBe(0);
  expect(stack.env).toMatchObject({
    CASSANDRA_CONTACT_POINTS: 'cassandra.example.org:9042',
    CASSANDRA_USERNAME: 'reader',
    TEMPORAL_ADDRESS: 'temporal.example.org:7233',
    TEMPORAL_NAMESPACE: 'reports',
    SMTP_URL: 'smtps://user:secret@smtp.example.org',
    MAIL_FROM: 'lms@example.org',
  });
  expect(stack.env).not.toHaveProperty('INBOX_URL');
  expect(said.join('\n')).not.toContain('secret');
  await stack.stop();
  expect(readdirSync(folder)).toEqual([]);
});
