import { join } from 'node:path';
import type { DemoBatch } from './data/batch.ts';
import { DEMO } from './data/demo.ts';
import { portalCommand } from './portal-process.ts';
import { freePort } from './stack/free-port.ts';
import type { Stack } from './stack/start-stack.ts';
import { untilReady } from './stack/until-ready.ts';

const ADDRESS = '127.0.0.1';

/** Addresses that open as somebody who is signed in, for an hour. */
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
  const token = async (user: string) => (await fetch(`${stack.env['DEV_TOKEN_URL']}?user=${user}`)).text();
  const batch = new URLSearchParams({ courseId, batchId });
  return {
    batch: `${url}/?${batch.toString()}#token=${await token(DEMO.mentorId)}`,
    ratio: `${url}/ratio.html?level=all#token=${await token(DEMO.productOwnerId)}`,
  };
}
