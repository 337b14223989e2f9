import cassandra from 'cassandra-driver';
import { ReportError, type ReportErrorCode } from '../../report/errors.ts';

const { responseErrorCodes: code } = cassandra.types;
const { NoHostAvailableError, OperationTimedOutError, BusyConnectionError, AuthenticationError, ResponseError } =
  cassandra.errors;

/** Whose tables a statement was for; the same answer of the server means another thing to do. */
export type Side = 'source' | 'store';

/**
 * Cassandra's errors as catalogue errors: the only place that knows both. Messages of the driver are dropped, they can
 * quote values; of a schema error the name of the table or column is kept.
 */
export function knownError(error: unknown, side: Side): unknown {
  if (error instanceof NoHostAvailableError) return ofInnerErrors(error, side);
  if (couldNotAsk(error)) return unreachable(side);
  if (error instanceof AuthenticationError) return new ReportError('SourceLoginRefused');
  if (error instanceof OperationTimedOutError || error instanceof BusyConnectionError) return slow(side);
  if (error instanceof ResponseError) return ofResponse(error, side);
  return error;
}

/** It was not even begun: the connection is full, or the node has too much to do. */
export function isTurnedAway(error: unknown): boolean {
  if (error instanceof NoHostAvailableError) return Object.values(error.innerErrors ?? {}).some(isTurnedAway);
  return error instanceof BusyConnectionError || (error instanceof ResponseError && error.code === code.overloaded);
}

/**
 * "Unable to perform authentication: …", "Unable to perform authorization of permissions: …": the node that knows the roles is
 * away. In the form of a refusal it would end each report for good.
 */
function couldNotAsk(error: unknown): boolean {
  const isRefusal = error instanceof AuthenticationError || error instanceof ResponseError;
  return isRefusal && error.message.includes('Unable to perform auth');
}

/** Every host said no: with one voice if it was the login or the rights, else nobody is there. */
function ofInnerErrors(error: InstanceType<typeof NoHostAvailableError>, side: Side): unknown {
  const inner = Object.values(error.innerErrors ?? {}).map((one) => knownError(one, side));
  const told = inner.find((one) => one instanceof ReportError && one.code !== 'SourceUnreachable');
  return told ?? unreachable(side);
}

function ofResponse(error: InstanceType<typeof ResponseError>, side: Side): unknown {
  switch (error.code) {
    case code.badCredentials:
      return new ReportError('SourceLoginRefused');
    case code.unauthorized:
      return new ReportError('SourceForbidden', { what: nameIn(error.message, /<(?:table|keyspace) ([\w.]+)>/) });
    case code.invalid:
    case code.syntaxError:
    case code.configError:
      return ofSchema(error, side);
    case code.unavailableException:
    case code.isBootstrapping:
      return unreachable(side);
    default:
      return slow(side);
  }
}

/**
 * "unconfigured table t" (3.11), "table t does not exist" (4.0 on), "Undefined column name c", "keyspace k does not exist":
 * other faults of a statement are bugs.
 */
function ofSchema(error: InstanceType<typeof ResponseError>, side: Side): unknown {
  // Full disks, where the operator has set a threshold: the server calls that an invalid request.
  if (/guardrail replica_disk_usage/i.test(error.message)) return slow(side);
  const what =
    nameIn(error.message, /unconfigured (?:table|columnfamily) (\w+)/i, 'table ') ??
    nameIn(error.message, /table '?(\w+)'? does not exist/i, 'table ') ??
    nameIn(error.message, /undefined column name "?(\w+)/i, 'column ') ??
    nameIn(error.message, /keyspace '?(\w+)'? does not exist/i, 'keyspace ');
  if (what === null) return error;
  return new ReportError(side === 'source' ? 'SourceSchema' : 'StoreNotSetUp', { what });
}

function nameIn(message: string, pattern: RegExp, prefix = ''): string | null {
  const name = pattern.exec(message)?.[1];
  return name === undefined ? null : prefix + name;
}

function slow(side: Side): ReportError {
  return new ReportError(side === 'source' ? 'SourceSlow' : 'StoreUnavailable');
}

function unreachable(side: Side): ReportError {
  const reportCode: ReportErrorCode = side === 'source' ? 'SourceUnreachable' : 'StoreUnavailable';
  return new ReportError(reportCode);
}
