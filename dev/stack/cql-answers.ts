import { Client } from 'cassandra-driver';

/** Whether a query is answered, not only the port open. */
export async function cqlAnswers(address: string, port: number): Promise<boolean> {
  const client = new Client({ contactPoints: [`${address}:${port}`], localDataCenter: 'datacenter1' });
  try {
    await client.execute('SELECT release_version FROM system.local');
    return true;
  } finally {
    await client.shutdown();
  }
}
