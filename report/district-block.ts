import type { Organisation } from './learner.ts';
import { firstOfType, firstUp, isOfType, locationIdsOf, type Locations, up } from './location-list.ts';

/** Location ids; `null` = none found. */
export interface Place {
  readonly districtId: string | null;
  readonly blockId: string | null;
}

/** District and block of one location list: `resolve` of docs/domain.md, 3.5. */
export function resolvePlace(ids: readonly string[], directory: Locations): Place {
  const blockId = firstOfType(ids, 'block', directory) ?? blockAbove(ids, directory);
  return { blockId, districtId: districtOf(ids, blockId, directory) };
}

/**
 * Where a learner works: the profile first, then her schools, but never a block of another district, because that
 * would send her row to the wrong officer.
 *
 * @param schools in the order of `schoolsOf`
 * @source docs/domain.md, 3.5, the table of cases
 */
export function learnerPlace(ids: readonly string[], schools: readonly Organisation[], directory: Locations): Place {
  const own = resolvePlace(ids, directory);
  if (own.blockId !== null || schools.length === 0) return own;
  const places = schools.map((school) => schoolPlace(school, directory));
  if (own.districtId === null) return placeOfSchools(places);
  const near = places.find((place) => place.blockId !== null && place.districtId === own.districtId);
  return { districtId: own.districtId, blockId: near?.blockId ?? null };
}

function placeOfSchools(places: readonly Place[]): Place {
  const withBlock = places.find((place) => place.blockId !== null);
  const withDistrict = places.find((place) => place.districtId !== null);
  return withBlock ?? { districtId: withDistrict?.districtId ?? null, blockId: null };
}

function schoolPlace(school: Organisation, directory: Locations): Place {
  return resolvePlace(locationIdsOf(school.orgLocation, school.locationIds), directory);
}

function blockAbove(ids: readonly string[], directory: Locations): string | null {
  const below = ids.filter((id) => isOfType(id, 'cluster', directory) || isOfType(id, 'school', directory));
  return firstUp(below, 'block', directory);
}

function districtOf(ids: readonly string[], blockId: string | null, directory: Locations): string | null {
  const listed = firstOfType(ids, 'district', directory);
  if (listed !== null) return listed;
  return (blockId === null ? null : up(blockId, 'district', directory)) ?? firstUp(ids, 'district', directory);
}
