import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { libraryProgram } from '../support/library-program.ts';

/** Inside the checkout, as compiled code finds its packages from where it lies. */
function folderOfTheBuild(): string {
  mkdirSync(join(CHECKOUT, '.stack'), { recursive: true });
  return mkdtempSync(join(CHECKOUT, '.stack', 'build-test-'));
}

const dist = folderOfTheBuild();
afterAll(() => rmSync(dist, { recursive: true, force: true }));

/** All that a worker needs to know; behind every address nobody listens. */
const ENVIRONMENT = {
  CASSANDRA_CONTACT_POINTS: '127.0.0.1:1',
  CASSANDRA_LOCAL_DATACENTER: 'datacenter1',
  SUNBIRD_ENCRYPTION_KEY: 'SunBird',
  REPORT_AUDIT_KEY: 'a-key-for-this-test',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'course-reports@example.org',
};

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const options = { cwd: CHECKOUT, env: { PATH: process.env['PATH'], ...env } };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const node = (program: string, args: readonly string[] = [], env?: NodeJS.ProcessEnv) =>
  run(process.execPath, [join(dist, program), ...args], env);

/** 5 s on an idle machine, 40 s on one that ran four servers beside it. */
const BUSY_MACHINE_MS = 180_000;

describe('the build', { timeout: BUSY_MACHINE_MS }, () => {
  beforeAll(async () => {
    const tsc = join(CHECKOUT, 'node_modules', '.bin', 'tsc');
    expect(await run(tsc, ['-p', 'tsconfig.build.json', '--outDir', dist])).toMatchObject({ code: 0, stdout: '' });
    expect(await node('worker/build-bundle.js')).toMatchObject({ code: 0 });
  }, BUSY_MACHINE_MS);

  test('has a command line that says its commands', async () => {
    const { code, stdout } = await node('cli/main.js', ['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: course-report /);
    expect(stdout).toContain('download [options] <report-id>');
  });

  test('has a worker that finds its workflow bundle, and then asks for Temporal', async () => {
    const { code, stderr } = await node('worker/main.js', [], { ...ENVIRONMENT, TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(code).toBe(5);
    expect(stderr).toContain('course-report worker: TemporalUnreachable: ');
  });

  test('has a worker that refuses in one sentence to start without its bundle', async () => {
    renameSync(join(dist, 'workflow-bundle.cjs'), join(dist, 'away.cjs'));
    const { code, stderr } = await node('worker/main.js', [], { ...ENVIRONMENT, TEMPORAL_ADDRESS: '127.0.0.1:1' });
    renameSync(join(dist, 'away.cjs'), join(dist, 'workflow-bundle.cjs'));
    expect(code).toBe(2);
    expect(stderr).toBe(
      'course-report worker: WorkflowBundleMissing: The workflow bundle is missing.\nRun `npm run build`.\n',
    );
  });

  test('has a worker that tells every missing variable at once', async () => {
    const { code, stderr } = await node('worker/main.js');
    expect(code).toBe(2);
    for (const name of Object.keys(ENVIRONMENT)) expect(stderr).toContain(`${name} must be set`);
  });

  test('has a portal that tells every missing variable at once', async () => {
    const { code, stderr } = await node('portal/main.js');
    expect(code).toBe(2);
    expect(stderr).toMatch(/PORTAL_JWKS_URL must be set[^]*PORTAL_ISSUER must be set[^]*PORTAL_AUDIENCE must be set/);
  });

  test('is a library: the program of docs/library.md compiles against its types', async () => {
    const consumer = consumerOf(dist);
    // Types that were lost on the way would let the last line pass.
    const wrong = '\n// @ts-expect-error a request names more than its course\nvoid reports.request({ courseId });\n';
    writeFileSync(join(consumer, 'program.mts'), libraryProgram() + wrong);
    const options = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      '--types',
      'node',
    ];
    const tsc = join(CHECKOUT, 'node_modules', '.bin', 'tsc');
    expect(await run(tsc, ['--ignoreConfig', ...options, join(consumer, 'program.mts')])).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  test('is a library: every way into it can be imported', async () => {
    const { exports } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as { exports: object };
    const ways = Object.keys(exports).map((way) => `course-progress-report${way.slice(1)}`);
    const consumer = consumerOf(dist);
    const lines = ways.map((way) => `console.log(Object.keys(await import('${way}')).length > 0);`);
    writeFileSync(join(consumer, 'imports.mjs'), lines.join('\n'));
    expect(await run(process.execPath, [join(consumer, 'imports.mjs')])).toEqual({
      code: 0,
      stderr: '',
      stdout: 'true\n'.repeat(ways.length),
    });
  });

  test('is a library: the client brings no worker, database driver or bundler, and errors and archive bring nothing', async () => {
    const packages = async (way: string) => {
      const program = join(consumerOf(dist), 'loaded.mjs');
      const lines = [
        "import { createRequire } from 'node:module';",
        `await import('course-progress-report/${way}');`,
        'console.log(Object.keys(createRequire(import.meta.url).cache).join("\\n"));',
      ];
      writeFileSync(program, lines.join('\n'));
      const { stdout } = await run(process.execPath, [program]);
      return new Set([...stdout.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(([, name]) => name));
    };
    const withClient = await packages('client');
    expect(withClient).toContain('@temporalio/client');
    expect([...withClient].filter((name) => /worker|bridge|cassandra|webpack|swc|nodemailer/.test(name ?? ''))).toEqual(
      [],
    );
    expect(await packages('cassandra')).toContain('cassandra-driver');
    expect([await packages('errors'), await packages('archive')]).toEqual([new Set(), new Set()]);
  });
});

/** A project that has installed the package. */
function consumerOf(build: string): string {
  const consumer = mkdtempSync(join(build, 'consumer-'));
  const installed = join(consumer, 'node_modules', 'course-progress-report');
  mkdirSync(installed, { recursive: true });
  // Of its own, or our checkout around it would take the package's name for itself.
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }');
  copyFileSync(join(CHECKOUT, 'package.json'), join(installed, 'package.json'));
  symlinkSync(build, join(installed, 'dist'));
  return consumer;
}
