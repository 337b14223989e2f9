import { isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { ReportError } from '../report/errors.ts';

/** gRPC status codes: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const UNREACHABLE: readonly number[] = [1, 4, 8, 14];
const INVALID_ARGUMENT = 3;

/** Runs a call to Temporal; what it throws comes out as a catalogue error where there is one. */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw knownError(error);
  }
}

function knownError(error: unknown): unknown {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return error;
  if (UNREACHABLE.includes(cause.code)) return new ReportError('TemporalUnreachable');
  const attribute = /search attribute (\w+)/i.exec(cause.details)?.[1];
  if (cause.code !== INVALID_ARGUMENT || attribute === undefined) return error;
  return new ReportError('TemporalNotSetUp', { what: `search attribute ${attribute}` });
}

export function isNotFound(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError;
}
