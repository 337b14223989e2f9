import { reportStatus } from '../../archive/status.ts';
import { checkRequest } from '../../report/request.ts';
import { isOutcome } from '../../report/status.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { tenantLimit, userLimit } from '../limits.ts';
import { answers, json } from '../openapi.ts';
import { sendProblem } from '../problem.ts';
import { Report, WantedReport } from '../schemas.ts';

/** For TooManyReports: a line of ten minutes is half as long in five. Other refusals have no such header. */
const LINE_SHORTER_MS = 5 * 60_000;

/** POST /v1/reports: "Download file". */
export function requestReport(app: PortalApp, deps: PortalDependencies): void {
  const limitUser = userLimit(app);
  const limitTenant = tenantLimit(app);
  app.route({
    method: 'POST',
    url: '/v1/reports',
    schema: {
      summary: 'Start the report of a batch, or join the one under way',
      description: 'Waits up to 5 seconds for a refusal. The requester is the signed-in user.',
      body: WantedReport,
      response: answers(
        202,
        json('Accepted: started, or joined (`joined`).', Report),
        400,
        401,
        403,
        404,
        413,
        422,
        429,
        503,
      ),
    },
    handler: async (request, reply) => {
      const atMs = Date.now();
      const wanted = checkRequest({ ...request.body, requesterId: request.caller.userId });
      let tenantId: string | null = null;
      let reportId: string | null = null;
      try {
        // One click too many is a click as well: it is counted, so the body was read before it is refused.
        await limitUser(request);
        // Before anything starts: with the learners' data away the report could not begin, and she is told so now.
        tenantId = (await deps.source.requester(wanted.requesterId))?.profile.rootOrgId ?? null;
        await limitTenant(request, tenantId);
        const status = await deps.reports.request(wanted);
        ({ reportId } = status);
        if (status.status === 'refused' && status.error !== null)
          return sendProblem(reply, status.error, LINE_SHORTER_MS);
        void reply.code(202).header('location', `/v1/reports/${reportId}`);
        if (!isOutcome(status.status)) return await reply.send(status);
        return { ...(await reportStatus(deps.ledger, deps.reports, reportId)), joined: status.joined };
      } finally {
        const { courseId, batchId, requesterId } = wanted;
        deps.onClick({ requestId: request.id, atMs, courseId, batchId, requesterId, tenantId, reportId });
      }
    },
  });
}
