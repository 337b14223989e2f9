import { Random } from '../random.ts';

/** Nineteen digits that begin with 01, as the platform numbers organisations and batches; the same for the same key. */
export function nineteenDigits(...key: readonly (string | number)[]): string {
  const random = new Random('nineteen-digits', ...key);
  return `01${26 + random.below(14)}${random.digits(15)}`;
}

export function rootOrgId(channel: string): string {
  return nineteenDigits('root-org', channel);
}

/** Home of all who signed up by themselves. */
export const CUSTODIAN_ORG_ID = rootOrgId('dikshacustodian');
