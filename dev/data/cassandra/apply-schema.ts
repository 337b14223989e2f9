import { readFile } from 'node:fs/promises';
import type { Client } from 'cassandra-driver';

const SCHEMA = new URL('../schema.cql', import.meta.url);

/** The statements of schema.cql, without its comments. */
export async function schemaStatements(): Promise<readonly string[]> {
  const text = await readFile(SCHEMA, 'utf8');
  const statements = text.replace(/--.*$/gm, '').split(';');
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** Makes the three sunbird keyspaces and their tables where they are missing. For a server of one's own only. */
export async function applySunbirdSchema(client: Client): Promise<void> {
  // One after the other: concurrent changes of the schema can disagree.
  for (const statement of await schemaStatements()) await client.execute(statement);
}
