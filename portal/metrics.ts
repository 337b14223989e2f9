import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Of this process: how often and how fast it answers, and how many follow a report. Routes, never paths: those hold ids. */
export function countRequests(app: FastifyInstance, openStreams: () => number): void {
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'course_report_portal_requests_total',
    help: 'Answers by route and status.',
    labelNames,
    registers,
  });
  const seconds = new Histogram({
    name: 'course_report_portal_request_seconds',
    help: 'Time to the end of the answer; streams of events last as long as somebody listens.',
    labelNames: ['route'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
    registers,
  });
  new Gauge({
    name: 'course_report_portal_event_streams',
    help: 'Open streams of events.',
    registers,
    collect() {
      this.set(openStreams());
    },
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const route = routeOptions.url ?? 'none';
    requests.inc({ method, route, status: statusCode });
    seconds.observe({ route }, elapsedTime / 1_000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
