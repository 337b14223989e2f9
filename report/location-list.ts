import type { Directory } from './learner.ts';
import { hasText, norm } from './text.ts';

/** The part of the directory that location rules need. */
export type Locations = Pick<Directory, 'location'>;

export type LocationType = 'state' | 'district' | 'block' | 'cluster' | 'school';

/** School > cluster > block > district > state are 4 steps; 6 leave room, and end a cycle without a list of the visited. */
const MAX_STEPS = 6;

/**
 * The location ids of a user or an organisation, as stored: those of the JSON form if it yields any, else those of
 * the older list (docs/domain.md, 3.5). The types inside the JSON are not read; `sunbird.location` decides.
 */
export function locationIdsOf(json: string | null, list: readonly string[] | null): string[] {
  const ids = hasText(json) ? idsInJson(json) : [];
  return ids.length > 0 ? ids : (list ?? []).filter(hasText);
}

export function isOfType(id: string, type: LocationType, directory: Locations): boolean {
  const stored = directory.location(id)?.type;
  return stored === type || norm(stored) === type;
}

/** The first id of that type; ids without a row count for nothing. */
export function firstOfType(ids: readonly string[], type: LocationType, directory: Locations): string | null {
  return ids.find((id) => isOfType(id, type, directory)) ?? null;
}

/** The id itself or its nearest ancestor of that type. */
export function up(id: string, type: LocationType, directory: Locations): string | null {
  let at: string | null = id;
  for (let step = 0; step <= MAX_STEPS && at !== null; step++) {
    if (isOfType(at, type, directory)) return at;
    at = directory.location(at)?.parentId ?? null;
  }
  return null;
}

/** `up` of the first id that has one. */
export function firstUp(ids: readonly string[], type: LocationType, directory: Locations): string | null {
  for (const id of ids) {
    const found = up(id, type, directory);
    if (found !== null) return found;
  }
  return null;
}

function idsInJson(json: string): string[] {
  const entries = parsed(json);
  return Array.isArray(entries) ? entries.map(idOf).filter(hasText) : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function idOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null || !('id' in entry)) return null;
  return typeof entry.id === 'string' ? entry.id : null;
}
