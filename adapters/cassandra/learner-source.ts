import type { Client, types } from 'cassandra-driver';
import type { Profile } from '../../report/learner.ts';
import type { LearnerSource } from '../../report/ports.ts';
import type { BoundedReads } from './bounded-reads.ts';
import { consistencyOf } from './client.ts';
import type { ContactCipher } from './contact-cipher.ts';
import { enrolmentQueries, firstKeys, inRange, keysByIndex, rowsInRange, type ReadPage } from './enrolments.ts';
import { knownError } from './known-errors.ts';
import { readLeafCount } from './leaf-count.ts';
import { lookUp, lookUpSingly, type LookUpOptions } from './look-up.ts';
import { once } from './once.ts';
import { toRequester } from './requester-row.ts';
import {
  toBatch,
  toConsent,
  toDeclaration,
  toEnrolment,
  toExternalIdentity,
  toLocation,
  toMembership,
  toOrganisation,
  toProfile,
} from './rows.ts';
import { CREATION_DATES, sourceQueries } from './source-queries.ts';
import { readSourceSchema } from './source-schema.ts';
import type { SourceNames } from './source-tables.ts';

export interface LearnerSourceOptions {
  readonly names: SourceNames;
  readonly cipher: ContactCipher;
  readonly consistency: number;
  /** Keys in one IN. */
  readonly lookUpKeys: number;
  /** Bounds what is under way at once in this process, whatever the number of reports. */
  readonly reads: BoundedReads;
  /** Decrypts learners' contacts; off unless the operator prints them. */
  readonly withContacts: boolean;
  /** The cluster of the content hierarchy, where it is another one. */
  readonly hierarchyClient?: Client;
}

/** Sunbird's tables, read only, in whichever form this installation has them. */
export function cassandraLearnerSource(client: Client, options: LearnerSourceOptions): LearnerSource {
  const { consistency, cipher, names, reads: limit } = options;
  const lookUps: LookUpOptions = { keys: options.lookUpKeys, limit, consistency };

  /** Looked at with the first read; a worker that runs through a migration of the schema must be started anew. */
  const opened = once(async () => {
    const schema = await readSourceSchema(client, names);
    return { schema, queries: sourceQueries(names, schema), enrolments: enrolmentQueries(names, schema) };
  });
  const readAt =
    (consistency: number): ReadPage =>
    async (query, params, fetchSize, pageState) => {
      // One row waits for no turn: a step has one such read under way, and a small report has a dozen of them one after the
      // other, each of which would stand behind the look-ups of all the large ones.
      const inTurn = fetchSize === 1 ? atOnce : limit;
      const paging = { fetchSize, ...(pageState ? { pageState } : {}) };
      try {
        return await inTurn(() => client.execute(query, [...params], { consistency, ...paging }));
      } catch (error) {
        throw knownError(error, 'source');
      }
    };
  const read = readAt(consistency);
  const readAnyCopy = readAt(consistencyOf('LOCAL_ONE'));
  const first = async (query: string, params: readonly unknown[]) => (await read(query, params, 1)).first();
  const find = (query: string | null, ids: readonly string[], rest: readonly string[] = []) =>
    query === null ? Promise.resolve([]) : lookUp(client, query, ids, lookUps, rest);
  /** Absent or not, no cell of this report changes. */
  const noCell = [
    'user.roles',
    'user_roles',
    ...CREATION_DATES.map((column) => `course_batch.${column}`),
    ...(options.withContacts ? [] : ['user_consent']),
  ];
  const profileOf = (row: types.Row): Profile => {
    const profile = toProfile(row);
    if (!options.withContacts) return profile;
    return { ...profile, email: cipher.decrypt(row['email']), phone: cipher.decrypt(row['phone']) };
  };

  return {
    batch: async ({ courseId, batchId }) => {
      const { queries } = await opened();
      const row = await first(queries.batch, [courseId, batchId]);
      return row === null ? null : toBatch(row);
    },
    requester: async (userId) => {
      const { queries } = await opened();
      const row = await first(queries.requester, [userId]);
      if (row === null) return null;
      const roles = queries.roles === null ? [] : (await read(queries.roles, [userId], 500)).rows;
      return toRequester(row, roles, cipher);
    },
    addressInAnyCopy: async (userId) => {
      const { queries } = await opened();
      const row = (await readAnyCopy(queries.requester, [userId], 1)).first();
      return row === null ? null : toRequester(row, [], cipher).address;
    },
    leafCount: async (courseId) => {
      const { queries } = await opened();
      return readLeafCount(options.hierarchyClient ?? client, queries.hierarchy, courseId, consistency);
    },
    custodianOrgId: async () => {
      const { queries } = await opened();
      const value: string = (await first(queries.custodian, []))?.['value'] ?? '';
      return value.trim() === '' ? null : value.trim();
    },
    absent: async () => (await opened()).schema.absent.filter((what) => !noCell.includes(what)),
    isOrdered: async () => (await opened()).schema.enrolments !== 'indexed',
    stepOver: async (key, after, count) => {
      const { schema, enrolments } = await opened();
      const { text, params } = inRange(enrolments.keys, schema, key, { after, upTo: null });
      const rows = await firstKeys(read, text, params, count);
      const own = rows.filter((row) => row['courseid'] === key.courseId);
      return { lastUserId: rows.at(-1)?.['userid'] ?? null, passed: rows.length, listed: own.length };
    },
    async *userIds(key, signal) {
      yield* keysByIndex(read, (await opened()).enrolments.keys, key, signal);
    },
    async *enrolments(key, range, signal) {
      const { schema, enrolments } = await opened();
      yield* rowsInRange(read, inRange(enrolments.rows, schema, key, range), key, signal);
    },
    enrolmentsOf: async ({ courseId, batchId }, userIds) => {
      const { enrolments } = await opened();
      return (await find(enrolments.byUser, userIds, [courseId, batchId])).map(toEnrolment);
    },
    profiles: async (ids) => {
      const { queries } = await opened();
      return byId(await find(options.withContacts ? queries.profilesWithContacts : queries.profiles, ids), profileOf);
    },
    memberships: async (ids) => byUser(await find((await opened()).queries.memberships, ids), toMembership),
    externalIdentities: async (ids) => {
      const { schema, queries } = await opened();
      const query = queries.externalIdentities;
      const isKeyed = schema.externalIdentities === 'byUser';
      return byUser(await (isKeyed ? find(query, ids) : lookUpSingly(client, query, ids, lookUps)), toExternalIdentity);
    },
    declarations: async (ids) => byUser(await find((await opened()).queries.declarations, ids), toDeclaration),
    consents: async (ids, consumerId, courseId) => {
      const rows = await find((await opened()).queries.consents, ids, [consumerId, courseId]);
      return new Map(rows.map((row) => [row['user_id'] as string, toConsent(row)]));
    },
    organisations: async (ids) => byId(await find((await opened()).queries.organisations, ids), toOrganisation),
    locations: async (ids) => byId(await find((await opened()).queries.locations, ids), toLocation),
  };
}

const atOnce: BoundedReads = (read) => read();

function byId<T>(rows: readonly types.Row[], to: (row: types.Row) => T): Map<string, T> {
  return new Map(rows.map((row) => [row['id'] as string, to(row)]));
}

function byUser<T>(rows: readonly types.Row[], to: (row: types.Row) => T): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(row['userid']);
    if (list === undefined) lists.set(row['userid'], [to(row)]);
    else list.push(to(row));
  }
  return lists;
}
