import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { ReportError } from '../report/errors.ts';

export interface Connected {
  readonly temporal: Client;
  close(): Promise<void>;
}

/** @throws ReportError TemporalUnreachable */
export async function connectTemporal(options: ConnectionOptions, namespace: string): Promise<Connected> {
  try {
    const connection = await Connection.connect({ ...options, connectTimeout: '5s' });
    return { temporal: new Client({ connection, namespace }), close: () => connection.close() };
  } catch {
    throw new ReportError('TemporalUnreachable');
  }
}
