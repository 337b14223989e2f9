import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { ProblemForm } from './schemas.ts';

/** What a route may answer: its own forms, and the statuses with which it says no. */
export function answers<Good extends Record<number, z.ZodType | Streamed>, No extends number>(
  good: Good,
  ...no: readonly No[]
): Good & Record<No, typeof ProblemForm> {
  const problems = Object.fromEntries(no.map((status) => [status, ProblemForm])) as Record<No, typeof ProblemForm>;
  return { ...good, ...problems };
}

interface Streamed {
  readonly description: string;
  readonly content: Record<string, { readonly schema: z.ZodType<Readable> }>;
}

/** A body of another type than JSON, which is sent as it comes. */
export function streamed(mediaType: string, description: string): Streamed {
  const schema = z.custom<Readable>().meta({ type: 'string' });
  return { description, content: { [mediaType]: { schema } } };
}

/** /openapi.json, from the schemas of the routes that are made after this. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Course progress report', version: '1', description: 'docs/http.md shows each route by example.' },
      components: { securitySchemes: { signedIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ signedIn: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
