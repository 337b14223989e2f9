import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

/** What a program loads with a file: our files by their paths, and packages. Types are not loaded. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = /^(?:import|export)(?! type\b)(?:[^;']*? from)? '([^']+)'/gm;
  for (const [, wanted = ''] of readFileSync(join(CHECKOUT, file), 'utf8').matchAll(imports)) {
    if (wanted.startsWith('.')) loadedWith(join(dirname(file), wanted), seen);
    else seen.add(wanted);
  }
  return seen;
}

const packagesWith = (file: string) => [...loadedWith(file)].filter((one) => !one.endsWith('.ts')).toSorted();

test('the client brings Temporal’s client with it, and neither worker nor workflow code nor a database driver', () => {
  expect(packagesWith('client/index.ts')).toEqual([
    '@temporalio/client',
    '@temporalio/common',
    'node:timers/promises',
    'ulid',
  ]);
});

test('archive and errors bring nothing with them', () => {
  expect(packagesWith('archive/index.ts')).toEqual([]);
  expect(packagesWith('report/errors.ts')).toEqual([]);
});

test('the portal runs no workflow and sends no mail', () => {
  const packages = packagesWith('portal/main.ts');
  expect(packages).toContain('cassandra-driver');
  expect(packages.filter((name) => /@temporalio\/(worker|workflow|activity)|nodemailer/.test(name))).toEqual([]);
});
