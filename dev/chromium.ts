import { lookUp } from './stack/on-path.ts';
import { StackFault } from './stack/stack-fault.ts';
import { runProgram } from './tool-run.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const ADVICE = 'install it (Debian, as root: apt-get install -y chromium; macOS: brew install --cask google-chrome)';

/**
 * The Chromium of this machine, for the tests of the page. Where there is none and we may, it is installed from the
 * distribution: a browser of its own for this project would be 300 MB from a host that many networks do not let through.
 *
 * @throws StackFault when there is none and none can be installed
 */
export async function chromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found = onThisMachine(env) ?? (await installed(env));
  if (found === undefined) throw new StackFault(`No Chromium was found on the PATH: ${ADVICE}.`);
  return found;
}

function onThisMachine(env: NodeJS.ProcessEnv): string | undefined {
  return NAMES.map((name) => lookUp(name, env)).find((path) => path !== undefined);
}

async function installed(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const aptGet = lookUp('apt-get', env);
  if (aptGet === undefined || process.getuid?.() !== 0) return undefined;
  console.error('installing chromium with apt-get (once, for the tests of the page)');
  // Another start may be at it already: its lock is waited for.
  const run = { command: aptGet, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const quiet = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await runProgram({ ...run, args: [...quiet, 'update'] });
  await runProgram({ ...run, args: [...quiet, 'install', '-y', '--no-install-recommends', 'chromium'] });
  return onThisMachine(env);
}
