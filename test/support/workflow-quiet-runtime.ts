import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { prometheusPage } from '../../worker/metrics.ts';
import { metricsAddress } from './scrape.ts';

export const WORKFLOW_METRICS = await metricsAddress();

// Failing steps are the subject of these tests, not news. Once a process, before the first worker.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: {
    logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) },
    metrics: prometheusPage(WORKFLOW_METRICS),
  },
});
