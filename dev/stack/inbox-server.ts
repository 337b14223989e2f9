import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import { freePort } from './free-port.ts';
import type { Launch, Launched } from './launch.ts';
import { portOpens } from './port-opens.ts';
import { serverEnvironment } from './server-environment.ts';
import type { ServerCommand } from './server-process.ts';
import { startOnFreePorts } from './start-on-free-ports.ts';

const ADDRESS = '127.0.0.1';
const MAILDEV = join(CHECKOUT, 'node_modules', '.bin', 'maildev');
/** A report of 100,000 learners is about 30 MB, 41 MB as an attachment; MailDev refuses above 50 MB unless told. */
const MAX_MESSAGE_BYTES = 200_000_000;

interface InboxPorts {
  smtp: number;
  web: number;
}

/** MailDev: takes every mail, sends none on, shows them on a page and by its API; mails are kept in the folder. */
export async function startInbox(launch: Launch): Promise<Launched> {
  const { folder, say } = launch;
  const { server, ports } = await startOnFreePorts(launch, {
    choosePorts: async () => ({
      smtp: await freePort(1025, ADDRESS, 'inbox (SMTP)', say),
      web: await freePort(1080, ADDRESS, 'inbox (web)', say),
    }),
    command: (ports) => inboxCommand(folder, ports),
    answers: async ({ smtp, web }) =>
      (await portOpens(smtp, ADDRESS)) && (await fetch(`http://${ADDRESS}:${web}/api/healthz`)).ok,
    withinMs: 60_000,
  });
  return { server, env: { SMTP_URL: `smtp://${ADDRESS}:${ports.smtp}`, INBOX_URL: `http://${ADDRESS}:${ports.web}` } };
}

function inboxCommand(folder: string, { smtp, web }: InboxPorts): ServerCommand {
  const mails = join(folder, 'mails');
  const config = join(folder, 'maildev.json');
  mkdirSync(mails, { recursive: true });
  // MailDev otherwise looks for a configuration in every folder above, and the user's own might relay mails.
  writeFileSync(config, '{}\n');
  return {
    name: 'Inbox',
    command: process.execPath,
    args: [
      ...[MAILDEV, '--config', config, '--mail-directory', mails],
      ...['--smtp', `${smtp}`, '--ip', ADDRESS, '--web', `${web}`, '--web-ip', ADDRESS],
      ...['--max-message-size', `${MAX_MESSAGE_BYTES}`],
    ],
    env: serverEnvironment(/^(MAILDEV_|NODE_OPTIONS$)/),
    log: join(folder, 'inbox.log'),
    mark: mails,
  };
}
