import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { Environment } from './config.ts';

/** Address, namespace, TLS and key of Temporal, from TEMPORAL_* and the profile file that @temporalio/envconfig reads. */
export function temporalConfig(env: Environment) {
  const overrides = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: overrides });
  return { connection: connectionOptions, namespace: namespace ?? 'default' };
}
