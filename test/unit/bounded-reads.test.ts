import cassandra from 'cassandra-driver';
import { describe, expect, test } from 'vitest';
import { boundedReads } from '../../adapters/cassandra/bounded-reads.ts';
import { recordedMetrics } from '../support/recorded-metrics.ts';

const { BusyConnectionError, NoHostAvailableError, OperationTimedOutError, ResponseError } = cassandra.errors;
const { overloaded, readTimeout, syntaxError } = cassandra.types.responseErrorCodes;

const soon = () => new Promise((resolve) => setImmediate(resolve));
const failing = (error: Error) => () => Promise.reject(error);

describe('reads', () => {
  test('run a bounded number at once, and each is measured, also one that fails', async () => {
    const metrics = recordedMetrics();
    const inTurn = boundedReads(2, metrics);
    const ended = await Promise.allSettled([inTurn(soon), inTurn(soon), inTurn(soon), inTurn(failing(new Error()))]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    const inFlight = metrics.told.filter((line) => line.startsWith('course_report_look_ups_in_flight'));
    expect(new Set(inFlight.map((line) => line.split(' ')[1]))).toEqual(new Set(['0', '1', '2']));
    expect(inFlight.at(-1)).toBe('course_report_look_ups_in_flight{} 0');
    expect(metrics.told.filter((line) => line.startsWith('course_report_look_up_seconds{}'))).toHaveLength(4);
  });

  test.each([
    ['a time-out of ours', new OperationTimedOutError('late'), 4],
    ['a time-out of a node', new ResponseError(readTimeout, 'late'), 4],
    ['a statement that is wrong', new ResponseError(syntaxError, 'no'), 8],
  ])('run fewer at once after %s, or not', async (_, error, expected) => {
    const metrics = recordedMetrics();
    const inTurn = boundedReads(8, metrics);
    await expect(inTurn(failing(error))).rejects.toBe(error);
    let most = 0;
    let inFlight = 0;
    const counted = async () => {
      most = Math.max(most, (inFlight += 1));
      await soon();
      inFlight -= 1;
    };
    await Promise.all(Array.from({ length: 7 }, () => inTurn(counted)));
    expect(most).toBe(Math.min(expected, 7));
    expect(metrics.told.filter((line) => line.startsWith('course_report_look_ups_bound')).at(-1)).toBe(
      `course_report_look_ups_bound{} ${expected}`,
    );
  });

  test.each([
    ['a full connection', new BusyConnectionError('127.0.0.1:9042', 1024, 1)],
    ['a node that has too much to do', new ResponseError(overloaded, 'too much')],
    ['every node', new NoHostAvailableError({ '127.0.0.1:9042': new ResponseError(overloaded, 'too much') })],
  ])('that %s turns away ask again, fewer at once, and give up after a second', async (_, error) => {
    const metrics = recordedMetrics();
    const inTurn = boundedReads(8, metrics);
    let left = 2;
    expect(await inTurn(async () => (left-- > 0 ? Promise.reject(error) : 'read'))).toBe('read');
    expect(metrics.told.filter((line) => line.startsWith('course_report_look_ups_bound')).at(-1)).toBe(
      'course_report_look_ups_bound{} 2',
    );
    await expect(inTurn(failing(error))).rejects.toBe(error);
  });
});
