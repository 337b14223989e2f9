import { Runtime, type LogLevel, type LogMetadata, type Logger } from '@temporalio/worker';
import { pino } from 'pino';
import { ReportError } from '../report/errors.ts';
import { prometheusPage } from './metrics.ts';

/** One JSON line an event on stderr; ids and counts only, as failures are made for histories (activities/edge.ts). */
export const log = pino({ name: 'course-report', level: 'info' }, await destination());

/** JSON for machines, lines for people who sit in front of it. */
async function destination() {
  if (!process.stderr.isTTY) return pino.destination(2);
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: 2, ignore: 'pid,hostname,name' });
}

/**
 * Temporal's own log lines in the same stream, and the page of metrics where an address is given.
 *
 * @throws ReportError ConfigInvalid when the address cannot be had
 */
export function installRuntime(metricsAddress: string | null): Runtime {
  const at = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: LogMetadata) => {
    log[level](withoutErrors(meta ?? {}), message);
  };
  const logger: Logger = {
    log: (level, message, meta) => at(PINO_LEVEL[level])(message, meta),
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
  if (metricsAddress === null) return Runtime.install({ logger });
  try {
    return Runtime.install({ logger, telemetryOptions: { metrics: prometheusPage(metricsAddress) } });
  } catch {
    const fault = `  REPORT_METRICS_ADDRESS = ${metricsAddress}: this machine has no such address, or its port is taken.`;
    throw new ReportError('ConfigInvalid', { faults: fault });
  }
}

const PINO_LEVEL = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

/** Of an error its class and code: a message that no catalogue made may quote data. */
function withoutErrors(meta: LogMetadata): LogMetadata {
  const entries = Object.entries(meta).map(([key, value]) => [key, value instanceof Error ? nameOf(value) : value]);
  return Object.fromEntries(entries);
}

function nameOf(error: Error): string {
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
