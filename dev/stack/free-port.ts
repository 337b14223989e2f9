import { createServer } from 'node:net';

/**
 * The preferred port when it is free, else another one, and says so.
 * Another program may still take it before the server binds it: start-on-free-ports.ts tries again then.
 */
export async function freePort(
  preferred: number,
  address: string,
  what: string,
  say: (line: string) => void,
): Promise<number> {
  if ((await bindOnce(preferred, address)) !== undefined) return preferred;
  const other = await bindOnce(0, address);
  if (other === undefined) throw new Error(`nothing can be bound on ${address}`);
  say(`${what}: port ${preferred} is taken, using ${other}`);
  return other;
}

/** A port that is free on each of the addresses: the nodes of a cluster are all asked on one. */
export async function freePortOnAll([first = '', ...others]: readonly string[]): Promise<number> {
  for (;;) {
    const port = await bindOnce(0, first);
    if (port === undefined) throw new Error(`nothing can be bound on ${first}`);
    const bound = await Promise.all(others.map((address) => bindOnce(port, address)));
    if (bound.every((one) => one === port)) return port;
  }
}

/** Binds and lets go at once; undefined when that port cannot be had. */
function bindOnce(port: number, address: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, address, () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' ? bound?.port : undefined));
    });
  });
}
