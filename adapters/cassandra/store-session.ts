import type { Client, QueryOptions, types } from 'cassandra-driver';
import { knownError } from './known-errors.ts';

/** Runs a statement on our own keyspace; the driver's errors come out as the catalogue's. */
export type StoreSession = (
  query: string,
  params: readonly unknown[],
  options?: QueryOptions,
) => Promise<types.ResultSet>;

export function storeSession(client: Client): StoreSession {
  return async (query, params, options = {}) => {
    try {
      return await client.execute(query, [...params], options);
    } catch (error) {
      throw knownError(error, 'store');
    }
  };
}
