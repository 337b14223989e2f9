import nodemailer from 'nodemailer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cassandraClient } from '../../../adapters/cassandra/client.ts';
import { printable, readConfig } from '../../../config/config.ts';
import { cassandraOptions } from '../../../config/connections.ts';
import { temporalConfig } from '../../../config/temporal.ts';
import { VARIABLES, type Values, type Variable, type VariableName } from '../../../config/variables.ts';
import { ReportError } from '../../../report/errors.ts';
import { NEEDED_VARIABLES } from '../../../worker/needed-variables.ts';
import { hostileText } from '../../support/hostile-text.ts';

const INPUTS = 10_000;
const NAMES = Object.keys(VARIABLES) as VariableName[];
const isSecret = (name: string) => (VARIABLES as Readonly<Record<string, Variable<unknown>>>)[name]?.isSecret === true;
const SECRETS = NAMES.filter(isSecret);
/** Stands in every secret, and nowhere else. */
const CANARY = 'hunter2';

const NEARLY_RIGHT: readonly string[] = [
  ...['127.0.0.1:9042', '[::1]:9042', '127.0.0.1:99999', 'datacenter1', 'true', 'no', 'LOCAL_ONE', 'local_one'],
  ...['7d', '30m', '31m', '90s', '999999999d', '100', '0', '-1', '1e3', 'masked', 'full', 'course-tenant', 'sunbird'],
  ...["{'class':'SimpleStrategy','replication_factor':1}", 'Reports <reports@example.org>', 'a@b, c@d.org'],
  ...['http://127.0.0.1/x', 'https://a:b@127.0.0.1', 'javascript:alert(1)', '127.0.0.1:9464', 'localhost:9464'],
];
const plain = fc.oneof(hostileText, fc.constantFrom(...NEARLY_RIGHT));
const secret = fc.oneof(
  hostileText.map((text) => `${text}${CANARY}${text}`),
  fc
    .constantFrom('smtp://', 'smtps://', 'http://', 'smtp:', '')
    .chain((scheme) => hostileText.map((text) => `${scheme}user:${CANARY}${text}@127.0.0.1:2525`)),
);
const variable = fc.oneof(
  fc
    .tuple(fc.constantFrom(...NAMES), plain)
    .chain(([name, text]) =>
      isSecret(name) ? secret.map((one): [string, string] => [name, one]) : fc.constant<[string, string]>([name, text]),
    ),
  fc.tuple(fc.constantFrom(...SECRETS), secret).map(([name, one]): [string, string] => [`${name}_FILE`, one]),
  fc.tuple(
    fc.constantFrom('REPORT_X', 'REPORT_', 'REPORT_DEADLINE_FILE', 'REPORT___proto__', '__proto__', 'PATH', 'REPORTER'),
    hostileText,
  ),
);
const environment = fc.array(variable, { maxLength: 5 }).map((pairs) => Object.fromEntries(pairs));
const needed = fc.constantFrom<readonly VariableName[]>([], NEEDED_VARIABLES);

/** A file of the same name holds the secret; some cannot be read. */
function readFile(path: string): string {
  if (path.length % 5 === 0) throw new Error(`ENOENT: ${path}`);
  return `${path}\n`;
}

function faultsOf(env: Readonly<Record<string, string>>, names: readonly VariableName[]): string | Values {
  try {
    return readConfig(env, names, readFile);
  } catch (error) {
    if (error instanceof ReportError && error.code === 'ConfigInvalid') return error.message;
    throw error;
  }
}

test('no environment brings anything but values or one error that names every fault and no secret', () => {
  let right = 0;
  const holds = fc.property(environment, needed, (env, names) => {
    const found = faultsOf(env, names);
    expect(JSON.stringify(printable(env))).not.toContain(CANARY);
    if (typeof found !== 'string') {
      right += 1;
      expect(Object.keys(found)).toEqual(NAMES);
      return;
    }
    // Each that is wrong when it stands alone is wrong among the others.
    const wrong = Object.entries(env).filter(([name, text]) => typeof faultsOf({ [name]: text }, []) === 'string');
    const unset = names.filter((name) => !env[name] && !env[`${name}_FILE`]);
    const told = [...wrong.map(([name]) => name.replace(/_FILE$/, '')), ...unset.map((name) => `${name} must be set`)];
    expect(told.filter((fault) => !found.includes(`\n  ${fault}`))).toEqual([]);
    expect(found).not.toContain(CANARY);
  });
  fc.assert(holds, { numRuns: INPUTS });
  expect([right > 500, INPUTS - right > 500]).toEqual([true, true]);
});

test('whatever is taken for right can be worked with: clients are made of it without an error', () => {
  const servers = fc.oneof(
    fc.tuple(fc.constantFrom('CASSANDRA_CONTACT_POINTS', 'SMTP_URL'), plain),
    fc.tuple(fc.constant('SMTP_URL'), secret),
  );
  let used = 0;
  const holds = fc.property(servers, ([name, text]) => {
    const values = faultsOf({ [name]: text }, []);
    if (typeof values === 'string') return;
    used += 1;
    const { CASSANDRA_CONTACT_POINTS: contactPoints, SMTP_URL: url } = values;
    if (contactPoints !== null) cassandraClient({ ...cassandraOptions(values), localDataCenter: 'dc' });
    if (url !== null) nodemailer.createTransport({ url }).close();
  });
  fc.assert(holds, { numRuns: INPUTS });
  expect(used).toBeGreaterThan(100);
});

test('no variables of Temporal bring anything but settings or an error of the catalogue, which names no secret', () => {
  const names = [
    'ADDRESS',
    'NAMESPACE',
    'API_KEY',
    'TLS',
    'TLS_CLIENT_CERT_DATA',
    'TLS_CLIENT_CERT_PATH',
    'TLS_SERVER_NAME',
  ];
  const more = [
    'CONFIG_FILE',
    'PROFILE',
    'GRPC_META_X',
    'CODEC_ENDPOINT',
    'TLS_DISABLE_HOST_VERIFICATION',
    'TLS_CLIENT_KEY_DATA',
  ];
  const name = fc.constantFrom(...names, ...more).map((end) => `TEMPORAL_${end}`);
  const holds = fc.property(fc.array(fc.tuple(name, fc.oneof(secret, plain)), { maxLength: 4 }), (pairs) => {
    try {
      temporalConfig(Object.fromEntries(pairs));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ConfigInvalid', message: expect.not.stringContaining(CANARY) });
    }
  });
  fc.assert(holds, { numRuns: INPUTS });
});
