import { LRUCache } from 'lru-cache';
import type { Directory, Location, Organisation } from '../report/learner.ts';
import { locationIdsOf } from '../report/location-list.ts';
import type { LearnerSource } from '../report/ports.ts';

/** A few hundred bytes each: a state's schools and all of India's places fit. */
const MOST_ORGANISATIONS = 100_000;
const MOST_LOCATIONS = 100_000;
/** A renamed school shows in the next hour's reports. */
const KEPT_MS = 3_600_000;
/**
 * Six up to a block and six more from there to its district, as far as rules go (docs/domain.md, 3.5); a cycle ends here
 * too. With fewer loaded, a row would depend on whose places were loaded beside it.
 */
const MOST_STEPS_UP = 12;

/** Absence is remembered as well: unknown ids come in thousands when a school was removed. */
type Cache<T extends object> = LRUCache<string, T | typeof ABSENT>;
const ABSENT = Symbol('absent');

/** Organisations and locations, which the pages and runs of one process share. */
export interface Directories {
  /** Answers from what is loaded for good: a lookup of an id that was not asked for here finds nothing. */
  load(organisationIds: Iterable<string>, locationIds: Iterable<string>): Promise<Directory>;
}

export function createDirectories(source: LearnerSource): Directories {
  const organisations: Cache<Organisation> = new LRUCache({ max: MOST_ORGANISATIONS, ttl: KEPT_MS });
  const locations: Cache<Location> = new LRUCache({ max: MOST_LOCATIONS, ttl: KEPT_MS });
  return {
    async load(organisationIds, locationIds) {
      const found = await lookUp(organisations, new Set(organisationIds), (ids) => source.organisations(ids));
      const places = new Map<string, Location>();
      let wanted = new Set(locationIds);
      for (const org of found.values()) addAll(wanted, locationIdsOf(org.orgLocation, org.locationIds));
      for (let step = 0; step <= MOST_STEPS_UP && wanted.size > 0; step++) {
        const next = await lookUp(locations, wanted, (ids) => source.locations(ids));
        for (const [id, place] of next) places.set(id, place);
        wanted = new Set();
        for (const { parentId } of next.values()) {
          if (parentId !== null && !places.has(parentId)) wanted.add(parentId);
        }
      }
      return { organisation: (id) => found.get(id), location: (id) => places.get(id) };
    },
  };
}

function addAll(ids: Set<string>, more: readonly string[]): void {
  for (const id of more) ids.add(id);
}

async function lookUp<T extends object>(
  cache: Cache<T>,
  ids: ReadonlySet<string>,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<Map<string, T>> {
  const known = new Map<string, T>();
  const unknown: string[] = [];
  for (const id of ids) {
    const entry = cache.get(id);
    if (entry === undefined) unknown.push(id);
    else if (entry !== ABSENT) known.set(id, entry);
  }
  if (unknown.length === 0) return known;
  const found = await read(unknown);
  for (const id of unknown) {
    const entry = found.get(id);
    cache.set(id, entry ?? ABSENT);
    if (entry !== undefined) known.set(id, entry);
  }
  return known;
}
