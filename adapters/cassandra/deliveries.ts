import cassandra, { type Client, type types } from 'cassandra-driver';
import type { Delivery } from '../../report/delivery.ts';
import { ReportError } from '../../report/errors.ts';
import type { Deliveries } from '../../report/ports.ts';
import { storeSession } from './store-session.ts';

/**
 * Compare-and-set rows. A statement whose answer is lost may have been applied all the same, so it is read back at SERIAL:
 * states and owners of two attempts never look alike.
 */
export function cassandraDeliveries(client: Client, { keyspace }: { readonly keyspace: string }): Deliveries {
  const session = storeSession(client);
  const { serial } = cassandra.types.consistencies;
  const q = deliveryQueries(keyspace);

  const standing = async (reportId: string, subject: string, no: number): Promise<Delivery | null> => {
    const row = (await session(q.one, [reportId, subject, no], { consistency: serial })).first();
    return row === null ? null : toDelivery(row);
  };
  const compareAndSet = async (
    query: string,
    params: readonly unknown[],
    wanted: Delivery,
    from: Delivery | null,
  ): Promise<boolean> => {
    try {
      // Not idempotent: the driver must not send it twice by itself.
      const result = await session(query, params, { isIdempotent: false, serialConsistency: serial });
      return result.wasApplied();
    } catch (error) {
      if (!(error instanceof ReportError && error.code === 'StoreUnavailable')) throw error;
      const found = await standing(wanted.reportId, wanted.subject, wanted.no);
      if (isSame(found, wanted)) return true;
      // As it was read: the statement had no effect. That is a fault, and not somebody who was quicker.
      if (isSame(found, from)) throw error;
      return false;
    }
  };
  return {
    async latest(reportId, subject) {
      const row = (await session(q.latest, [reportId, subject], { consistency: serial })).first();
      return row === null ? null : toDelivery(row);
    },
    add: (next) => compareAndSet(q.add, [next.reportId, next.subject, next.no, ...valuesOf(next)], next, null),
    replace: (from, to) =>
      compareAndSet(
        q.replace,
        [...valuesOf(to), to.reportId, to.subject, to.no, from.state, from.owner, from.form],
        to,
        from,
      ),
  };
}

const COLUMNS =
  'state, owner, run_id, run_started_at, form, message_id, mail_date, possible_duplicate, reply_code, reply_status, resend_id, left_before';

function deliveryQueries(keyspace: string) {
  const table = `${keyspace}.delivery`;
  const select = `SELECT report_id, subject, no, ${COLUMNS} FROM ${table} WHERE report_id = ? AND subject = ?`;
  const marks = COLUMNS.split(',').map(() => '?');
  const set = COLUMNS.split(', ').map((column) => `${column} = ?`);
  return {
    latest: `${select} LIMIT 1`,
    one: `${select} AND no = ?`,
    add: `INSERT INTO ${table} (report_id, subject, no, ${COLUMNS}) VALUES (?, ?, ?, ${marks.join(', ')}) IF NOT EXISTS`,
    replace: `UPDATE ${table} SET ${set.join(', ')} WHERE report_id = ? AND subject = ? AND no = ? IF state = ? AND owner = ? AND form = ?`,
  } as const;
}

function valuesOf(delivery: Delivery): unknown[] {
  const { state, owner, runId, runStartedMs, form, messageId, dateMs, possibleDuplicate, reply } = delivery;
  return [
    state,
    owner,
    runId,
    new Date(runStartedMs),
    form,
    messageId,
    new Date(dateMs),
    possibleDuplicate,
    reply?.code ?? null,
    reply?.enhancedStatus ?? null,
    delivery.resendId,
    delivery.leftBefore,
  ];
}

function toDelivery(row: types.Row): Delivery {
  return {
    reportId: row['report_id'],
    subject: row['subject'],
    no: row['no'],
    state: row['state'],
    owner: row['owner'],
    runId: row['run_id'],
    runStartedMs: row['run_started_at'].getTime(),
    form: row['form'],
    messageId: row['message_id'],
    dateMs: row['mail_date'].getTime(),
    possibleDuplicate: row['possible_duplicate'],
    reply: row['reply_code'] === null ? null : { code: row['reply_code'], enhancedStatus: row['reply_status'] },
    resendId: row['resend_id'],
    leftBefore: row['left_before'],
  };
}

function isSame(a: Delivery | null, b: Delivery | null): boolean {
  if (a === null || b === null) return a === b;
  return a.state === b.state && a.owner === b.owner && a.form === b.form;
}
