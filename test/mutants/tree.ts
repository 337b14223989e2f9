import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

/** A copy of the checkout that may be broken. */
export interface Tree {
  readonly folder: string;
  read(file: string): string;
  write(file: string, text: string): void;
}

const NOT_COPIED = new Set(['node_modules', '.git', '.stack', 'dist']);

export function copyOfTheTree(folder: string): Tree {
  const isOurs = (path: string) => !NOT_COPIED.has(relative(CHECKOUT, path).split(sep)[0] ?? '');
  cpSync(CHECKOUT, folder, { recursive: true, filter: isOurs });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, text) => writeFileSync(join(folder, file), text),
  };
}
