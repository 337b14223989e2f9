import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../../dev/stack/checkout.ts';

/** The pieces of TypeScript in docs/library.md, which make one program. */
export function libraryProgram(): string {
  const text = readFileSync(join(CHECKOUT, 'docs', 'library.md'), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, piece]) => piece).join('\n');
}
