import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to Cassandra that can be held up. */
export interface HeldCassandra extends AsyncDisposable {
  readonly contactPoint: string;
  /** From now on no request arrives; or requests arrive and are done, and no answer comes back. */
  hold(what: 'requests' | 'answers'): void;
  /** Everything that was held up goes on its way. */
  release(): void;
}

export async function heldCassandra(contactPoint: string): Promise<HeldCassandra> {
  const [host = '', port = ''] = contactPoint.split(':');
  const pairs = new Set<{ readonly requests: Socket; readonly answers: Socket }>();
  let held: 'requests' | 'answers' | null = null;
  const server = createServer((requests) => {
    const answers = connect(Number(port), host);
    const pair = { requests, answers };
    pairs.add(pair);
    requests.pipe(answers);
    answers.pipe(requests);
    for (const socket of [requests, answers]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        requests.destroy();
        answers.destroy();
        pairs.delete(pair);
      });
    }
    if (held !== null) stop(pair, held);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    contactPoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (what) => {
      held = what;
      for (const pair of pairs) stop(pair, what);
    },
    release: () => {
      held = null;
      for (const { requests, answers } of pairs) {
        requests.pipe(answers);
        answers.pipe(requests);
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const { requests } of pairs) requests.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function stop(pair: { readonly requests: Socket; readonly answers: Socket }, what: 'requests' | 'answers'): void {
  pair[what].unpipe();
  pair[what].pause();
}
