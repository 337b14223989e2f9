import { Client } from 'cassandra-driver';

export interface CqlLogin {
  readonly username: string;
  readonly password: string;
}

/** Whether a query is answered, not only the port open. */
export async function cqlAnswers(address: string, port: number, login?: CqlLogin): Promise<boolean> {
  const credentials = login === undefined ? {} : { credentials: login };
  const client = new Client({ contactPoints: [`${address}:${port}`], localDataCenter: 'datacenter1', ...credentials });
  try {
    await client.execute('SELECT release_version FROM system.local');
    return true;
  } finally {
    await client.shutdown();
  }
}
