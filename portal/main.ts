import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { printable, readConfig } from '../config/config.ts';
import { temporalConfig } from '../config/temporal.ts';
import type { Values } from '../config/variables.ts';
import { errorSpec, ReportError } from '../report/errors.ts';
import { connect } from './connections.ts';
import { LOGGING } from './logging.ts';
import { NEEDED_VARIABLES } from './needed-variables.ts';
import { portalServer } from './server.ts';

/** Listens until SIGTERM or SIGINT, then ends the streams of events, lets answers under way finish, and goes. */
async function main(): Promise<void> {
  const values = readConfig(process.env, NEEDED_VARIABLES, (path) => readFileSync(path, 'utf8'));
  const connected = await connect(values, temporalConfig(process.env));
  try {
    const app = await portalServer(connected.deps, LOGGING);
    app.log.info({ config: printable(process.env) }, 'configuration');
    await connected.checkStore().catch(unlessItHeals);
    await listen(app, values);
    await new Promise((stop) => ['SIGTERM', 'SIGINT'].forEach((signal) => process.once(signal, stop)));
    await app.close();
  } finally {
    await connected.close();
  }
}

/** A fault that only a person can mend stops the portal; a cluster that is away does not. */
function unlessItHeals(error: unknown): void {
  if (!(error instanceof ReportError && errorSpec(error.code).retry)) throw error;
}

async function listen(app: FastifyInstance, { PORTAL_HOST: host, PORTAL_PORT: port }: Values): Promise<void> {
  try {
    await app.listen({ host: host ?? '', port: port ?? 0 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ReportError('ConfigInvalid', {
      faults: `  PORTAL_HOST, PORTAL_PORT: cannot listen at ${host}:${port} (${code}).`,
    });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ReportError)) throw error;
  const spec = errorSpec(error.code);
  process.stderr.write(`course-report portal: ${error.code}: ${error.message}\n${spec.todo}\n`);
  process.exitCode = spec.exit;
}
