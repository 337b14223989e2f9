import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Variable, VARIABLES } from '../../config/variables.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { NEEDED_VARIABLES as NEEDED_BY_PORTAL } from '../../portal/needed-variables.ts';
import { NEEDED_VARIABLES } from '../../worker/needed-variables.ts';

const text = readFileSync(join(CHECKOUT, 'docs', 'config.md'), 'utf8');

/** Rows that begin with a variable: its name, and the cell of its default. */
const rows = [...text.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\|/gm)].map(([, name = '', cell = '']) => ({ name, cell }));

function expectedCell(name: string, variable: Variable<unknown>): string {
  const isNeeded = [...NEEDED_VARIABLES, ...NEEDED_BY_PORTAL].some((needed) => needed === name);
  const value = variable.default === null ? (isNeeded ? '(needed)' : '(none)') : `\`${variable.default}\``;
  return variable.isSecret ? `${value}, secret` : value;
}

describe('docs/config.md', () => {
  test('has one row for each variable of the code, and no other', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
  });

  test.each(Object.entries<Variable<unknown>>(VARIABLES))(
    'says of %s what holds when it is unset, and whether it is a secret',
    (name, variable) => {
      expect(rows.find((row) => row.name === name)?.cell).toBe(expectedCell(name, variable));
    },
  );
});
