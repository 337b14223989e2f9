import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { MAKES_WORK } from '../limits.ts';
import { answers, json } from '../openapi.ts';
import { sendProblem } from '../problem.ts';
import { Report, ReportParams } from '../schemas.ts';
import { checkIsOwn } from '../whose-report.ts';

/** POST /v1/reports/:reportId/resend */
export function resendReport(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'POST',
    url: '/v1/reports/:reportId/resend',
    config: MAKES_WORK,
    schema: {
      summary: 'Mail the same file once more',
      description: 'To the one who asked for the report, and only by her.',
      params: ReportParams,
      response: answers(
        202,
        json('Accepted: where the re-sending stands.', Report),
        400,
        401,
        403,
        404,
        409,
        410,
        413,
        422,
        429,
        503,
      ),
    },
    handler: async ({ params, caller }, reply) => {
      checkIsOwn(caller, params.reportId);
      const status = await deps.reports.resend(params.reportId);
      if (status.status === 'refused' && status.error !== null) return sendProblem(reply, status.error);
      return reply.code(202).send(status);
    },
  });
}
