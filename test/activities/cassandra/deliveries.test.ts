import cassandra, { type Client } from 'cassandra-driver';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cassandraDeliveries } from '../../../adapters/cassandra/deliveries.ts';
import type { Delivery } from '../../../report/delivery.ts';
import type { Deliveries } from '../../../report/ports.ts';
import { ownKeyspace, type OwnKeyspace } from '../../support/cassandra.ts';

let own: OwnKeyspace;
let deliveries: Deliveries;
beforeAll(async () => {
  own = await ownKeyspace();
  deliveries = cassandraDeliveries(own.client, own);
});
afterAll(() => own.drop());

let reports = 0;
const claimed = (change: Partial<Delivery> = {}): Delivery => ({
  reportId: `c.b.u.${++reports}`,
  subject: 'report',
  no: 1,
  state: 'claimed',
  owner: randomUUID(),
  runId: 'run-1',
  runStartedMs: 1_751_351_400_123,
  form: 'zip',
  messageId: '<1@example.org>',
  dateMs: 1_751_351_500_000,
  possibleDuplicate: false,
  reply: null,
  resendId: null,
  leftBefore: null,
  ...change,
});
const latestOf = (delivery: Delivery) => deliveries.latest(delivery.reportId, delivery.subject);

describe('a delivery', () => {
  test('comes back as it was written, whatever its state', async () => {
    for (const state of ['claimed', 'dot', 'accepted', 'refused', 'unknown', 'closed'] as const) {
      const delivery = claimed({
        state,
        possibleDuplicate: state === 'unknown',
        resendId: state === 'closed' ? 'resend-1' : null,
        leftBefore: state === 'closed' ? 'accepted' : null,
        reply: state === 'refused' ? { code: 550, enhancedStatus: '5.1.1' } : null,
      });
      expect(await deliveries.add(delivery)).toBe(true);
      expect(await latestOf(delivery)).toEqual(delivery);
    }
  });

  test('of a reply without enhanced status comes back, too', async () => {
    const delivery = claimed({ state: 'accepted', reply: { code: 250, enhancedStatus: null } });
    await deliveries.add(delivery);
    expect(await latestOf(delivery)).toEqual(delivery);
  });

  test('that was never opened is null', async () => {
    expect(await deliveries.latest('c.b.u.none', 'report')).toBeNull();
  });

  test('number and subject keep apart: the latest is the highest number of its subject', async () => {
    const first = claimed({ state: 'closed' });
    const second = claimed({ reportId: first.reportId, no: 2 });
    const tenth = claimed({ reportId: first.reportId, no: 10 });
    const notice = claimed({ reportId: first.reportId, subject: 'notice' });
    for (const one of [first, tenth, second, notice]) expect(await deliveries.add(one)).toBe(true);
    expect(await latestOf(first)).toEqual(tenth);
    expect(await latestOf(notice)).toEqual(notice);
  });

  test('is added once: the number is taken', async () => {
    const first = claimed();
    expect(await deliveries.add(first)).toBe(true);
    expect(await deliveries.add(claimed({ reportId: first.reportId }))).toBe(false);
    expect(await latestOf(first)).toEqual(first);
  });

  test('lives 400 days in all its columns, also after many changes', async () => {
    let standing = claimed();
    await deliveries.add(standing);
    for (const state of ['dot', 'claimed', 'dot', 'accepted'] as const) {
      const next = { ...standing, state, reply: { code: 250, enhancedStatus: '2.0.0' } };
      expect(await deliveries.replace(standing, next)).toBe(true);
      standing = next;
    }
    const columns =
      'state owner run_id run_started_at form message_id mail_date possible_duplicate reply_code reply_status'.split(
        ' ',
      );
    const ttls = columns.map((column) => `TTL(${column}) AS ${column}`).join(', ');
    const query = `SELECT ${ttls} FROM ${own.keyspace}.delivery WHERE report_id = ? AND subject = ? AND no = 1`;
    const row = (await own.client.execute(query, [standing.reportId, 'report'])).first();
    for (const column of columns) expect(400 * 86_400 - row?.[column]).toBeLessThan(60);
  });
});

describe('a change', () => {
  const STEPS = [
    ['claimed', 'dot'],
    ['claimed', 'closed'],
    ['dot', 'accepted'],
    ['dot', 'refused'],
    ['dot', 'claimed'],
    ['dot', 'unknown'],
  ] as const;

  test.for(STEPS)('%s -> %s takes place when the row stands as it was read', async ([from, to]) => {
    const standing = claimed({ state: from });
    await deliveries.add(standing);
    const next = { ...standing, state: to, reply: { code: 451, enhancedStatus: '4.3.0' } };
    expect(await deliveries.replace(standing, next)).toBe(true);
    expect(await latestOf(standing)).toEqual(next);
  });

  test.for<Partial<Delivery>>([{ state: 'dot' }, { owner: 'somebody else' }, { form: 'none' }])(
    'takes no place when the row has %j',
    async (other) => {
      const read = claimed();
      const standing = { ...read, ...other };
      await deliveries.add(standing);
      expect(await deliveries.replace(read, { ...read, state: 'accepted' })).toBe(false);
      expect(await latestOf(read)).toEqual(standing);
    },
  );

  test('of a row that is not there makes none', async () => {
    const read = claimed();
    expect(await deliveries.replace(read, { ...read, state: 'dot' })).toBe(false);
    expect(await latestOf(read)).toBeNull();
  });
});

describe('many at once', () => {
  const TIMES = Array.from({ length: 12 }, (_, at) => at);

  test('open the same number: exactly one has it', async () => {
    const { reportId } = claimed();
    const claims = TIMES.map(() => claimed({ reportId }));
    const wins = await Promise.all(claims.map((one) => deliveries.add(one)));
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await deliveries.latest(reportId, 'report')).toEqual(claims[wins.indexOf(true)]);
  });

  test('take over the same claim: exactly one has it', async () => {
    const standing = claimed();
    await deliveries.add(standing);
    const takers = TIMES.map(() => ({ ...standing, owner: randomUUID() }));
    const wins = await Promise.all(takers.map((one) => deliveries.replace(standing, one)));
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await latestOf(standing)).toEqual(takers[wins.indexOf(true)]);
  });

  test('the dot of the owner and a taker: exactly one of them', async () => {
    for (const _ of TIMES) {
      const standing = claimed();
      await deliveries.add(standing);
      const wins = await Promise.all([
        deliveries.replace(standing, { ...standing, state: 'dot' }),
        deliveries.replace(standing, { ...standing, owner: randomUUID() }),
      ]);
      expect(wins.filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('an answer that is lost', () => {
  const late = () => new cassandra.errors.OperationTimedOutError('late', '127.0.0.1:9042');

  /** The server does the work of a write, or not, and the answer never comes. */
  function losing(isDone: boolean): { client: Client; writes: () => number } {
    let writes = 0;
    const execute = async (query: string, params: unknown[], options: object) => {
      if (query.startsWith('SELECT')) return own.client.execute(query, params, options);
      writes += 1;
      if (isDone) await own.client.execute(query, params, options);
      throw late();
    };
    return { client: { execute } as unknown as Client, writes: () => writes };
  }

  test('is read back: the change took place', async () => {
    const { client, writes } = losing(true);
    const unlucky = cassandraDeliveries(client, own);
    const delivery = claimed();
    expect(await unlucky.add(delivery)).toBe(true);
    expect(await unlucky.replace(delivery, { ...delivery, state: 'dot' })).toBe(true);
    expect(writes()).toBe(2);
    expect((await latestOf(delivery))?.state).toBe('dot');
  });

  test('is read back: it did not, which is a fault of the store and nobody who was quicker', async () => {
    const unlucky = cassandraDeliveries(losing(false).client, own);
    const delivery = claimed();
    const fault = { code: 'StoreUnavailable' };
    await expect(unlucky.add(delivery)).rejects.toMatchObject(fault);
    await deliveries.add(delivery);
    await expect(unlucky.replace(delivery, { ...delivery, state: 'dot' })).rejects.toMatchObject(fault);
    expect((await latestOf(delivery))?.state).toBe('claimed');
  });

  test('is read back: somebody else has changed it', async () => {
    const delivery = claimed();
    await deliveries.add({ ...delivery, owner: 'somebody else' });
    expect(await cassandraDeliveries(losing(true).client, own).add(delivery)).toBe(false);
  });

  test('and cannot be read back: the fault is told, and nothing is taken for granted', async () => {
    const client = { execute: () => Promise.reject(late()) } as unknown as Client;
    await expect(cassandraDeliveries(client, own).add(claimed())).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });

  test('the driver does not repeat such a statement by itself', async () => {
    const seen: (boolean | undefined)[] = [];
    const execute = async (query: string, params: unknown[], options: { isIdempotent?: boolean }) => {
      if (!query.startsWith('SELECT')) seen.push(options.isIdempotent);
      return own.client.execute(query, params, options);
    };
    const watched = cassandraDeliveries({ execute } as unknown as Client, own);
    const delivery = claimed();
    await watched.add(delivery);
    await watched.replace(delivery, { ...delivery, state: 'dot' });
    expect(seen).toEqual([false, false]);
  });
});
