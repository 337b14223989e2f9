import { batchFacts } from '../../archive/batch-facts.ts';
import { checkRequest } from '../../report/request.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { answers, json } from '../openapi.ts';
import { BatchForm, BatchQuery } from '../schemas.ts';

/** GET /v1/batches?courseId&batchId: what she sees before she asks. */
export function showBatch(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/batches',
    schema: {
      summary: 'A batch, and whether the caller may ask for its report',
      description: 'Why not is part of the answer: nothing was asked for yet, so nothing is refused.',
      querystring: BatchQuery,
      response: answers(200, json('The batch as the caller may see it.', BatchForm), 400, 401, 429, 503),
    },
    handler: ({ query, caller }) => {
      const { courseId, batchId } = query;
      return batchFacts(deps.source, checkRequest({ courseId, batchId, requesterId: caller.userId }));
    },
  });
}
