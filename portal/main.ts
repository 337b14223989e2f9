import { readFileSync } from 'node:fs';
import { printable, readConfig } from '../config/config.ts';
import { temporalConfig } from '../config/temporal.ts';
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
    await app.listen({ host: values.PORTAL_HOST ?? '', port: values.PORTAL_PORT ?? 0 });
    await new Promise((stop) => ['SIGTERM', 'SIGINT'].forEach((signal) => process.once(signal, stop)));
    await app.close();
  } finally {
    await connected.close();
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
