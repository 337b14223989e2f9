// Runs one of this project's programs: node dev/run.mjs NAME [arguments]
// Plain JavaScript without a dependency, because it is what installs them. The program runs in this very process, so
// that signals need no forwarding.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installWhatIsMissing } from './install.mjs';

const PROGRAMS = {
  stack: 'dev/stack.ts',
  demo: 'dev/demo.ts',
  bench: 'bench/main.ts',
  test: 'dev/test.ts',
  faults: 'test/faults/main.ts',
  mutants: 'test/mutants/main.ts',
  worker: 'worker/main.ts',
  portal: 'portal/main.ts',
  issuer: 'dev/issuer/main.ts',
  'course-report': 'cli/main.ts',
  build: 'dev/build.ts',
  lint: 'dev/lint.ts',
};

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} sentence */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(`Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org).`);
}

const [name = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(PROGRAMS, name)) {
  giveUp(`Say what to run: node dev/run.mjs ${Object.keys(PROGRAMS).join(' | ')}`);
}

try {
  await installWhatIsMissing(CHECKOUT);
} catch (error) {
  giveUp(error.message);
}

// npm passes SIGTERM on to the shell it runs scripts with, and that shell dies without passing it on.
if (process.env.npm_lifecycle_event !== undefined) {
  const shell = process.ppid;
  setInterval(() => process.ppid === shell || process.kill(process.pid, 'SIGTERM'), 500).unref();
}

const program = new URL(PROGRAMS[name], pathToFileURL(CHECKOUT)).href;
process.argv = [process.argv[0], fileURLToPath(program), ...args];
// It would leave a folder in the system's temporary one; compiling our files anew takes a fraction of a second.
process.env['TSX_DISABLE_CACHE'] = '1';
const { register } = await import('tsx/esm/api');
register();
await import(program);
