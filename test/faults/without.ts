import type { Client, QueryOptions } from 'cassandra-driver';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import pLimit from 'p-limit';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { BoundedReads } from '../../adapters/cassandra/bounded-reads.ts';
import type { Delivery } from '../../report/delivery.ts';
import type { Batch, Enrolment, Requester } from '../../report/learner.ts';
import { ReportError } from '../../report/errors.ts';
import type { StoredObject } from '../../report/manifest.ts';
import type { SendResult } from '../../report/mail.ts';
import type { BatchKey, KeyRange, Ledger } from '../../report/ports.ts';

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

/** A store that writes again under the same id. @param keyspace our own */
export const withoutNewIds =
  (cassandra: Client, keyspace: string): Ports =>
  (real) => {
    const insert = `INSERT INTO ${keyspace}.report_chunk (report_id, object_id, slice, no, data) VALUES (?, ?, 0, ?, ?) USING TTL 3600`;
    const write: typeof real.store.write = async (reportId, prefix, content) => {
      const object = await real.store.write(reportId, prefix, content);
      const rows = await chunksOf(cassandra, keyspace, reportId, object);
      await Promise.all(rows.map((row) => cassandra.execute(insert, [reportId, prefix, row['no'], row['data']])));
      return { ...object, objectId: prefix };
    };
    return { ...real, store: { ...real.store, write } };
  };

/** A store that gives what it finds. */
export const withoutCheck =
  (cassandra: Client, keyspace: string): Ports =>
  (real) => {
    const read: typeof real.store.read = async function* (reportId, object) {
      for (const row of await chunksOf(cassandra, keyspace, reportId, object)) yield row['data'];
    };
    return { ...real, store: { ...real.store, read } };
  };

async function chunksOf(cassandra: Client, keyspace: string, reportId: string, { objectId }: StoredObject) {
  const query = `SELECT no, data FROM ${keyspace}.report_chunk WHERE report_id = ? AND object_id = ? AND slice = 0`;
  return (await cassandra.execute(query, [reportId, objectId])).rows;
}

/** Names the file in the ledger before it is there. */
export const withoutOrder =
  (ledger: Ledger): Steps =>
  (real) => ({
    ...real,
    assembleReport: async (input) => {
      await ledger.update(input.reportId, { file: { objectId: 'file', bytes: 1, sha256: '' } });
      return real.assembleReport(input);
    },
  });

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

/**
 * Sends in silence, and hears nothing, as a process that stands still. The SDK itself tells a step whose time is over, some
 * seconds later, to stop: on a busy machine that came before the end of the other attempt.
 */
export const withoutHeartbeat: Steps = (real) => ({
  ...real,
  deliverReport: (input) => {
    const context = Context.current();
    Object.defineProperty(context, 'heartbeat', { value: () => undefined });
    Object.defineProperty(context, 'cancellationSignal', { value: new AbortController().signal });
    return real.deliverReport(input);
  },
});

/** Tells the mentor without closing the delivery first. */
export const withoutClosing: Steps = (real) => ({
  ...real,
  closeDelivery: async () => ({ state: 'closed', form: null, possibleDuplicate: false }),
});

/** Finds a page by the rows before it: what comes and goes there moves it. */
export const withoutKeys =
  (size: number): Ports =>
  (real) => {
    const { source } = real;
    const rowsFrom = async (key: BatchKey, from: number, upTo?: number) => {
      const all: Enrolment[] = [];
      const whole = { after: null, upTo: null };
      for await (const some of source.enrolments(key, whole, new AbortController().signal)) all.push(...some);
      return all.slice(from, upTo);
    };
    const stepOver: typeof source.stepOver = async (key, after, count) => {
      const from = Number(after ?? 0);
      const { length } = await rowsFrom(key, from, from + size);
      return { lastUserId: String(from + size), passed: length < size ? length : count, listed: length };
    };
    async function* enrolments(key: BatchKey, { after, upTo }: KeyRange) {
      yield await rowsFrom(key, Number(after ?? 0), upTo === null ? undefined : Number(upTo));
    }
    return { ...real, source: { ...source, stepOver, enrolments } };
  };

/** Ends the last page with the learner who was the last one when it was listed. */
export const withoutOpenEnd = (ports: Ports): Ports => {
  let last: string | null = null;
  return (real) => {
    const { source } = ports(real);
    const stepOver: typeof source.stepOver = async (...args) => {
      const step = await source.stepOver(...args);
      last = step.lastUserId ?? last;
      return step;
    };
    const enrolments: typeof source.enrolments = (key, { after, upTo }, signal) =>
      source.enrolments(key, { after, upTo: upTo ?? last }, signal);
    return { ...real, source: { ...source, stepOver, enrolments } };
  };
};

/** Reads of the same number at once, however the cluster does. */
export function withoutMercy(inFlight: number): BoundedReads {
  const limit = pLimit(inFlight);
  return (read) => limit(read);
}

/** Counts the time that is left for sending by a clock that is so far ahead of the server's. */
export const countingByItsOwnClock =
  (aheadMs: number): Steps =>
  (real) => ({
    ...real,
    deliverReport: (input) => {
      const leftMs = input.sendStartedMs + input.windowMs - (Date.now() + aheadMs);
      return real.deliverReport({ ...input, windowMs: Math.max(0, leftMs) });
    },
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
