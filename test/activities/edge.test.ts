import {
  ApplicationFailure,
  CancelledFailure,
  defaultFailureConverter,
  defaultPayloadConverter,
} from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { atTheEdge } from '../../activities/edge.ts';
import { ReportError } from '../../report/errors.ts';
import { NO_METRICS } from '../../report/metrics.ts';
import { reportFailure } from '../../workflows/failure.ts';

const environment = () => new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });

/** What leaves a step that throws, as it would stand in a history. */
async function leaving(step: () => unknown): Promise<{ error: unknown; stored: string }> {
  const error = await environment()
    .run(() => atTheEdge(NO_METRICS, async () => step()))
    .catch((thrown: unknown) => thrown);
  const { message, stackTrace, cause } = defaultFailureConverter.errorToFailure(error, defaultPayloadConverter);
  const details = error instanceof ApplicationFailure ? error.details : null;
  return { error, stored: JSON.stringify({ message, stackTrace, cause, details }) };
}

const NAME = 'Meenakshi Rao';

function renamed(): Error {
  const error = new Error(`x\n    at ${NAME} (a/b.ts:1:1)`);
  error.message = 'y';
  return error;
}

describe('what a step throws leaves as', () => {
  test('its code, when the catalogue knows it', async () => {
    const { error } = await leaving(() => {
      throw new ReportError('MailServerBusy', { replyCode: 450, enhancedStatus: '4.7.1' }, 60_000);
    });
    expect(error).toMatchObject({
      type: 'MailServerBusy',
      nonRetryable: false,
      nextRetryDelay: 60_000,
      details: [{ replyCode: 450, enhancedStatus: '4.7.1' }],
    });
  });

  test('a code that is not to be retried, as such', async () => {
    const { error } = await leaving(() => {
      throw new ReportError('StoredObjectDamaged', { objectId: 'page-0001', what: 'other bytes' });
    });
    expect(error).toMatchObject({ type: 'StoredObjectDamaged', nonRetryable: true });
  });

  test.for([
    ['a parser that quotes what it choked on', () => JSON.parse(`{"name":${NAME}}`)],
    ['an error that quotes a row', () => Promise.reject(new Error(`row of ${NAME} is broken`))],
    ['an error with a cause', () => Promise.reject(new Error('outer', { cause: new Error(NAME) }))],
    ['an error with fields', () => Promise.reject(Object.assign(new TypeError('no'), { row: { name: NAME } }))],
    ['several errors in one', () => Promise.reject(new AggregateError([new Error(NAME)], NAME))],
    [
      'a message of several lines that look like frames',
      () => Promise.reject(new Error(`x\n    at ${NAME} (a/b.ts:1:1)`)),
    ],
    ['an error whose message was changed later', () => Promise.reject(renamed())],
    ['a text', () => Promise.reject(NAME)],
    ['a row', () => Promise.reject({ name: NAME })],
    ['nothing', () => Promise.reject(undefined)],
  ] as const)('its kind and place alone: %s', async ([, step]) => {
    const { error, stored } = await leaving(step);
    expect(error).toMatchObject({ type: 'Unexpected', nonRetryable: false });
    expect(stored).not.toMatch(/Meenakshi|Rao/);
    expect(stored).toContain('Unexpected');
  });

  test('a place without the folders of the machine', async () => {
    const { error } = await leaving(() => {
      throw new TypeError(NAME);
    });
    expect((error as Error).message).toMatch(/^Unexpected TypeError in .*edge\.test\.ts:\d+:\d+/);
    expect((error as Error).message).not.toContain(process.cwd());
  });

  test('what Temporal’s own failures are', async () => {
    for (const own of [
      new CancelledFailure('stopped'),
      reportFailure('BatchNotFound'),
      ApplicationFailure.retryable('x'),
    ]) {
      expect((await leaving(() => Promise.reject(own))).error).toBe(own);
    }
  });

  test('cancelled, whatever a cancelled step throws', async () => {
    const cancelled = environment();
    cancelled.cancel();
    const running = cancelled.run(() => atTheEdge(NO_METRICS, () => Promise.reject(new Error(NAME))));
    await expect(running).rejects.toBeInstanceOf(CancelledFailure);
  });
});

test('a long text is cut: it is stored whole in every history', () => {
  const failure = reportFailure('SourceSchema', { what: 'x'.repeat(3_000_000) });
  expect(failure.message.length).toBeLessThanOrEqual(2_048);
});

test('its holes are cut as well', () => {
  const failure = reportFailure('SourceSchema', { what: 'x'.repeat(3_000_000) });
  expect(JSON.stringify(failure.details).length).toBeLessThan(5_000);
});
