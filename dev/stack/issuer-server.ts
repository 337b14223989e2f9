import { join } from 'node:path';
import { AUDIENCE } from '../issuer/issuer.ts';
import { CHECKOUT } from './checkout.ts';
import { freePort } from './free-port.ts';
import type { Launch, Launched } from './launch.ts';
import { serverEnvironment } from './server-environment.ts';
import { startOnFreePorts } from './start-on-free-ports.ts';

const ADDRESS = '127.0.0.1';

/** The sign-in server of the portal: tokens for any user, on this machine alone. */
export async function startIssuer(launch: Launch): Promise<Launched> {
  const program = join(CHECKOUT, 'dev', 'run.mjs');
  const { server, ports: port } = await startOnFreePorts(launch, {
    choosePorts: () => freePort(8180, ADDRESS, 'token issuer', launch.say),
    command: (port) => ({
      name: 'Token issuer',
      command: process.execPath,
      args: [program, 'issuer', '--port', `${port}`],
      env: serverEnvironment(/^NODE_OPTIONS$/),
      log: join(launch.folder, 'issuer.log'),
      mark: program,
    }),
    answers: async (port) => (await fetch(`http://${ADDRESS}:${port}/certs`)).ok,
    withinMs: 60_000,
  });
  const issuer = `http://${ADDRESS}:${port}`;
  return {
    server,
    env: {
      PORTAL_JWKS_URL: `${issuer}/certs`,
      PORTAL_ISSUER: issuer,
      PORTAL_AUDIENCE: AUDIENCE,
      DEV_TOKEN_URL: `${issuer}/token`,
    },
  };
}
