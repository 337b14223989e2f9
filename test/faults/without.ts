import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Client, QueryOptions } from 'cassandra-driver';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { Delivery } from '../../report/delivery.ts';
import { ReportError } from '../../report/errors.ts';
import type { Batch, Requester } from '../../report/learner.ts';
import type { SendResult } from '../../report/mail.ts';

// Parts that lack one protection each. A row's counter-proof runs with one of them, and goes wrong in the very way that the
// protection prevents: else the row would prove nothing.

type Ports = (real: Dependencies) => Dependencies;
type Steps = (real: ReportActivities) => ReportActivities;

/** A compare-and-set that says yes to everybody. */
export const withoutCompare: Ports = (real) => {
  const { add, replace } = real.deliveries;
  const yes = {
    add: (next: Delivery) => add(next).then(() => true),
    replace: (from: Delivery, to: Delivery) => replace(from, to).then(() => true),
  };
  return { ...real, deliveries: { ...real.deliveries, ...yes } };
};

/** A fence that nobody keeps: each attempt finds that nothing was ever sent. */
export const withoutRecord: Ports = (real) => {
  let own: Delivery | null = null;
  const set = async (next: Delivery) => ((own = next), true);
  return { ...real, deliveries: { latest: async () => own, add: set, replace: (_, to) => set(to) } };
};

/** A mailer that asks before the message, not before its last bytes. */
export const withoutHoldBack: Ports = (real) => ({
  ...real,
  mailer: {
    ...real.mailer,
    send: async (mail, limits) => {
      if (!(await limits.mayFinish())) return { kind: 'fenced' };
      return real.mailer.send(mail, { ...limits, mayFinish: async () => true });
    },
  },
});

/** Takes no answer after the final dot for a no. */
export const withoutDoubt: Ports = (real) =>
  answering(real, (result) => (result.kind === 'unknown' ? { kind: 'notSent' } : result));

/** Knows the three digits of a reply only. */
export const withoutEnhancedStatus: Ports = (real) =>
  answering(real, (result) =>
    result.kind === 'rejected' ? { ...result, reply: { ...result.reply, enhancedStatus: null } } : result,
  );

/** Takes a server that is away for one that refuses. */
export const withoutPatience: Ports = (real) =>
  answering(real, (result) =>
    result.kind === 'notSent' ? { kind: 'rejected', reply: { code: 554, enhancedStatus: '5.7.1' } } : result,
  );

function answering(real: Dependencies, change: (result: SendResult) => SendResult): Dependencies {
  const send: typeof real.mailer.send = async (mail, limits) => change(await real.mailer.send(mail, limits));
  return { ...real, mailer: { ...real.mailer, send } };
}

/** Makes an attachment fit by leaving its end away. */
export const withoutLadder: Ports = (real) => ({
  ...real,
  mailer: {
    ...real.mailer,
    send: (mail, limits) => {
      const { attachment } = mail;
      if (attachment === null) return real.mailer.send(mail, limits);
      const content = async function* () {
        for await (const piece of attachment.content()) yield piece.subarray(0, piece.length / 2);
      };
      return real.mailer.send({ ...mail, attachment: { ...attachment, content } }, limits);
    },
  },
});

/** Believes what it was told of a batch and a requester at first. */
export function withoutAskingAgain(): Ports {
  const batches = new Map<string, Promise<Batch | null>>();
  const requesters = new Map<string, Promise<Requester | null>>();
  return (real) => {
    const { source } = real;
    const batch: typeof source.batch = (key) => first(batches, key.batchId, () => source.batch(key));
    const requester: typeof source.requester = (id) => first(requesters, id, () => source.requester(id));
    return { ...real, source: { ...source, batch, requester } };
  };
}

function first<T>(answers: Map<string, T>, key: string, ask: () => T): T {
  const answer = answers.get(key) ?? ask();
  answers.set(key, answer);
  return answer;
}

/** Sends again after a wait of its own, whatever the server's answer was. */
export const waiting =
  (waitMs: number): Steps =>
  (real) => ({
    ...real,
    deliverReport: async (input) => {
      try {
        return await real.deliverReport(input);
      } catch (error) {
        if (!(error instanceof ApplicationFailure) || error.nonRetryable === true) throw error;
        throw ApplicationFailure.create({ message: error.message, type: `${error.type}`, nextRetryDelay: waitMs });
      }
    },
  });

/** Sends in silence. */
export const withoutHeartbeat: Steps = (real) => ({
  ...real,
  deliverReport: (input) => {
    Object.defineProperty(Context.current(), 'heartbeat', { value: () => undefined });
    return real.deliverReport(input);
  },
});

/** Tells the mentor without closing the delivery first. */
export const withoutClosing: Steps = (real) => ({
  ...real,
  closeDelivery: async () => ({ state: 'closed', form: null, possibleDuplicate: false }),
});

/** Tells the mentor by the fence or not at all. */
export const withoutLastTry: Steps = (real) => ({
  ...real,
  notifyRequester: async (input) => {
    if (input.isLastTry !== true) await real.notifyRequester(input);
  },
});

/** Asks Cassandra for as many rows as at first, however often. */
export function withoutSmallerPages(client: Client): Client {
  const execute = (query: string, params: unknown[] = [], options: QueryOptions = {}) =>
    client.execute(query, params, { ...options, fetchSize: Math.max(500, options.fetchSize ?? 0) });
  return new Proxy(client, { get: (target, name) => (name === 'execute' ? execute : Reflect.get(target, name)) });
}

/** Takes a right that is missing for a server that is away. */
export const withoutOwnCode: Ports = (real) => {
  const requester: Dependencies['source']['requester'] = (userId) =>
    real.source.requester(userId).catch((error: unknown) => {
      throw error instanceof ReportError ? new ReportError('SourceUnreachable') : error;
    });
  return { ...real, source: { ...real.source, requester } };
};
