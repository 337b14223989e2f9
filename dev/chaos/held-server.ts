import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A way to a server that can be held up or cut. */
export interface HeldServer extends AsyncDisposable {
  readonly address: string;
  /** From now on no request arrives; or requests arrive and are done, and no answer comes back. */
  hold(what: 'requests' | 'answers'): void;
  /** From now on each answer is so much later. */
  delay(ms: number): void;
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
  const pairs = new Set<Pair>();
  let held: 'requests' | 'answers' | null = null;
  let delayMs = 0;
  let see: (request: Buffer) => void = () => undefined;
  const server = createServer((requests) => {
    const answers = connect(Number(port), host);
    const pair = { requests, answers, late: late(() => delayMs) };
    pairs.add(pair);
    requests.on('data', (piece) => see(piece));
    requests.pipe(answers);
    answers.pipe(pair.late).pipe(requests);
    for (const socket of [requests, answers]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        requests.destroy();
        answers.destroy();
        pair.late.destroy();
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
    delay: (ms) => {
      delayMs = ms;
    },
    watch: (by) => void (see = by),
    release: () => {
      held = null;
      for (const { requests, answers, late } of pairs) {
        // Both, as both may have been held one after the other; a second pipe would double what passes.
        requests.unpipe().pipe(answers);
        answers.unpipe().pipe(late);
      }
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Pair {
  readonly requests: Socket;
  readonly answers: Socket;
  /** What answers pass through on their way. */
  readonly late: Transform;
}

function late(ms: () => number): Transform {
  const waiting: Buffer[] = [];
  return new Transform({
    transform(piece: Buffer, _, done) {
      waiting.push(piece);
      // Whichever timer it is lets the first one go: a delay that has shrunk must not turn pieces around.
      const go = () => this.destroyed || this.push(waiting.shift());
      if (ms() === 0 && waiting.length === 1) go();
      else setTimeout(go, ms());
      done();
    },
    flush(done) {
      setTimeout(done, ms());
    },
  });
}

function stop(pair: Pair, what: 'requests' | 'answers'): void {
  pair[what].unpipe();
  pair[what].pause();
}
