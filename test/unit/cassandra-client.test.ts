import { expect, test } from 'vitest';
import { clientOptions } from '../../adapters/cassandra/client.ts';

const optionsOf = (...contactPoints: string[]) =>
  clientOptions({ contactPoints, localDataCenter: 'dc1', username: null, password: null, tls: null });

test.each([
  ['10.0.0.1:9142,10.0.0.2:9142', 9_142],
  ['[::1]:9142', 9_142],
  ['cassandra.example.org', 9_042],
  ['[::1]', 9_042],
])('nodes that nobody has named are asked on the port of those that were: %s', (contactPoints, port) => {
  expect(optionsOf(...contactPoints.split(',')).protocolOptions?.port).toBe(port);
});

test('a node that was away for long is asked again within 15 seconds', () => {
  const pauses = optionsOf('10.0.0.1:9042').policies?.reconnection?.newSchedule();
  const all = Array.from({ length: 100 }, () => pauses?.next().value as number);
  expect(Math.max(...all)).toBeLessThanOrEqual(15_000);
});
