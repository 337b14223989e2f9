import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Launch, Launched } from './launch.ts';
import { registerSearchAttributes, type SearchAttributes } from './search-attributes.ts';
import { serverEnvironment } from './server-environment.ts';
import type { ServerCommand } from './server-process.ts';
import { startOnFreePorts } from './start-on-free-ports.ts';
import { temporalProgram } from './temporal-build.ts';

const ADDRESS = '127.0.0.1';

interface TemporalPorts {
  grpc: number;
  ui: number;
}

/** Temporal's development server with its UI; runs are kept in the folder from start to start. */
export async function startTemporal(launch: Launch, searchAttributes: SearchAttributes): Promise<Launched> {
  const { folder, say, signal } = launch;
  const program = await temporalProgram(say, signal);
  const namespace = process.env['TEMPORAL_NAMESPACE'] || 'default';
  mkdirSync(folder, { recursive: true });
  const { server, ports } = await startOnFreePorts(launch, {
    choosePorts: async () => ({
      grpc: await freePort(7233, ADDRESS, 'Temporal', say),
      ui: await freePort(8233, ADDRESS, 'Temporal UI', say),
    }),
    command: (ports) => temporalCommand(program, folder, ports, namespace),
    answers: async (ports) =>
      (await registerSearchAttributes(`${ADDRESS}:${ports.grpc}`, namespace, searchAttributes)) &&
      (await fetch(`http://${ADDRESS}:${ports.ui}/`)).ok,
    withinMs: 120_000,
  });
  return { server, env: temporalEnvironment(folder, ports, namespace) };
}

function temporalCommand(program: string, folder: string, ports: TemporalPorts, namespace: string): ServerCommand {
  const database = join(folder, 'temporal.db');
  return {
    name: 'Temporal',
    command: program,
    args: [
      ...['server', 'start-dev', '--db-filename', database, '--namespace', namespace],
      ...['--ip', ADDRESS, '--port', `${ports.grpc}`, '--ui-ip', ADDRESS, '--ui-port', `${ports.ui}`],
      // Without these two the server takes fairness keys and does not heed them.
      ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
      ...['--dynamic-config-value', 'matching.enableFairness=true'],
      ...['--disable-config-file', '--disable-config-env', '--env-file', join(folder, 'none.yaml')],
    ],
    env: serverEnvironment(/^TEMPORAL_/),
    log: join(folder, 'temporal.log'),
    mark: database,
  };
}

/**
 * A temporal.toml that says nothing, as the user's own would add its TLS and key to our address. One without any profile
 * makes @temporalio/envconfig 1.24 fall over.
 */
function temporalEnvironment(folder: string, { grpc, ui }: TemporalPorts, namespace: string): Launched['env'] {
  const emptyConfig = join(folder, 'none.toml');
  writeFileSync(emptyConfig, '[profile.default]\n');
  return {
    TEMPORAL_ADDRESS: `${ADDRESS}:${grpc}`,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_CONFIG_FILE: emptyConfig,
    TEMPORAL_UI_URL: `http://${ADDRESS}:${ui}`,
  };
}
