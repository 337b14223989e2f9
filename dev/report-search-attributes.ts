import { ATTRIBUTES } from '../workflows/contract.ts';
import type { SearchAttributes } from './stack/search-attributes.ts';

const TYPE = { KEYWORD: 'Keyword', INT: 'Int', BOOL: 'Bool' } as const;

/** The attributes of the reports' contract as the stack registers them. */
export function reportSearchAttributes(): SearchAttributes {
  return Object.fromEntries(Object.values(ATTRIBUTES).map(({ name, type }) => [name, TYPE[type]]));
}
