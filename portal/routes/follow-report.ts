import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { EventStream } from '../event-stream.ts';
import type { Followers } from '../followers.ts';
import { answers, streamed } from '../openapi.ts';
import { EventHeaders, ReportParams } from '../schemas.ts';
import { checkMaySee } from '../whose-report.ts';

/** GET /v1/reports/:reportId/events: the status whenever it changes, until the report has ended. */
export function followReport(
  app: PortalApp,
  deps: PortalDependencies,
  followers: Followers,
  heartbeatMs: number,
): void {
  app.route({
    method: 'GET',
    url: '/v1/reports/:reportId/events',
    schema: {
      summary: 'Follow a report (server-sent events)',
      description: 'Each `status` event holds the whole report; the last one holds how it ended.',
      params: ReportParams,
      headers: EventHeaders,
      response: answers(200, streamed('text/event-stream', 'Events, then the end.'), 400, 401, 404, 429, 503),
    },
    handler: async ({ params, headers, caller }, reply) => {
      await checkMaySee(deps, caller, params.reportId);
      const watch = await followers.watch(params.reportId);
      const lastEventId = headers['last-event-id'] ?? null;
      const stream = new EventStream({ lastEventId, untilMs: caller.expiresAtMs, heartbeatMs });
      watch.add(stream);
      // Proxies keep small answers back unless told.
      void reply.headers({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      return reply.send(stream.body);
    },
  });
}
