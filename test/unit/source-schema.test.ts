import type { Client } from 'cassandra-driver';
import { describe, expect, test } from 'vitest';
import { readSourceSchema } from '../../adapters/cassandra/source-schema.ts';
import { sourceTables, type SourceTable } from '../../adapters/cassandra/source-tables.ts';

const NAMES = { sunbird: 'Sunbird', courses: 'courses', hierarchy: 'h', enrolmentsTable: 'report_user_enrolments' };
const TABLES: Readonly<Record<string, SourceTable>> = sourceTables(NAMES);

interface Described {
  readonly keyspace: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly partition: readonly string[];
  readonly clustering: readonly string[];
  readonly indexed: readonly string[];
}

/** The newest schema; what a test changes is in `change`, by table. */
function described(change: Readonly<Record<string, Partial<Described> | null>> = {}): Described[] {
  const keys: Readonly<Record<string, Partial<Described>>> = {
    enrolments: { partition: ['batchid'], clustering: ['courseid', 'userid'] },
    externalIdentities: { partition: ['userid'], clustering: ['idtype', 'provider'] },
  };
  return Object.entries(TABLES).flatMap(([name, { keyspace, table, key, optional }]) => {
    const other = change[name];
    if (other === null) return [];
    const newest = { keyspace: keyspace.toLowerCase(), table, columns: [...key, ...optional] };
    return [{ ...newest, partition: [], clustering: [], indexed: [], ...keys[name], ...other }];
  });
}

/** A server that answers what it is asked of its schema. */
function server(tables: readonly Described[]): Client {
  const execute = async (query: string, [keyspace]: [string]) => {
    const own = tables.filter((one) => one.keyspace === keyspace);
    return { rows: query.includes('.indexes') ? own.flatMap(indexRows) : own.flatMap(columnRows).toReversed() };
  };
  return { execute } as unknown as Client;
}

const indexRows = ({ table, indexed }: Described) =>
  indexed.map((target) => ({ table_name: table, options: { target } }));

function columnRows({ table, columns, partition, clustering }: Described) {
  return columns.map((column) => {
    const [kind, position] = partition.includes(column)
      ? ['partition_key', partition.indexOf(column)]
      : clustering.includes(column)
        ? ['clustering', clustering.indexOf(column)]
        : ['regular', -1];
    return { table_name: table, column_name: column, kind, position };
  });
}

const read = (change: Parameters<typeof described>[0] = {}) => readSourceSchema(server(described(change)), NAMES);
const refused = (what: string) => ({ code: 'SourceSchema', holes: { what } });

test('today’s schema lacks nothing', async () => {
  const schema = await read();
  expect(schema).toMatchObject({ enrolments: 'batchAndCourse', externalIdentities: 'byUser', absent: [] });
  expect(schema.columns.user).toContain('profilelocation');
});

const ALL = Object.entries(TABLES);
const without = ({ key, optional }: SourceTable, column: string) => ({
  columns: [...key, ...optional].filter((one) => one !== column),
});

describe('refused by name', () => {
  test.each(ALL.filter(([, { isOptional }]) => isOptional !== true))(
    'without the table of %s',
    async (name, { table }) => {
      await expect(read({ [name]: null })).rejects.toMatchObject(refused(`table ${table}`));
    },
  );

  test.each(ALL.flatMap(([name, table]) => table.key.map((column) => ({ name, table, column }))))(
    'without the column $column of $name',
    async ({ name, table, column }) => {
      await expect(read({ [name]: without(table, column) })).rejects.toMatchObject(
        refused(`column ${column} in table ${table.table}`),
      );
    },
  );

  test('without a keyspace', async () => {
    const courses = described().filter(({ keyspace }) => keyspace === 'courses');
    await expect(readSourceSchema(server(courses), NAMES)).rejects.toMatchObject(refused('keyspace sunbird'));
  });

  test('without any place where roles stand', async () => {
    const users = sourceTables(NAMES).user;
    await expect(read({ roles: null, user: without(users, 'roles') })).rejects.toMatchObject(
      refused('table user_roles, and no column roles in table user'),
    );
  });

  test.each<[string, Partial<Described>]>([
    ['by user without an index', { partition: ['userid'], clustering: ['courseid', 'batchid'] }],
    [
      'by user with an index on something else',
      { partition: ['userid'], clustering: ['courseid', 'batchid'], indexed: ['courseid'] },
    ],
    [
      'by user with the batch outside the key',
      { partition: ['userid'], clustering: ['courseid'], indexed: ['batchid'] },
    ],
    ['by course', { partition: ['courseid'], clustering: ['batchid', 'userid'] }],
    ['by batch and course together', { partition: ['batchid', 'courseid'], clustering: ['userid'] }],
    ['by batch, in order of course alone', { partition: ['batchid'], clustering: ['courseid'] }],
    ['by batch, the user before the course', { partition: ['batchid'], clustering: ['userid', 'courseid'] }],
  ])('enrolments that are keyed %s', async (_, enrolments) => {
    await expect(read({ enrolments })).rejects.toMatchObject(
      refused('way to read report_user_enrolments by batch: neither a key nor an index on batchid'),
    );
  });

  test('external ids without key or index', async () => {
    const externalIdentities = { partition: ['provider'], clustering: ['idtype', 'externalid'] };
    await expect(read({ externalIdentities })).rejects.toMatchObject(
      refused('way to read usr_external_identity by user: neither a key nor an index on userid'),
    );
  });
});

describe('done without, and said', () => {
  test.each(ALL.flatMap(([name, table]) => table.optional.map((column) => ({ name, table, column }))))(
    'the column $column of $name',
    async ({ name, table, column }) => {
      const schema = await read({ [name]: without(table, column) });
      expect(schema.absent).toEqual([`${table.table}.${column}`]);
      expect(schema.columns[name as keyof typeof schema.columns]).not.toContain(column);
    },
  );

  test.each(ALL.filter(([, { isOptional }]) => isOptional === true))('the table of %s', async (name, { table }) => {
    const schema = await read({ [name]: null });
    expect(schema.absent).toEqual([table]);
    expect(schema.columns[name as keyof typeof schema.columns]).toEqual([]);
  });

  test('several, in order', async () => {
    const { user, organisations } = sourceTables(NAMES);
    const { absent } = await read({
      user: without(user, 'profilelocation'),
      organisations: without(organisations, 'orglocation'),
      declarations: null,
    });
    expect(absent).toEqual(['organisation.orglocation', 'user.profilelocation', 'user_declarations']);
  });
});

describe('the shape is seen from the key', () => {
  test.each<[string, Partial<Described>]>([
    ['batchAndCourse', { partition: ['batchid'], clustering: ['courseid', 'userid'] }],
    ['batch', { partition: ['batchid'], clustering: ['userid'] }],
    ['indexed', { partition: ['userid'], clustering: ['courseid', 'batchid'], indexed: ['batchid'] }],
    ['indexed', { partition: ['userid'], clustering: ['batchid', 'courseid'], indexed: ['courseid', 'batchid'] }],
  ])('of the enrolments: %s', async (shape, enrolments) => {
    expect((await read({ enrolments })).enrolments).toBe(shape);
  });

  test('of the external ids: indexed', async () => {
    const externalIdentities = { partition: ['provider'], clustering: ['idtype', 'externalid'], indexed: ['userid'] };
    expect((await read({ externalIdentities })).externalIdentities).toBe('indexed');
  });
});
