import { createHmac } from 'node:crypto';

/** By this an audit can tell whether a report went to a given address, and nobody without the key can. */
export function addressMark(key: string, address: string): string {
  return createHmac('sha256', key).update(address.toLowerCase()).digest('hex');
}
