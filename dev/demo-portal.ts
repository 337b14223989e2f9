import { join } from 'node:path';
import type { DemoBatch } from './data/batch.ts';
import { DEMO } from './data/demo.ts';
import { portalCommand } from './portal-process.ts';
import { freePort } from './stack/free-port.ts';
import type { Stack } from './stack/start-stack.ts';
import { untilReady } from './stack/until-ready.ts';

const ADDRESS = '127.0.0.1';

/** By way of the issuer, so that whoever opens them is signed in; with a sign-in server of one's own, as they are. */
export interface Pages {
  readonly batch: string;
  readonly ratio: string;
}

/** A portal beside the demo's worker. @throws StackFault when it does not come up */
export async function startPortal(
  stack: Stack,
  { courseId, batchId }: DemoBatch,
  folder: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Pages> {
  const port = await freePort(3000, ADDRESS, 'portal', say);
  const env = { ...stack.env, PORTAL_HOST: ADDRESS, PORTAL_PORT: `${port}` };
  const portal = stack.run(portalCommand(env, join(folder, 'portal.log')));
  const url = `http://${ADDRESS}:${port}`;
  await untilReady(portal, { answers: async () => (await fetch(`${url}/healthz`)).ok, withinMs: 60_000, say, signal });
  const batch = new URLSearchParams({ courseId, batchId });
  const opened = (user: string, path: string) =>
    stack.started.has('issuer')
      ? `${stack.env['PORTAL_ISSUER']}/open?${new URLSearchParams({ user, at: url + path }).toString()}`
      : url + path;
  return {
    batch: opened(DEMO.mentorId, `/?${batch.toString()}`),
    ratio: opened(DEMO.productOwnerId, '/ratio.html?level=all'),
  };
}
