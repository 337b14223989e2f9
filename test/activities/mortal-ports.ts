import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from 'cassandra-driver';
import type { Dependencies } from '../../activities/dependencies.ts';
import { ReportError } from '../../report/errors.ts';

/** What the steps are given besides ports: nothing here reaches the world by itself. */
const NO_PORTS: readonly string[] = ['directories', 'metrics', 'settings'];

/** What the steps reach the world through; a port that is added later is one of them by itself. */
function portsOf(deps: Dependencies): readonly (readonly [name: string, port: object])[] {
  return Object.entries(deps).filter(([name]) => !NO_PORTS.includes(name));
}

/** Of all ports, `port.method`. */
export function methodsOf(deps: Dependencies): readonly string[] {
  return portsOf(deps).flatMap(([name, port]) => Object.keys(port).map((method) => `${name}.${method}`));
}

/**
 * The process dies before a call; in it, when one of its statements has been answered and it has not heard of that; or
 * after it (of a stream: after its first piece), when nobody has heard of it. Or it lives on, and only the answer of that
 * call is lost.
 */
export type Moment = 'before' | 'in' | 'after' | 'answerLost';

export interface MortalPorts {
  readonly deps: Dependencies;
  /**
   * Names of the calls so far, `port.method`, in the order in which they began; of a worker that dies `in` one, of the
   * statements so far.
   */
  readonly calls: readonly string[];
  hasDied(): boolean;
}

class Life {
  readonly calls: string[] = [];
  isDead = false;
  private readonly last: number;

  constructor(last: number) {
    this.last = last;
  }

  /** @returns whether this is the last one */
  count(call: string): boolean {
    return this.calls.push(call) === this.last;
  }

  die(): never {
    this.isDead = true;
    throw new Error('the worker is dead');
  }

  check(): void {
    if (this.isDead) this.die();
  }
}

/** Who has asked for a statement. */
const callers = new AsyncLocalStorage<{ readonly told: () => void; readonly life: Life }>();

/** From now on the statements of a call end with its worker's life; those of the living go their way. */
export function withMortalStatements(client: Client): void {
  const execute = client.execute.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const mortal = async (...args: unknown[]) => {
    const caller = callers.getStore();
    caller?.life.check();
    const result = await execute(...args);
    caller?.life.check();
    caller?.told();
    return result;
  };
  client.execute = mortal as typeof client.execute;
}

/**
 * Ports of a worker in trouble at its `no`-th call of one, or `in` that of its `no`-th statement. When it has died no call
 * does anything, as nothing of a dead process does.
 */
export function mortalPorts(living: Dependencies, no: number, moment: Moment): MortalPorts {
  const life = new Life(no);
  const end = () => {
    if (moment === 'answerLost') throw new ReportError('StoreUnavailable');
    life.die();
  };
  const wrap = (port: object, portName: string) =>
    new Proxy(port, {
      get: (target, method, receiver) => {
        const call: unknown = Reflect.get(target, method, receiver);
        if (typeof call !== 'function') return call;
        const name = `${portName}.${String(method)}`;
        const told = () => (moment === 'in' && life.count(name) ? life.die() : undefined);
        return (...args: unknown[]) => {
          const isLast = !life.isDead && moment !== 'in' && life.count(name);
          // As the ports answer: only this one at once, the others later.
          if (life.isDead || (isLast && moment === 'before')) return method === 'addressIn' ? end() : afterlife(end);
          const inLife: InLife = (work) => callers.run({ life, told }, work);
          const result: unknown = inLife(() => call.apply(target, args));
          return guarded(result, inLife, () => (isLast ? end() : life.check()));
        };
      },
    });
  const ports = Object.fromEntries(portsOf(living).map(([name, port]) => [name, wrap(port, name)]));
  return { deps: { ...living, ...ports }, calls: life.calls, hasDied: () => life.isDead };
}

type InLife = <T>(work: () => T) => T;

/** A promise or a stream, whichever the caller takes it for: it fails. */
function afterlife(end: () => void): unknown {
  const rejected = Promise.resolve().then(end);
  rejected.catch(() => undefined);
  return Object.assign(rejected, {
    [Symbol.asyncIterator]: () => ({ next: () => rejected }),
  });
}

function guarded(result: unknown, inLife: InLife, check: () => void): unknown {
  if (result instanceof Promise) {
    return result.then((value: unknown) => {
      check();
      return value;
    });
  }
  if (isStream(result)) return guardedStream(result, inLife, check);
  check();
  return result;
}

async function* guardedStream(stream: AsyncIterable<unknown>, inLife: InLife, check: () => void) {
  const pieces = stream[Symbol.asyncIterator]();
  const asked = {
    next: () => inLife(() => pieces.next()),
    return: async () => (await pieces.return?.()) ?? { done: true as const, value: undefined },
  };
  for await (const piece of { [Symbol.asyncIterator]: () => asked }) {
    yield piece;
    check();
  }
  check();
}

function isStream(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
