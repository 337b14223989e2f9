import { addressVariable, givenServer, type ServerName } from '../dev/stack/given-servers.ts';
import { StackFault } from '../dev/stack/stack-fault.ts';

export const SERVERS = ['cassandra', 'temporal'] as const satisfies readonly ServerName[];

/**
 * Lets the bench run on servers of its own, or on others if the user said so: it fills Cassandra with demo data, and a
 * worker of somebody else on the same Temporal would take its steps.
 *
 * @throws StackFault, one sentence
 */
export function refuseGivenServers(env: NodeJS.ProcessEnv, writeIntoGivenServers: boolean): void {
  const given = SERVERS.filter((name) => givenServer(name, env) !== undefined).map(addressVariable);
  if (given.length === 0 || writeIntoGivenServers) return;
  throw new StackFault(
    `${given.join(' and ')} name servers that the bench did not start, so it wrote nothing into them; ` +
      'unset that to get servers of its own, or add --write-into-given-servers if they may be overwritten.',
  );
}
