import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Failing steps are the subject of these tests, not news. Once a process, before the first worker.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});
