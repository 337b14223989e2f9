import { readFileSync } from 'node:fs';
import { portalCommand } from '../../dev/portal-process.ts';
import { startServerProcess } from '../../dev/stack/server-process.ts';
import type { Settings } from './e2e-program.ts';
import { until } from './e2e-until.ts';

export interface PortalProcess {
  readonly url: string;
  readonly pid: number;
  log(): string;
  /** As a deploy does it. @returns how it ended, e.g. "exit code 0" */
  stop(): Promise<string>;
  /** Of the stack's issuer, for anybody. */
  token(userId: string): Promise<string>;
  /** Asks as a signed-in user. */
  ask(method: string, path: string, userId: string, body?: object): Promise<Response>;
}

/** Starts a portal process on a free port, and waits until it listens. */
export async function startPortalProcess(settings: Settings, log: string): Promise<PortalProcess> {
  const portal = startServerProcess(portalCommand({ ...settings, PORTAL_PORT: '0' }, log));
  const readLog = () => readFileSync(log, 'utf8');
  const url = await until('the portal to listen', async () => {
    if (portal.end !== undefined) throw new Error(`the portal did not start (${portal.end}):\n${readLog()}`);
    return /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(readLog())?.[1];
  });
  const token = async (userId: string) => (await fetch(`${settings['DEV_TOKEN_URL']}?user=${userId}`)).text();
  return {
    url,
    pid: portal.pid,
    log: readLog,
    stop: async () => {
      await portal.stop();
      return portal.ended;
    },
    token,
    ask: async (method, path, userId, body) => {
      const authorization = `Bearer ${await token(userId)}`;
      const headers = { authorization, ...(body ? { 'content-type': 'application/json' } : {}) };
      return fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    },
  };
}

/** Reads a stream of events to its end. @returns the statuses it told */
export async function statusesIn<T>(answer: Response): Promise<T[]> {
  const events = (await answer.text()).split('\n\n').map((event) => /^data: (.*)$/m.exec(event)?.[1]);
  return events.filter((data) => data !== undefined).map((data) => JSON.parse(data) as T);
}
