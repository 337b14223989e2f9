import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be held up or cut. */
export interface HeldServer extends AsyncDisposable {
  readonly address: string;
  /** From now on no request arrives; or requests arrive and are done, and no answer comes back. */
  hold(what: 'requests' | 'answers'): void;
  /** From now on each piece of a request is seen, just before it goes on its way. */
  watch(see: (request: Buffer) => void): void;
  /** Everything that was held up goes on its way. */
  release(): void;
  /** Ends every connection; new ones are let through. */
  cut(): void;
}

/** @param address of the server, host:port */
export async function heldServer(address: string): Promise<HeldServer> {
  const [host = '', port = ''] = address.split(':');
  const pairs = new Set<{ readonly requests: Socket; readonly answers: Socket }>();
  let held: 'requests' | 'answers' | null = null;
  let see: (request: Buffer) => void = () => undefined;
  const server = createServer((requests) => {
    const answers = connect(Number(port), host);
    const pair = { requests, answers };
    pairs.add(pair);
    requests.on('data', (piece) => see(piece));
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
  const cut = () => {
    for (const { requests } of pairs) requests.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (what) => {
      held = what;
      for (const pair of pairs) stop(pair, what);
    },
    watch: (by) => void (see = by),
    release: () => {
      for (const { requests, answers } of pairs) {
        if (held === 'requests') requests.pipe(answers);
        if (held === 'answers') answers.pipe(requests);
      }
      held = null;
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function stop(pair: { readonly requests: Socket; readonly answers: Socket }, what: 'requests' | 'answers'): void {
  pair[what].unpipe();
  pair[what].pause();
}
