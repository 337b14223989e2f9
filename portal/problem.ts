import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errorSpec, ReportError, type ReportErrorCode } from '../report/errors.ts';
import type { ReportStatus } from '../report/status.ts';
import { httpStatus } from './http-status.ts';

/** How the portal says no: the catalogue's code, what happened, what to do. */
export interface Problem {
  readonly code: ReportErrorCode;
  readonly message: string;
  readonly todo: string;
}

export const BODY_LIMIT = 16 * 1024;

/** Long enough for a server to be restarted, short enough for a person to wait. */
const RETRY_AFTER_MS = 10_000;

export function problemOf({ code, message }: NonNullable<ReportStatus['error']>): Problem {
  const { todo } = errorSpec(code);
  // A failure in Temporal carries both sentences in one text, the ledger only the first.
  return { code, message: message.endsWith(todo) ? message.slice(0, -todo.length).trimEnd() : message, todo };
}

/** Every error of every route ends here. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = knownError(error);
  if (known.code === 'Unexpected') request.log.error({ err: error }, 'unexpected');
  if (known.holes['reason'] !== undefined) request.log.info({ code: known.code, reason: known.holes['reason'] });
  if (known.code === 'Unauthenticated') void reply.header('www-authenticate', 'Bearer');
  return sendProblem(reply, known, known.retryAfterMs ?? RETRY_AFTER_MS);
}

export function sendProblem(
  reply: FastifyReply,
  error: NonNullable<ReportStatus['error']>,
  retryAfterMs = RETRY_AFTER_MS,
) {
  const status = httpStatus(error.code);
  const isLater = status === 503 || status === 429;
  if (isLater) void reply.header('retry-after', Math.ceil(retryAfterMs / 1_000));
  return reply.code(status).type('application/json; charset=utf-8').send(problemOf(error));
}

function knownError(error: unknown): ReportError {
  if (error instanceof ReportError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
    return new ReportError('RequestInvalid', { what: `${where}: ${first?.message ?? 'not valid'}` });
  }
  if (!(error instanceof Error)) return new ReportError('Unexpected', { what: typeof error });
  const { code, statusCode = 500 } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new ReportError('BodyTooLarge', { limit: BODY_LIMIT });
  // Fastify's own words about a body that is no JSON, or of another type; they do not quote it.
  if (statusCode >= 400 && statusCode < 500) return new ReportError('RequestInvalid', { what: error.message });
  return new ReportError('Unexpected', { what: error.name });
}
