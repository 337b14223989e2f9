import type { Client } from '@temporalio/client';
import { ReportError } from '../report/errors.ts';
import { ATTRIBUTES } from '../workflows/contract.ts';
import { asking } from './known-errors.ts';

/** temporal.api.enums.v1.IndexedValueType */
const TYPE_NUMBER = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;

type Registered = Readonly<Record<string, unknown>>;

/** @returns names that a namespace lacks */
export async function missingSearchAttributes(temporal: Client): Promise<string[]> {
  const { namespace } = temporal.options;
  const response = await asking(() => temporal.connection.operatorService.listSearchAttributes({ namespace }));
  const registered: Registered = response.customAttributes ?? {};
  return Object.values(ATTRIBUTES)
    .map(({ name }) => name)
    .filter((name) => !Object.hasOwn(registered, name));
}

/** Registers what is missing. @returns the names that were added */
export async function setUpSearchAttributes(temporal: Client): Promise<string[]> {
  const { namespace } = temporal.options;
  const missing = await missingSearchAttributes(temporal);
  const types = Object.values(ATTRIBUTES)
    .filter(({ name }) => missing.includes(name))
    .map(({ name, type }) => [name, TYPE_NUMBER[type]] as const);
  if (types.length === 0) return [];
  const searchAttributes = Object.fromEntries(types);
  await asking(() => temporal.connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
  if ((await missingSearchAttributes(temporal)).length > 0)
    throw new ReportError('TemporalNotSetUp', { what: 'search attributes' });
  return missing;
}
