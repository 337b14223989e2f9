import cassandra from 'cassandra-driver';
import { describe, expect, test } from 'vitest';
import { knownError, type Side } from '../../adapters/cassandra/known-errors.ts';
import { ReportError, type ErrorHoles, type ReportErrorCode } from '../../report/errors.ts';

const { responseErrorCodes: code } = cassandra.types;
const { errors } = cassandra;

const response = (number: number, message: string) => new errors.ResponseError(number, message);
const noHost = (...inner: Error[]) =>
  new errors.NoHostAvailableError(
    Object.fromEntries(inner.map((error, at) => [`127.0.0.${at}:9042`, error])),
    'All host(s) tried for query failed.',
  );

type Expected = ReportErrorCode | readonly [ReportErrorCode, ErrorHoles];

const TABLE: readonly (readonly [what: string, error: Error, source: Expected, store: Expected])[] = [
  ['a wrong password', new errors.AuthenticationError('bad'), 'SourceLoginRefused', 'SourceLoginRefused'],
  ['bad credentials', response(code.badCredentials, 'for role reader'), 'SourceLoginRefused', 'SourceLoginRefused'],
  [
    'a login that nobody could look up',
    new errors.AuthenticationError('Unable to perform authentication: Cannot achieve consistency level LOCAL_ONE'),
    'SourceUnreachable',
    'StoreUnavailable',
  ],
  [
    'a right that nobody could look up',
    response(code.unauthorized, 'Unable to perform authorization of permissions: Cannot achieve consistency level'),
    'SourceUnreachable',
    'StoreUnavailable',
  ],
  [
    'no right to a table',
    response(code.unauthorized, 'User reader has no SELECT permission on <table sunbird.user> or any of its parents'),
    ['SourceForbidden', { what: 'sunbird.user' }],
    ['SourceForbidden', { what: 'sunbird.user' }],
  ],
  [
    'no right to make a keyspace',
    response(code.unauthorized, 'User reader has no CREATE permission on <all keyspaces> or any of its parents'),
    ['SourceForbidden', { what: null }],
    ['SourceForbidden', { what: null }],
  ],
  [
    'no such table, since 4.0',
    response(code.invalid, 'table user_roles does not exist'),
    ['SourceSchema', { what: 'table user_roles' }],
    ['StoreNotSetUp', { what: 'table user_roles' }],
  ],
  [
    'no such table, in 3.11',
    response(code.invalid, 'unconfigured table user_roles'),
    ['SourceSchema', { what: 'table user_roles' }],
    ['StoreNotSetUp', { what: 'table user_roles' }],
  ],
  [
    'no such column',
    response(code.invalid, 'Undefined column name profilelocation in table sunbird.user'),
    ['SourceSchema', { what: 'column profilelocation' }],
    ['StoreNotSetUp', { what: 'column profilelocation' }],
  ],
  [
    'no such keyspace',
    response(code.invalid, "Keyspace 'sunbird' does not exist"),
    ['SourceSchema', { what: 'keyspace sunbird' }],
    ['StoreNotSetUp', { what: 'keyspace sunbird' }],
  ],
  [
    'a read time-out of the driver',
    new errors.OperationTimedOutError('late', '127.0.0.1:9042'),
    'SourceSlow',
    'StoreUnavailable',
  ],
  ['a read time-out of the server', response(code.readTimeout, 'timed out'), 'SourceSlow', 'StoreUnavailable'],
  ['a read failure', response(code.readFailure, 'tombstones'), 'SourceSlow', 'StoreUnavailable'],
  ['a write time-out', response(code.writeTimeout, 'timed out'), 'SourceSlow', 'StoreUnavailable'],
  [
    'disks that are full',
    response(
      code.invalid,
      'Guardrail replica_disk_usage violated: Write request failed because disk usage exceeds failure threshold',
    ),
    'SourceSlow',
    'StoreUnavailable',
  ],
  ['an overloaded server', response(code.overloaded, 'overloaded'), 'SourceSlow', 'StoreUnavailable'],
  ['a busy connection', new errors.BusyConnectionError('127.0.0.1:9042', 1_024, 1), 'SourceSlow', 'StoreUnavailable'],
  ['too few replicas', response(code.unavailableException, 'alive 1'), 'SourceUnreachable', 'StoreUnavailable'],
  ['a server that starts', response(code.isBootstrapping, 'wait'), 'SourceUnreachable', 'StoreUnavailable'],
  ['no host', noHost(new Error('connect ECONNREFUSED 127.0.0.1:9042')), 'SourceUnreachable', 'StoreUnavailable'],
  ['no host at all', noHost(), 'SourceUnreachable', 'StoreUnavailable'],
  [
    'hosts that all refuse the login',
    noHost(new errors.AuthenticationError('bad'), new errors.AuthenticationError('bad')),
    'SourceLoginRefused',
    'SourceLoginRefused',
  ],
  [
    'one host down, one that is slow',
    noHost(new Error('connect ECONNREFUSED'), new errors.OperationTimedOutError('late')),
    'SourceSlow',
    'StoreUnavailable',
  ],
];

function check(error: Error, side: Side, expected: Expected): void {
  const [wanted, holes] = typeof expected === 'string' ? [expected, {}] : expected;
  const known = knownError(error, side);
  if (!(known instanceof ReportError)) throw new Error(`not a catalogue error: ${String(known)}`);
  expect({ code: known.code, holes: known.holes }).toEqual({ code: wanted, holes });
}

describe('an error of the driver is a code of the catalogue', () => {
  test.for(TABLE)('%s', ([, error, source, store]) => {
    check(error, 'source', source);
    check(error, 'store', store);
  });

  test('without a word of its message', () => {
    const name = 'Meenakshi Rao';
    for (const number of Object.values(code).map(Number)) {
      const known = knownError(response(number, `value ${name} of <table sunbird.user>`), 'source');
      if (known instanceof ReportError) expect(JSON.stringify([known.message, known.holes])).not.toContain(name);
    }
  });
});

describe('what is no fault of the server stays what it is', () => {
  test.for([
    response(code.syntaxError, "line 1:0 no viable alternative at input 'SELEKT'"),
    response(code.invalid, 'Key may not be empty'),
    new TypeError('ids is not iterable'),
    new ReportError('StoredObjectDamaged'),
  ])('%s', (error) => {
    expect(knownError(error, 'source')).toBe(error);
  });
});
