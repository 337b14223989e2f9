import type { Dependencies } from '../../activities/dependencies.ts';
import { ReportError } from '../../report/errors.ts';

/** What the steps reach the world through. */
const PORTS = ['source', 'store', 'ledger', 'deliveries', 'lines', 'downloads', 'mailer'] as const;

/**
 * The process dies before a call, or when the call has done its work and nobody has heard of it. Or it lives on, and only
 * the answer of that call is lost.
 */
export type Moment = 'before' | 'after' | 'answerLost';

export interface MortalPorts {
  readonly deps: Dependencies;
  /** Names of the calls so far, `port.method`, in the order in which they began. */
  readonly calls: readonly string[];
  hasDied(): boolean;
}

/**
 * Ports of a worker in trouble at its `no`-th call of one. When it has died no call does anything, as nothing of a dead
 * process does. A port that is added later is covered by itself.
 */
export function mortalPorts(living: Dependencies, no: number, moment: Moment): MortalPorts {
  const calls: string[] = [];
  let isDead = false;
  const die = (): never => {
    if (moment === 'answerLost') throw new ReportError('StoreUnavailable');
    isDead = true;
    throw new Error('the worker is dead');
  };
  // As the ports answer: only this one at once, the others later.
  const dead = (method: unknown) => (method === 'addressIn' ? die() : afterlife(die));
  const wrap = (port: object, portName: string) =>
    new Proxy(port, {
      get: (target, method, receiver) => {
        const call: unknown = Reflect.get(target, method, receiver);
        if (typeof call !== 'function') return call;
        return (...args: unknown[]) => {
          if (isDead) return dead(method);
          const isLast = calls.push(`${portName}.${String(method)}`) === no;
          if (isLast && moment === 'before') return dead(method);
          const result: unknown = call.apply(target, args);
          return guarded(result, () => (isDead || isLast ? die() : undefined));
        };
      },
    });
  const ports = Object.fromEntries(PORTS.map((name) => [name, wrap(living[name], name)]));
  return { deps: { ...living, ...ports }, calls, hasDied: () => isDead };
}

/** A promise or a stream, whichever the caller takes it for: it fails. */
function afterlife(die: () => never): unknown {
  const rejected = new Promise((_, reject) => {
    try {
      die();
    } catch (error) {
      reject(error);
    }
  });
  rejected.catch(() => undefined);
  return Object.assign(rejected, {
    [Symbol.asyncIterator]: () => ({ next: () => rejected }),
  });
}

function guarded(result: unknown, check: () => void): unknown {
  if (result instanceof Promise) {
    return result.then((value: unknown) => {
      check();
      return value;
    });
  }
  if (isStream(result)) return guardedStream(result, check);
  check();
  return result;
}

async function* guardedStream(stream: AsyncIterable<unknown>, check: () => void) {
  for await (const piece of stream) {
    yield piece;
    check();
  }
  check();
}

function isStream(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}
