import { z } from 'zod';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { json } from '../openapi.ts';
import { readiness } from '../readiness.ts';
import { ReadinessForm } from '../schemas.ts';

/** GET /healthz: this process answers. GET /readyz: so do the servers behind it, and somebody works. */
export function health(app: PortalApp, deps: PortalDependencies): void {
  const look = readiness(deps);
  app.route({
    method: 'GET',
    url: '/healthz',
    schema: {
      summary: 'This process answers',
      security: [],
      response: { 200: json('It does.', z.strictObject({ status: z.literal('ok') })) },
    },
    handler: () => ({ status: 'ok' }) as const,
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    schema: {
      summary: 'Temporal and Cassandra answer, and a worker asks for work',
      security: [],
      response: { 200: json('All is there.', ReadinessForm), 503: json('Something is away.', ReadinessForm) },
    },
    handler: async (_, reply) => {
      const answer = await look();
      return reply.code(answer.isReady ? 200 : 503).send(answer);
    },
  });
}
