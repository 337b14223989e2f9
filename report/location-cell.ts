import { blankCell, type Cell, textCell } from './cell.ts';
import type { Locations } from './location-list.ts';

/**
 * The name of the location that was found for a learner.
 *
 * @param listedIds the profile's location ids: where nothing was found, one without a row tells why
 * @source docs/domain.md, 3.5
 */
export function locationCell(id: string | null, listedIds: readonly string[], directory: Locations): Cell {
  if (id !== null) return textCell(directory.location(id)?.name);
  const hasUnknown = listedIds.some((listed) => directory.location(listed) === undefined);
  return blankCell(hasUnknown ? 'unknownLocation' : 'noValue');
}
