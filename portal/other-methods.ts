import type { FastifyInstance } from 'fastify';
import { ReportError } from '../report/errors.ts';

/** Remembers every route that is made from here on. @returns what answers 405 for the methods that none of them takes */
export function watchMethods(app: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    taken.set(url, new Set([...(taken.get(url) ?? []), ...[method].flat()]));
  });
  return () => {
    for (const [url, methods] of [...taken]) {
      const others = app.supportedMethods.filter((method) => !methods.has(method));
      app.route({
        method: others,
        url,
        schema: { hide: true },
        onRequest: (request, reply, done) => {
          void reply.header('allow', [...methods].join(', '));
          done(new ReportError('MethodNotAllowed', { method: request.method }));
        },
        handler: () => undefined,
      });
    }
  };
}
