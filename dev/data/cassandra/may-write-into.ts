/** Demo data overwrites organisations and settings: it is for servers that nobody else uses. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}

/**
 * Lets demo data into a Cassandra only if the stack started that server itself or the user said so.
 *
 * @throws WriteRefused, one sentence that names the flag
 */
export function mayWriteInto(stackStartedCassandra: boolean, writeIntoGivenServers: boolean): void {
  if (stackStartedCassandra || writeIntoGivenServers) return;
  throw new WriteRefused(
    'The Cassandra in CASSANDRA_CONTACT_POINTS was not started by this stack, so no demo data was written into it; ' +
      'unset the variable to get a server of your own, or add --write-into-given-servers if it may be overwritten.',
  );
}
