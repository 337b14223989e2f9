import { reportStatus } from '../../archive/status.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { answers, json } from '../openapi.ts';
import { Report, ReportParams } from '../schemas.ts';
import { checkIsOwn } from '../whose-report.ts';

/** DELETE /v1/reports/:reportId */
export function cancelReport(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'DELETE',
    url: '/v1/reports/:reportId',
    schema: {
      summary: 'Stop a report',
      description: 'It ends `cancelled` soon after, or `sent` if its mail was out already.',
      params: ReportParams,
      response: answers(202, json('Asked to stop.', Report), 400, 401, 404, 409, 413, 429, 503),
    },
    handler: async ({ params: { reportId }, caller }, reply) => {
      checkIsOwn(caller, reportId);
      await deps.reports.cancel(reportId);
      return reply.code(202).send(await reportStatus(deps.ledger, deps.reports, reportId));
    },
  });
}
