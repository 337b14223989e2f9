import { expect, test } from 'vitest';
import { refuseGivenServers } from '../../../bench/own-servers.ts';

test('servers of its own may be filled', () => {
  expect(() => refuseGivenServers({}, false)).not.toThrow();
});

test('given servers are refused by the names of their variables', () => {
  const env = { CASSANDRA_CONTACT_POINTS: '127.0.0.1:9042', TEMPORAL_ADDRESS: '127.0.0.1:7233' };
  expect(() => refuseGivenServers(env, false)).toThrow(/^CASSANDRA_CONTACT_POINTS and TEMPORAL_ADDRESS name/);
  expect(() => refuseGivenServers(env, true)).not.toThrow();
});
