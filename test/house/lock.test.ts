import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

interface Package {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8'));
const packages = Object.entries<Package>(lock.packages);

/** Where npm looks for a dependency: beside the package, then in each node_modules further up. */
function placesOf(path: string, name: string): string[] {
  const parents = path.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'));
  return ['', ...parents].map((parent) => (parent === '' ? '' : `${parent}/`) + `node_modules/${name}`);
}

describe('package-lock.json', () => {
  test('names no registry: everyone installs from their own', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(JSON.stringify(lock)).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  test('has every optional package, also those for other platforms (dev/complete-lock.mjs)', () => {
    const known = new Set(packages.map(([path]) => path));
    const optional = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    expect(optional.length).toBeGreaterThan(20);
    expect(optional.filter(({ path, name }) => !placesOf(path, name).some((place) => known.has(place)))).toEqual([]);
  });
});
