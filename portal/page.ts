import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOLDER = fileURLToPath(new URL('page', import.meta.url));

/** The mentor's page: plain files, served as they are. */
export async function servePage(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: FOLDER, wildcard: false, decorateReply: false });
}
