import { expect, test } from 'vitest';
import { boundedReads } from '../../adapters/cassandra/bounded-reads.ts';
import { recordedMetrics } from '../support/recorded-metrics.ts';

test('reads run a bounded number at once, and each is measured, also one that fails', async () => {
  const metrics = recordedMetrics();
  const inTurn = boundedReads(2, metrics);
  const soon = () => new Promise((resolve) => setImmediate(resolve));
  const fails = () => Promise.reject(new Error('no answer'));
  const ended = await Promise.allSettled([inTurn(soon), inTurn(soon), inTurn(soon), inTurn(fails)]);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  const inFlight = metrics.told.filter((line) => line.startsWith('course_report_look_ups_in_flight'));
  expect(new Set(inFlight.map((line) => line.split(' ')[1]))).toEqual(new Set(['0', '1', '2']));
  expect(inFlight.at(-1)).toBe('course_report_look_ups_in_flight{} 0');
  expect(metrics.told.filter((line) => line.startsWith('course_report_look_up_seconds{}'))).toHaveLength(4);
});
