import { expect, test } from 'vitest';
import { mayWriteInto, WriteRefused } from '../../../dev/data/cassandra/may-write-into.ts';

test('demo data goes into a server that the stack started, and into a given one on request', () => {
  expect(() => mayWriteInto(true, false)).not.toThrow();
  expect(() => mayWriteInto(false, true)).not.toThrow();
});

test('a given server is refused in one sentence that says what to do', () => {
  expect(() => mayWriteInto(false, false)).toThrow(WriteRefused);
  expect(() => mayWriteInto(false, false)).toThrow(/CASSANDRA_CONTACT_POINTS .* --write-into-given-servers [^.]*\.$/);
});
