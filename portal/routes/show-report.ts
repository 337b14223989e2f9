import { reportStatus } from '../../archive/status.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { answers, json } from '../openapi.ts';
import { Report, ReportParams } from '../schemas.ts';
import { checkMaySee } from '../whose-report.ts';

/** GET /v1/reports/:reportId */
export function showReport(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/reports/:reportId',
    schema: {
      summary: 'Where a report stands',
      params: ReportParams,
      response: answers(200, json('The report.', Report), 400, 401, 404, 429, 503),
    },
    handler: async ({ params, caller }) => {
      await checkMaySee(deps, caller, params.reportId);
      return reportStatus(deps.ledger, deps.reports, params.reportId);
    },
  });
}
