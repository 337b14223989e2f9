import { expect, test } from 'vitest';
import { schemaStatements } from '../../../dev/data/cassandra/apply-schema.ts';
import { COLUMNS, type Table } from '../../../dev/data/rows.ts';

const statements = await schemaStatements();

test('making the schema a second time changes nothing', () => {
  expect(statements).toHaveLength(3 + 13);
  expect(statements.filter((text) => !/^CREATE (KEYSPACE|TABLE) IF NOT EXISTS /.test(text))).toEqual([]);
});

test.each(Object.keys(COLUMNS) as Table[])(
  '%s has the columns that rows fill, the first of them its partition key',
  (table) => {
    const create = statements.find((text) => text.includes(`EXISTS ${table} (`)) ?? '';
    for (const column of COLUMNS[table]) expect(create).toMatch(new RegExp(`^  ${column} `, 'm'));
    const [first] = COLUMNS[table];
    expect(create).toMatch(new RegExp(`PRIMARY KEY \\(${first}\\b|^  ${first} text PRIMARY KEY`, 'm'));
  },
);
