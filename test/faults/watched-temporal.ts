import { inspect } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll } from 'vitest';

/** Every line that the SDK and the steps log in this process, with all that stands in it. */
export const logged: string[] = [];
Runtime.install({
  logger: new DefaultLogger('INFO', ({ message, meta }) => logged.push(inspect({ message, meta }, { depth: 9 }))),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});

let server: TestWorkflowEnvironment | undefined;

beforeAll(async () => {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run `npm test`, or set what `npm run stack` prints.');
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
  server = await TestWorkflowEnvironment.createFromExistingServer({ address, namespace });
});
afterAll(() => server?.teardown());

/** The running server of the environment, while the tests of a file run. */
export function temporal(): TestWorkflowEnvironment {
  if (server === undefined) throw new Error('used before the tests have begun');
  return server;
}
