import { randomBytes } from 'node:crypto';
import type { Client } from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkLearnerSource,
  checkReportStore,
  copiesOfKeyspace,
  custodianIsNamed,
} from '../../../adapters/cassandra/checks.ts';
import { cassandraClient } from '../../../adapters/cassandra/client.ts';
import { schemaStatements } from '../../../dev/data/cassandra/apply-schema.ts';
import type { SourceNames } from '../../../adapters/cassandra/source-tables.ts';
import { ownKeyspace, testClient, type OwnKeyspace } from '../../support/cassandra.ts';
import { demoBatchOf, SUNBIRD } from '../../support/cassandra-demo.ts';

let own: OwnKeyspace;
let client: Client;
beforeAll(async () => {
  own = await ownKeyspace();
  client = own.client;
  await demoBatchOf(client);
});
afterAll(() => own.drop());

/** As `doctor` and a starting worker ask: nothing is prepared yet. */
async function checkAfresh(names: SourceNames): Promise<readonly string[]> {
  const fresh = testClient();
  try {
    return await checkLearnerSource(fresh, names);
  } finally {
    await fresh.shutdown();
  }
}

const ddl = (query: string) => client.execute(query, [], { prepare: false, readTimeout: 60_000 });

describe('the learner data', () => {
  test('of a platform is as the reads want it', async () => {
    expect(await checkLearnerSource(client, SUNBIRD)).toEqual([]);
    expect(await custodianIsNamed(client, SUNBIRD)).toBe(true);
  });

  test('under another name is told by that name', async () => {
    const wrong = { ...SUNBIRD, enrolmentsTable: 'user_enrolment' };
    await expect(checkLearnerSource(client, wrong)).rejects.toMatchObject({
      code: 'SourceSchema',
      holes: { what: 'table user_enrolment' },
    });
    await expect(checkLearnerSource(client, { ...SUNBIRD, sunbird: 'sunbirds' })).rejects.toMatchObject({
      code: 'SourceSchema',
      holes: { what: 'keyspace sunbirds' },
    });
  });

  test('of an older schema: what may be absent is told, what may not is refused by name', async () => {
    const keyspace = `old_${randomBytes(5).toString('hex')}`;
    const tables = (await schemaStatements())
      .filter((statement) => statement.includes(' sunbird.') || /KEYSPACE IF NOT EXISTS sunbird /.test(statement))
      .map((statement) => statement.replace(/\bsunbird\b/, keyspace));
    for (const statement of tables) await ddl(statement);
    try {
      const names = { ...SUNBIRD, sunbird: keyspace };
      expect(await checkLearnerSource(client, names)).toEqual([]);
      expect(await custodianIsNamed(client, names)).toBe(false);
      await ddl(`ALTER TABLE ${keyspace}.user DROP profilelocation`);
      await ddl(`DROP TABLE ${keyspace}.user_roles`);
      expect(await checkAfresh(names)).toEqual(['user.profilelocation', 'user_roles']);
      await ddl(`ALTER TABLE ${keyspace}.user DROP rootorgid`);
      await expect(checkAfresh(names)).rejects.toMatchObject({
        code: 'SourceSchema',
        holes: { what: 'column rootorgid in table user' },
      });
      await ddl(`DROP TABLE ${keyspace}.location`);
      await expect(checkAfresh(names)).rejects.toMatchObject({ code: 'SourceSchema' });
    } finally {
      await ddl(`DROP KEYSPACE ${keyspace}`);
    }
  });
});

describe('the report store', () => {
  test('that was set up is complete', async () => {
    await expect(checkReportStore(client, own.keyspace)).resolves.toBeUndefined();
    expect(await copiesOfKeyspace(client, own.keyspace)).toBe(1);
  });

  test('that was not, or in part, is told with what is missing', async () => {
    await expect(checkReportStore(client, 'nowhere')).rejects.toMatchObject({
      code: 'StoreNotSetUp',
      holes: { what: 'table nowhere.report_object' },
    });
    const part = await ownKeyspace();
    try {
      await ddl(`DROP TABLE ${part.keyspace}.delivery`);
      await expect(checkReportStore(client, part.keyspace)).rejects.toMatchObject({
        code: 'StoreNotSetUp',
        holes: { what: `table ${part.keyspace}.delivery` },
      });
    } finally {
      await part.drop();
    }
  });
});

test('no server: told in seconds, for source and store', async () => {
  const nobody = cassandraClient({
    contactPoints: ['127.0.0.1:1'],
    localDataCenter: 'datacenter1',
    username: null,
    password: null,
    tls: null,
  });
  await expect(checkLearnerSource(nobody, SUNBIRD)).rejects.toMatchObject({ code: 'SourceUnreachable' });
  await expect(checkReportStore(nobody, own.keyspace)).rejects.toMatchObject({ code: 'StoreUnavailable' });
  await nobody.shutdown();
});
