import { StackFault } from '../../dev/stack/stack-fault.ts';
import { ROWS, type FaultRow } from './rows.ts';

/**
 * @param ids none = all rows
 * @throws StackFault for a row that there is not
 */
export function chosenRows(ids: readonly string[]): readonly FaultRow[] {
  const known = ROWS.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id.toUpperCase()));
  if (unknown !== undefined) throw new StackFault(`There is no row ${unknown}; there are ${known.join(', ')}.`);
  const wanted = ids.map((id) => id.toUpperCase());
  return wanted.length === 0 ? ROWS : ROWS.filter(({ id }) => wanted.includes(id));
}
