import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LossyCassandra extends AsyncDisposable {
  readonly contactPoint: string;
  /** Answers that never arrived. */
  readonly lost: number;
}

/** A list of 5,000 keys has 200 KB, 500 enrolments more; every other answer at work here has less than this. */
const TOO_LONG = 20_000;
/** version, flags, two bytes of stream, opcode, then the length of what follows (CQL binary protocol v4, section 2). */
const HEADER_BYTES = 9;
const LENGTH_AT = 5;

/**
 * A way to Cassandra on which long answers get lost: learners cannot be read, while what is small (the ledger, the mentor's
 * rights) works. So a run cannot finish reading and can still say so.
 */
export async function lossyCassandra(contactPoint: string): Promise<LossyCassandra> {
  const [host = '', port = ''] = contactPoint.split(':');
  const sockets = new Set<Socket>();
  const state = { lost: 0 };
  const server = createServer((client) => {
    const cassandra = connect(Number(port), host);
    const answers = withoutLong(
      (frame) => client.write(frame),
      () => (state.lost += 1),
    );
    client.on('data', (piece) => cassandra.write(piece));
    cassandra.on('data', answers);
    for (const socket of [client, cassandra]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        cassandra.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    contactPoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get lost() {
      return state.lost;
    },
    [Symbol.asyncDispose]: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Cuts a stream into frames and passes on the short ones. */
function withoutLong(pass: (frame: Buffer) => void, lose: () => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= HEADER_BYTES) {
      const length = HEADER_BYTES + rest.readInt32BE(LENGTH_AT);
      if (rest.length < length) return;
      if (length > TOO_LONG) lose();
      else pass(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}
