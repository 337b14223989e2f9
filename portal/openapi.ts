import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { STATUS_CODES } from 'node:http';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { ProblemForm } from './schemas.ts';

interface Answer<Form extends z.ZodType> {
  readonly description: string;
  readonly content: Record<string, { readonly schema: Form }>;
}

/** The answer of a route that went well, and the statuses with which it says no. */
export function answers<Status extends number, Good extends z.ZodType, No extends number>(
  status: Status,
  good: Answer<Good>,
  ...no: readonly No[]
): Record<Status, Answer<Good>> & Record<No, Answer<typeof ProblemForm>> {
  const problems = no.map((each) => [each, json(STATUS_CODES[each] ?? '', ProblemForm)]);
  return { [status]: good, ...Object.fromEntries(problems) };
}

export function json<Form extends z.ZodType>(description: string, schema: Form): Answer<Form> {
  return { description, content: { 'application/json': { schema } } };
}

/** A body of another type than JSON, sent as it comes. */
export function streamed(mediaType: string, description: string): Answer<z.ZodType<Readable>> {
  return { description, content: { [mediaType]: { schema: z.custom<Readable>().meta({ type: 'string' }) } } };
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
