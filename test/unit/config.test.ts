import { describe, expect, test } from 'vitest';
import { printable, readConfig } from '../../config/config.ts';
import { temporalConfig } from '../../config/temporal.ts';
import { VARIABLES } from '../../config/variables.ts';
import { ReportError } from '../../report/errors.ts';

const noFile = () => {
  throw new Error('ENOENT');
};

function faultsOf(env: Record<string, string>, needed: Parameters<typeof readConfig>[1] = [], readFile = noFile) {
  try {
    readConfig(env, needed, readFile);
    return '';
  } catch (error) {
    if (!(error instanceof ReportError) || error.code !== 'ConfigInvalid') throw error;
    return error.message;
  }
}

describe('an environment', () => {
  test('of nothing gives the defaults, frozen, and null where there is none', () => {
    const values = readConfig({}, [], noFile);
    expect(values).toMatchObject({
      CASSANDRA_READ_CONSISTENCY: 'LOCAL_QUORUM',
      SUNBIRD_KEYSPACE: 'sunbird',
      REPORT_KEYSPACE: 'course_reports',
      REPORT_RETENTION: 7 * 86_400_000,
      REPORT_DEADLINE: 30 * 60_000,
      REPORT_ATTACHMENT_MAX_BYTES: 10_000_000,
      REPORT_LOOKUP_KEYS: 100,
      REPORT_READS_IN_FLIGHT: 16,
      REPORT_READINGS_PER_TENANT: 2,
      REPORT_CONTACTS: 'masked',
      CASSANDRA_CONTACT_POINTS: null,
      SMTP_URL: null,
      REPORT_AUDIT_KEY: null,
    });
    expect(Object.isFrozen(values)).toBe(true);
    expect(Object.keys(values)).toEqual(Object.keys(VARIABLES));
  });

  test('is told all its faults at once', () => {
    const told = faultsOf(
      { REPORT_DEADLINE: '31m', REPORT_LOOKUP_KEYS: 'many', REPORT_DEADLNE: '20m', SMTP_URL: 'http://127.0.0.1' },
      ['CASSANDRA_CONTACT_POINTS', 'MAIL_FROM'],
    );
    for (const name of ['REPORT_DEADLINE', 'REPORT_LOOKUP_KEYS', 'REPORT_DEADLNE', 'SMTP_URL']) {
      expect(told).toContain(name);
    }
    expect(told).toContain('CASSANDRA_CONTACT_POINTS must be set.');
    expect(told).toContain('MAIL_FROM must be set.');
  });

  test('may hold what is not ours', () => {
    expect(faultsOf({ PATH: '/bin', TEMPORAL_ADDRESS: '127.0.0.1:7233', REPORTER: 'x' })).toBe('');
  });

  test('with an empty variable is as without it', () => {
    expect(readConfig({ REPORT_DEADLINE: '', CASSANDRA_USERNAME: '' }, [], noFile)).toMatchObject({
      REPORT_DEADLINE: 30 * 60_000,
      CASSANDRA_USERNAME: null,
    });
    expect(faultsOf({ SMTP_URL: '' }, ['SMTP_URL'])).toContain('SMTP_URL must be set.');
  });
});

describe('a secret', () => {
  test('comes from the environment, or from a file without its last line break', () => {
    expect(readConfig({ CASSANDRA_PASSWORD: 'p w' }, [], noFile).CASSANDRA_PASSWORD).toBe('p w');
    const fromFile = readConfig({ CASSANDRA_PASSWORD_FILE: '/run/secret' }, [], (path) => `${path} says p w\n`);
    expect(fromFile.CASSANDRA_PASSWORD).toBe('/run/secret says p w');
  });

  test('is said once', () => {
    const both = { CASSANDRA_PASSWORD: 'a', CASSANDRA_PASSWORD_FILE: '/run/secret' };
    expect(faultsOf(both, [], () => 'b' as never)).toContain('keep one');
  });

  test('in a file that cannot be read is a fault, not an empty secret', () => {
    expect(faultsOf({ CASSANDRA_PASSWORD_FILE: '/nowhere' })).toContain(
      'CASSANDRA_PASSWORD_FILE: the file cannot be read',
    );
  });

  test('is never told, neither when it is wrong nor when it is printed', () => {
    expect(faultsOf({ SMTP_URL: 'ftp://user:hunter2@127.0.0.1', REPORT_AUDIT_KEY: 'hunter2' })).not.toContain(
      'hunter2',
    );
    const shown = printable({ SMTP_URL: 'smtp://user:hunter2@127.0.0.1', CASSANDRA_PASSWORD_FILE: '/run/hunter2' });
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(shown).toMatchObject({ SMTP_URL: '***', CASSANDRA_PASSWORD: '***', REPORT_DEADLINE: '30m' });
  });

  test('alone may come from a file', () => {
    expect(faultsOf({ REPORT_DEADLINE_FILE: '/run/deadline' })).toContain(
      'REPORT_DEADLINE_FILE is not a known variable',
    );
    expect(faultsOf({ REPORT_AUDIT_KEY_FILE: '/run/key' }, [], () => 'k'.repeat(16) as never)).toBe('');
  });
});

test('a file of Temporal that cannot be read is a fault of the environment', () => {
  const env = { TEMPORAL_TLS: 'true', TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere' };
  expect(() => temporalConfig(env)).toThrow(expect.objectContaining({ code: 'ConfigInvalid' }));
});

describe('a value', () => {
  const RIGHT = [
    ['CASSANDRA_CONTACT_POINTS', '127.0.0.1:9042, cass-2.example.org', ['127.0.0.1:9042', 'cass-2.example.org']],
    ['CASSANDRA_CONTACT_POINTS', '[::1]:9042', ['[::1]:9042']],
    ['REPORT_RETENTION', '12h', 43_200_000],
    ['REPORT_DEADLINE', '60s', 60_000],
    [
      'REPORT_KEYSPACE_REPLICATION',
      "{'class':'NetworkTopologyStrategy','dc1':3}",
      "{'class':'NetworkTopologyStrategy','dc1':3}",
    ],
    ['REPORT_METRICS_ADDRESS', '127.0.0.1:9464', '127.0.0.1:9464'],
    ['REPORT_METRICS_ADDRESS', '[::1]:9464', '[::1]:9464'],
    ['SMTP_URL', 'smtps://user:p%40ss@mail.example.org:465', 'smtps://user:p%40ss@mail.example.org:465'],
    ['SMTP_URL', 'smtp://[::1]:25/?name=reports.example.org', 'smtp://[::1]:25/?name=reports.example.org'],
    ['MAIL_FROM', 'reports@example.org', { name: '', address: 'reports@example.org', domain: 'example.org' }],
    [
      'MAIL_FROM',
      'Course reports <reports@example.org>',
      { name: 'Course reports', address: 'reports@example.org', domain: 'example.org' },
    ],
    ['CASSANDRA_TLS_ENABLED', 'true', true],
    ['PORTAL_PUBLIC_URL', 'https://portal.example.org/reports', 'https://portal.example.org/reports'],
  ] as const;
  test.for(RIGHT)('%s = %s', ([name, text, expected]) => {
    expect(readConfig({ [name]: text }, [], noFile)[name]).toEqual(expected);
  });

  test.for([
    ['CASSANDRA_CONTACT_POINTS', '127.0.0.1:9042;127.0.0.2:9042'],
    ['CASSANDRA_CONTACT_POINTS', ','],
    ['CASSANDRA_READ_CONSISTENCY', 'ANY'],
    ['SUNBIRD_KEYSPACE', 'sunbird; DROP KEYSPACE sunbird'],
    ['SUNBIRD_ENROLMENTS_TABLE', 'report.user_enrolments'],
    ['REPORT_KEYSPACE', '1st'],
    ['REPORT_KEYSPACE_REPLICATION', "{'class':'SimpleStrategy'}; DROP KEYSPACE x"],
    ['REPORT_DEADLINE', '30'],
    ['REPORT_DEADLINE', '31m'],
    ['REPORT_DEADLINE', '5s'],
    ['REPORT_RETENTION', '0d'],
    ['REPORT_LOOKUP_KEYS', '0'],
    ['REPORT_LOOKUP_KEYS', '-5'],
    ['REPORT_ATTACHMENT_MAX_BYTES', '1e7'],
    ['REPORT_CONTACTS', 'Full'],
    ['REPORT_METRICS_ADDRESS', 'localhost:9464'],
    ['REPORT_METRICS_ADDRESS', '127.0.0.1'],
    ['REPORT_METRICS_ADDRESS', '127.0.0.1:0'],
    ['REPORT_METRICS_ADDRESS', '127.0.0.1:65536'],
    ['REPORT_AUDIT_KEY', 'short'],
    ['SMTP_URL', 'mail.example.org:25'],
    ['SMTP_URL', 'smtp:mail.example.org:25'],
    ['SMTP_URL', 'smtp://reports:25?p@mail.example.org:25'],
    ['SMTP_URL', 'smtp://reports:25#p@mail.example.org:25'],
    ['SMTP_URL', 'smtp://re@ports:p@mail.example.org:25'],
    ['SMTP_URL', 'smtp://mail.example.org:65536'],
    ['MAIL_FROM', 'a@example.org, b@example.org'],
    ['MAIL_FROM', 'nobody'],
    ['PORTAL_PUBLIC_URL', 'portal'],
  ] as const)('%s = %s is not right', ([name, text]) => {
    expect(faultsOf({ [name]: text })).toContain(name);
  });
});
