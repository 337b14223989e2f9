import type { z } from 'zod';
import { downloadRatio } from '../../archive/ratio.ts';
import { ReportError } from '../../report/errors.ts';
import { periodOf } from '../../report/period.ts';
import type { RatioScope } from '../../report/ratio.ts';
import { mayReadRatio } from '../../report/ratio-rights.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { MAKES_WORK } from '../limits.ts';
import { answers, json } from '../openapi.ts';
import { RatioForm, RatioQuery } from '../ratio-schemas.ts';

/** GET /v1/download-ratio?level&id&from&to: the same object as `course-report ratio --json`. */
export function showDownloadRatio(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/download-ratio',
    config: MAKES_WORK,
    schema: {
      summary: 'Downloads per batch',
      description: 'Of her own tenant for an ORG_ADMIN, of all for SYSTEM_ADMINISTRATION.',
      querystring: RatioQuery,
      response: answers(200, json('docs/ratio.md', RatioForm), 400, 401, 403, 429, 503),
    },
    handler: async ({ query, caller }) => {
      const scope = scopeOf(query);
      const period = periodOf(query.from ?? null, query.to ?? null, Date.now());
      const requester = await deps.source.requester(caller.userId);
      if (!mayReadRatio(requester, scope)) throw new ReportError('RatioForbidden', { requesterId: caller.userId });
      return downloadRatio(deps, scope, period);
    },
  });
}

/** @throws ReportError RequestInvalid */
function scopeOf({ level, id }: z.output<typeof RatioQuery>): RatioScope {
  if ((level === 'all') !== (id === undefined))
    throw new ReportError('RequestInvalid', {
      what: 'id goes with level batch, course or tenant, and with these only',
    });
  switch (level) {
    case 'batch':
      return { level, batchId: id ?? '' };
    case 'course':
      return { level, courseId: id ?? '' };
    case 'tenant':
      return { level, tenantId: id ?? '' };
    case 'all':
      return { level };
  }
}
