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
export async function chromium(): Promise<string> {
  const found = onThisMachine() ?? (await installed());
  if (found === undefined) throw new StackFault(`No Chromium was found on the PATH: ${ADVICE}.`);
  return found;
}

function onThisMachine(): string | undefined {
  return NAMES.map((name) => lookUp(name, process.env)).find((path) => path !== undefined);
}

async function installed(): Promise<string | undefined> {
  const aptGet = lookUp('apt-get', process.env);
  if (aptGet === undefined || process.getuid?.() !== 0) return undefined;
  console.error('installing chromium with apt-get (once, for the tests of the page)');
  // Another start may be at it already: its lock is waited for.
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  await runProgram({ command: aptGet, args: [...wait, 'update'] });
  await runProgram({ command: aptGet, args: [...wait, 'install', '-y', '--no-install-recommends', 'chromium'] });
  return onThisMachine();
}
