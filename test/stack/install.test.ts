import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { installWhatIsMissing } from '../../dev/install.mjs';
import { temporaryFolder } from './temporary-folder.ts';

/** A checkout with one dependency, and an npm on the PATH that only writes down how it was called, and its list. */
function checkoutWithFakeNpm(version: string): { checkout: string; calls(): string[] } {
  const checkout = temporaryFolder();
  const log = join(checkout, 'npm-calls');
  const packages = { '': {}, 'node_modules/thing': { version }, 'node_modules/for-mac': { version, optional: true } };
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages }));
  mkdirSync(join(checkout, 'bin'));
  const list = JSON.stringify({ packages: { 'node_modules/thing': { version } } });
  const script = `#!/bin/sh\necho "$@" >> '${log}'\nmkdir -p node_modules\necho '${list}' > node_modules/.package-lock.json\n`;
  writeFileSync(join(checkout, 'bin', 'npm'), script);
  chmodSync(join(checkout, 'bin', 'npm'), 0o755);
  vi.stubEnv('PATH', [join(checkout, 'bin'), process.env['PATH']].join(delimiter));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => void vi.unstubAllEnvs());
  onTestFinished(() => void vi.restoreAllMocks());
  return { checkout, calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}

function writeInstalled(checkout: string, packages: Record<string, { version: string }>): void {
  mkdirSync(join(checkout, 'node_modules'), { recursive: true });
  writeFileSync(join(checkout, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

test('a checkout without packages gets them, those for development too, and once for two starts at the same time', async () => {
  const { checkout, calls } = checkoutWithFakeNpm('1.0.0');
  await Promise.all([installWhatIsMissing(checkout), installWhatIsMissing(checkout)]);
  await installWhatIsMissing(checkout);
  expect(calls()).toEqual(['ci --include=dev --include=optional --loglevel=error']);
});

test('packages that are all there are left alone, also without those for another platform', async () => {
  const { checkout, calls } = checkoutWithFakeNpm('1.0.0');
  writeInstalled(checkout, { 'node_modules/thing': { version: '1.0.0' } });
  await installWhatIsMissing(checkout);
  expect(calls()).toEqual([]);
});

test('a package of another version than the lock file says is replaced', async () => {
  const { checkout, calls } = checkoutWithFakeNpm('1.1.0');
  writeInstalled(checkout, { 'node_modules/thing': { version: '1.0.0' } });
  await installWhatIsMissing(checkout);
  expect(calls()).toHaveLength(1);
});

test('an install that was interrupted, which leaves no list, is done again', async () => {
  const { checkout, calls } = checkoutWithFakeNpm('1.0.0');
  mkdirSync(join(checkout, 'node_modules', 'thing'), { recursive: true });
  await installWhatIsMissing(checkout);
  expect(calls()).toHaveLength(1);
});
