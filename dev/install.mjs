import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from './stack/process-lock.mjs';

/**
 * Installs the packages of package-lock.json unless they are all there. Two starts at once install once.
 *
 * @param {string} checkout
 */
export async function installWhatIsMissing(checkout) {
  if (isInstalled(checkout)) return;
  mkdirSync(join(checkout, '.stack'), { recursive: true });
  const release = await holdLock(join(checkout, '.stack', 'install.lock'), (pid) =>
    console.error(`waiting for process ${pid}, which installs the packages`),
  );
  try {
    if (!isInstalled(checkout)) await install(checkout);
  } finally {
    release();
  }
}

/**
 * npm takes node_modules away before it installs and writes its own list there at the very end: an interrupted install
 * has no list. Packages for other platforms are in the lock file alone.
 *
 * @param {string} checkout
 */
function isInstalled(checkout) {
  const installed = readPackages(join(checkout, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = Object.entries(readPackages(join(checkout, 'package-lock.json')) ?? {});
  return wanted.every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} checkout */
async function install(checkout) {
  console.error('installing packages with npm (once; the Temporal library alone is 148 MB to download)');
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const progress = setInterval(() => console.error(`installing packages: ${seconds()} s so far`), 10_000);
  try {
    await npmCi(checkout);
  } finally {
    clearInterval(progress);
  }
  console.error(`packages installed in ${seconds()} s`);
}

/**
 * --include=dev beats NODE_ENV=production and omit=dev. Its output goes to stderr: stdout belongs to the program.
 *
 * @param {string} checkout
 * @returns {Promise<void>}
 */
function npmCi(checkout) {
  return new Promise((resolve, reject) => {
    const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
    const npm = spawn('npm', args, { cwd: checkout, stdio: ['ignore', 2, 2] });
    const endWithUs = () => npm.kill();
    process.once('exit', endWithUs);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, exit);
    npm.once('error', () =>
      reject(new Error('npm was not found on the PATH: it comes with Node (https://nodejs.org).')),
    );
    npm.once('close', (code) => {
      process.off('exit', endWithUs);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, exit);
      if (code === 0) resolve();
      else reject(new Error('Installing the packages failed; npm says why in the lines above.'));
    });
  });
}

function exit() {
  process.exit(1);
}
