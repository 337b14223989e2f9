import type { Delivery } from '../../../report/delivery.ts';
import type { Deliveries } from '../../../report/ports.ts';

/** Compare-and-set over an array: for tests in which nobody races. */
export function memoryDeliveries(): Deliveries {
  const rows: Delivery[] = [];
  return {
    latest: async () => rows.at(-1) ?? null,
    add: async (next) => {
      if (rows.some((row) => row.no === next.no)) return false;
      rows.push(next);
      return true;
    },
    replace: async (from, to) => {
      const latest = rows.at(-1);
      if (latest?.no !== from.no || latest.state !== from.state || latest.owner !== from.owner) return false;
      rows[rows.length - 1] = to;
      return true;
    },
  };
}
