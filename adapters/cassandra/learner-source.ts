import type { Client, types } from 'cassandra-driver';
import pLimit from 'p-limit';
import type { Enrolment, Profile, Requester } from '../../report/learner.ts';
import type { BatchKey, KeyRange, LearnerSource } from '../../report/ports.ts';
import type { StopSignal } from '../../report/stop-signal.ts';
import type { ContactCipher } from './contact-cipher.ts';
import { knownError } from './known-errors.ts';
import { leafCountIn } from './leaf-count.ts';
import { lookUp, type LookUpOptions } from './look-up.ts';
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
import { sourceQueries, type SourceNames } from './source-queries.ts';

export interface LearnerSourceOptions {
  readonly names: SourceNames;
  readonly cipher: ContactCipher;
  readonly consistency: number;
  /** Keys in one IN. */
  readonly lookUpKeys: number;
  /** Look-ups under way at once in this process, whatever the number of reports. */
  readonly lookUpsInFlight: number;
  /** Decrypts learners' contacts; off unless the operator prints them. */
  readonly withContacts: boolean;
  /** The cluster of the content hierarchy, where it is another one. */
  readonly hierarchyClient?: Client;
}

/** Small enough not to stall the event loop: 10 to 14 ms for rows of 1 KB, against 190 to 302 ms for 5,000. */
const ENROLMENTS_A_FETCH = 500;

/** Sunbird's tables, read only. */
export function cassandraLearnerSource(client: Client, options: LearnerSourceOptions): LearnerSource {
  const queries = sourceQueries(options.names);
  const { consistency, cipher } = options;
  const lookUps: LookUpOptions = { keys: options.lookUpKeys, limit: pLimit(options.lookUpsInFlight), consistency };

  const read = async (
    query: string,
    params: unknown[],
    fetchSize = 500,
    pageState?: string,
  ): Promise<types.ResultSet> => {
    try {
      return await client.execute(query, params, { consistency, fetchSize, ...(pageState ? { pageState } : {}) });
    } catch (error) {
      throw knownError(error, 'source');
    }
  };
  const byUser = async <T>(query: string, ids: readonly string[], to: (row: types.Row) => T) => {
    const lists = new Map<string, T[]>();
    for (const row of await lookUp(client, query, ids, lookUps)) {
      const list = lists.get(row['userid']);
      if (list === undefined) lists.set(row['userid'], [to(row)]);
      else list.push(to(row));
    }
    return lists;
  };
  const byId = async <T>(query: string, ids: readonly string[], to: (row: types.Row) => T) => {
    const rows = await lookUp(client, query, ids, lookUps);
    return new Map(rows.map((row) => [row['id'] as string, to(row)]));
  };
  const profileOf = (row: types.Row): Profile => {
    const profile = toProfile(row);
    if (!options.withContacts) return profile;
    return { ...profile, email: cipher.decrypt(row['email']), phone: cipher.decrypt(row['phone']) };
  };

  return {
    batch: async ({ courseId, batchId }) => {
      const row = (await read(queries.batch, [courseId, batchId])).first();
      return row === null ? null : toBatch(row);
    },
    requester: async (userId) => {
      const row = (await read(queries.requester, [userId])).first();
      if (row === null) return null;
      const roles = (await read(queries.roles, [userId])).rows;
      return toRequester(row, roles, cipher);
    },
    leafCount: async (courseId) =>
      readLeafCount(options.hierarchyClient ?? client, queries.hierarchy, courseId, consistency),
    custodianOrgId: async () => {
      const value: string | null = (await read(queries.custodian, [])).first()?.['value'] ?? null;
      return value === null || value.trim() === '' ? null : value.trim();
    },
    stepOver: async (key, after, count) => {
      const { text, params } = inRange(queries.userKeys, queries, key, { after, upTo: null });
      const { rows } = await read(`${text} LIMIT ?`, [...params, count], count);
      return { lastUserId: rows.at(-1)?.['userid'] ?? null, listed: rows.length };
    },
    enrolments: (key, range, signal) => {
      const { text, params } = inRange(queries.enrolments, queries, key, range);
      return pagesOf((pageState) => read(text, params, ENROLMENTS_A_FETCH, pageState), signal);
    },
    profiles: (ids) => byId(options.withContacts ? queries.profilesWithContacts : queries.profiles, ids, profileOf),
    memberships: (ids) => byUser(queries.memberships, ids, toMembership),
    externalIdentities: (ids) => byUser(queries.externalIdentities, ids, toExternalIdentity),
    declarations: (ids) => byUser(queries.declarations, ids, toDeclaration),
    consents: async (ids, consumerId, courseId) => {
      const rows = await lookUp(client, queries.consents, ids, lookUps, [consumerId, courseId]);
      return new Map(rows.map((row) => [row['user_id'] as string, toConsent(row)]));
    },
    organisations: (ids) => byId(queries.organisations, ids, toOrganisation),
    locations: (ids) => byId(queries.locations, ids, toLocation),
  };
}

function inRange(
  select: string,
  { after, upTo }: { readonly after: string; readonly upTo: string },
  { courseId, batchId }: BatchKey,
  range: KeyRange,
) {
  const params: unknown[] = [batchId, courseId];
  let text = select;
  if (range.after !== null) {
    text += after;
    params.push(range.after);
  }
  if (range.upTo !== null) {
    text += upTo;
    params.push(range.upTo);
  }
  return { text, params };
}

async function* pagesOf(
  fetch: (pageState?: string) => Promise<types.ResultSet>,
  signal: StopSignal,
): AsyncGenerator<readonly Enrolment[]> {
  let pageState: string | undefined;
  do {
    signal.throwIfAborted();
    const result = await fetch(pageState);
    pageState = result.pageState ?? undefined;
    if (result.rows.length > 0) yield result.rows.map(toEnrolment);
  } while (pageState !== undefined);
}

function toRequester(row: types.Row, roles: readonly types.Row[], cipher: ContactCipher): Requester {
  const older: string[] = row['roles'] ?? [];
  return {
    profile: toProfile(row),
    roles:
      roles.length > 0
        ? roles.map((one) => ({ role: one['role'], scope: one['scope'] }))
        : older.map((role) => ({ role, scope: null })),
    // A stored plain address may be of a form that the cipher does not know as one; a ciphertext is never an address.
    address: cipher.decrypt(row['email']) ?? row['email'],
  };
}

/** Whatever is wrong with the content hierarchy, progress falls back on the next rule (docs/domain.md, 3.8). */
async function readLeafCount(
  client: Client,
  query: string,
  courseId: string,
  consistency: number,
): Promise<number | null> {
  try {
    const result = await client.execute(query, [courseId], { consistency });
    return leafCountIn(result.first()?.['hierarchy'] ?? null);
  } catch (error) {
    const known = knownError(error, 'source');
    if (known instanceof Error && 'code' in known && known.code === 'SourceSchema') return null;
    throw known;
  }
}
