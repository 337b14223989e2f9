import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { REPORT_ERRORS, type ReportErrorSpec } from '../../report/errors.ts';

const text = readFileSync(join(CHECKOUT, 'docs', 'errors.md'), 'utf8');
const catalogue = Object.entries<ReportErrorSpec>(REPORT_ERRORS);

interface Entry {
  readonly code: string;
  readonly acts: string;
  readonly text: string;
}

/** The headings of the third level, with what stands below them and the heading above. */
const entries: Entry[] = text
  .split(/^## /m)
  .slice(1)
  .flatMap((group) => {
    const [heading = '', ...sections] = group.split(/^### /m);
    const acts = /^The (\w+) acts$/m.exec(heading)?.[1] ?? '';
    return sections.map((section) => {
      const [code = '', ...lines] = section.split('\n');
      return { code, acts, text: lines.join('\n').trim() };
    });
  });

describe('docs/errors.md', () => {
  test('has one heading for each code of the catalogue, and no other', () => {
    expect(entries.map(({ code }) => code).toSorted()).toEqual(catalogue.map(([code]) => code).toSorted());
  });

  test.each(catalogue)('puts %s under who acts, and says its exit code and whether it is tried again', (code, spec) => {
    const entry = entries.find((one) => one.code === code);
    expect(entry?.acts).toBe(spec.acts);
    const opening = `Exit code ${spec.exit}${spec.retry ? ', tried again' : ''}. `;
    expect(entry?.text.slice(0, opening.length)).toBe(opening);
  });

  test.each(entries)('says of $code what happened, and on a line of its own what to do', ({ text }) => {
    const [happened = '', todo = ''] = text.split('\n');
    expect(happened.length).toBeGreaterThan('Exit code 1. '.length + 20);
    expect(todo).toMatch(/\.$/);
  });
});
