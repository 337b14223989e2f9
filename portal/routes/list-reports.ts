import { listReports } from '../../archive/list.ts';
import { checkMayAsk } from '../../archive/may-ask.ts';
import { checkRequest } from '../../report/request.ts';
import type { ReportStatus } from '../../report/status.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { answers, json } from '../openapi.ts';
import { ListQuery, Reports } from '../schemas.ts';

/** GET /v1/reports?courseId&batchId: the reports of a batch, whoever asked for them. */
export function listBatchReports(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/reports',
    schema: {
      summary: 'Reports of a batch, newest first',
      description: 'For whoever may ask for the batch.',
      querystring: ListQuery,
      response: answers(200, json('Newest first.', Reports), 400, 401, 403, 404, 429, 503),
    },
    handler: async ({ query, caller }) => {
      const { courseId, batchId, limit } = query;
      await checkMayAsk(deps.source, checkRequest({ courseId, batchId, requesterId: caller.userId }));
      const reports: ReportStatus[] = [];
      for await (const report of listReports(deps.ledger, deps.reports, { batch: { courseId, batchId } })) {
        if (reports.push(report) === limit) break;
      }
      return { reports };
    },
  });
}
