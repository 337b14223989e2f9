import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import tlsOptions from 'smtp-server/lib/tls-options.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cassandraClient } from '../../adapters/cassandra/client.ts';
import { checkMailServer } from '../../adapters/mail/check.ts';
import { connectTemporal } from '../../client/connection.ts';
import { cassandraOptions } from '../../config/connections.ts';
import { readConfig } from '../../config/config.ts';
import { temporalConfig } from '../../config/temporal.ts';

/** A server whose certificate nobody has vouched for; it keeps what it is told once a client has taken that. */
let server: Server;
let address: string;
let handshakes = 0;
let heard = '';
beforeAll(async () => {
  server = createServer(tlsOptions(), (socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        heard += String(bytes);
        socket.destroy();
      });
    socket.write('220 ready\r\n');
  });
  server.on('connection', () => (handshakes += 1)).on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  handshakes = 0;
  heard = '';
});

describe('a server with a certificate that nobody has vouched for hears nothing', () => {
  test('of a mail', async () => {
    await expect(checkMailServer(`smtps://user:hunter2@${address}`)).rejects.toMatchObject({
      code: 'MailServerUnreachable',
    });
    expect([handshakes > 0, heard]).toEqual([true, '']);
  });

  test('of Cassandra’s login', async () => {
    const env = {
      CASSANDRA_CONTACT_POINTS: address,
      CASSANDRA_LOCAL_DATACENTER: 'datacenter1',
      CASSANDRA_TLS_ENABLED: 'true',
    };
    const client = cassandraClient(cassandraOptions(readConfig(env, [], () => '')));
    await expect(client.connect()).rejects.toThrow();
    expect([handshakes > 0, heard]).toEqual([true, '']);
  });

  test('of a workflow', async () => {
    const { connection, namespace } = temporalConfig({ TEMPORAL_ADDRESS: address, TEMPORAL_TLS: 'true' });
    await expect(connectTemporal(connection, namespace)).rejects.toMatchObject({ code: 'TemporalUnreachable' });
    expect([handshakes > 0, heard]).toEqual([true, '']);
  });

  test('unless the operator has said that it need not be: this server can be talked to', async () => {
    const asked = checkMailServer(`smtps://user:hunter2@${address}/?tls.rejectUnauthorized=false`);
    await asked.catch(() => undefined);
    expect(heard).toContain('EHLO');
  });
});
