// Run after npm has written package-lock.json: node dev/complete-lock.mjs
// A registry that lacks a package for some platform makes npm leave it out of the lock, silently, because it is optional;
// `npm ci` then refuses the lock on every platform. This puts the missing ones back by what their names say; they have
// no integrity until somebody with a whole registry runs `npm install` once.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** `…/binding-linux-x64-musl` -> os linux, cpu x64, libc musl */
function platformOf(name) {
  const [, os, cpu, abi] = /(android|darwin|freebsd|linux|openharmony|win32)-(\w+?)(?:-(\w+))?$/.exec(name) ?? [];
  if (os === undefined) return null;
  return { cpu: [cpu], ...(LIBC[abi] && os === 'linux' ? { libc: [LIBC[abi]] } : {}), optional: true, os: [os] };
}

const added = [];
for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    const path = `node_modules/${name}`;
    if (lock.packages[path] !== undefined || platform === null) continue;
    lock.packages[path] = { version, ...(dev ? { dev } : {}), ...platform };
    added.push(path);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a === '' ? -1 : a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.error(`${added.length} packages for other platforms put back into the lock`);
