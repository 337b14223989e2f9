import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ReportError } from '../report/errors.ts';
import type { Environment } from './config.ts';

/**
 * Address, namespace, TLS and key of Temporal, from TEMPORAL_* and the profile file that @temporalio/envconfig reads.
 *
 * @throws ReportError ConfigInvalid
 */
export function temporalConfig(env: Environment) {
  const overrides = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { connectionOptions, namespace } = load(overrides);
  return { connection: connectionOptions, namespace: namespace ?? 'default' };
}

function load(overrideEnvVars: Record<string, string>) {
  try {
    return loadClientConnectConfig({ overrideEnvVars });
  } catch {
    // Its own words may quote a file that holds a key.
    throw new ReportError('ConfigInvalid', {
      faults: '  TEMPORAL_…: a file that they name cannot be read or understood.',
    });
  }
}
