import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll } from 'vitest';
import { ATTRIBUTES } from '../../workflows/contract.ts';
import './workflow-quiet-runtime.ts';

/** The running Temporal server of the environment, connected while the tests of a file (or a `describe`) run. */
export function realServer(): () => TestWorkflowEnvironment {
  return opened(async () => {
    const address = process.env['TEMPORAL_ADDRESS'];
    if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run `npm test`, or set what `npm run stack` prints.');
    const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
    return TestWorkflowEnvironment.createFromExistingServer({ address, namespace });
  });
}

/** A server of the file's (or `describe`'s) own, whose clock runs ahead while nobody works. */
export function timeSkippingServer(): () => TestWorkflowEnvironment {
  return opened(async () => {
    const path = process.env['TIME_SKIPPING_SERVER'];
    if (!path) throw new Error('TIME_SKIPPING_SERVER is not set: run `npm test`, which builds and names it.');
    const server = await patiently(() =>
      TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
    );
    await server.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: ATTRIBUTE_TYPES,
    });
    return server;
  });
}

/** temporal.api.enums.v1.IndexedValueType; this server lists none, so client/search-attributes.ts cannot set it up. */
const TYPE_NUMBER = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;
const ATTRIBUTE_TYPES = Object.fromEntries(
  Object.values(ATTRIBUTES).map(({ name, type }) => [name, TYPE_NUMBER[type]]),
);

/** The SDK waits five seconds for a server to start, which is too short for a JVM on a busy machine. */
async function patiently<T>(start: () => Promise<T>, triesLeft = 6): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (triesLeft === 0) throw error;
    return patiently(start, triesLeft - 1);
  }
}

function opened(open: () => Promise<TestWorkflowEnvironment>): () => TestWorkflowEnvironment {
  let server: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server?.teardown());
  return () => {
    if (server === undefined) throw new Error('used before the tests have begun');
    return server;
  };
}
