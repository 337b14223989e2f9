export type ServerName = 'cassandra' | 'temporal' | 'inbox' | 'issuer';

/** The variable that names a server of the user's own, and what belongs to it. */
const GIVEN_BY: Readonly<Record<ServerName, { address: string; related: RegExp }>> = {
  cassandra: { address: 'CASSANDRA_CONTACT_POINTS', related: /^CASSANDRA_/ },
  temporal: { address: 'TEMPORAL_ADDRESS', related: /^TEMPORAL_/ },
  inbox: { address: 'SMTP_URL', related: /^(SMTP_URL|INBOX_URL)$/ },
  issuer: { address: 'PORTAL_JWKS_URL', related: /^(PORTAL_JWKS_URL|PORTAL_ISSUER|PORTAL_AUDIENCE|DEV_TOKEN_URL)$/ },
};

/**
 * The variables of a server that the environment names, to be used as they are; undefined when it names none.
 * An empty variable names none.
 */
export function givenServer(name: ServerName, env: NodeJS.ProcessEnv): Record<string, string> | undefined {
  const { address, related } = GIVEN_BY[name];
  if (!env[address]) return undefined;
  const pairs = Object.entries(env).filter(
    (pair): pair is [string, string] => related.test(pair[0]) && pair[1] !== undefined,
  );
  return Object.fromEntries(pairs);
}

/** For people; not its value, which may hold a password. */
export function addressVariable(name: ServerName): string {
  return GIVEN_BY[name].address;
}
