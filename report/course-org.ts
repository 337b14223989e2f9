import type { Batch, CourseOrg, Organisation } from './learner.ts';
import { firstOfType, firstUp, locationIdsOf, type Locations } from './location-list.ts';
import { hasText } from './text.ts';

/**
 * The tenant (root organisation) that a batch's course belongs to; `null` = none.
 *
 * @param creatorRootOrgId rootorgid of the user in `createdBy`, deleted or not
 * @source docs/domain.md, 3.1
 */
export function courseOrgId(
  batch: Pick<Batch, 'createdFor'>,
  creatorRootOrgId: string | null,
  organisation: (id: string) => Organisation | undefined,
): string | null {
  const roots = (batch.createdFor ?? []).map((id) => rootOf(organisation(id))).filter(hasText);
  const creatorRoot = hasText(creatorRootOrgId) ? creatorRootOrgId : null;
  if (creatorRoot !== null && roots.includes(creatorRoot)) return creatorRoot;
  return roots[0] ?? creatorRoot;
}

/** What the privacy rule compares learners with. The organisation's row may be missing: then only the id is known. */
export function courseOrgFacts(id: string, organisation: Organisation | undefined, directory: Locations): CourseOrg {
  if (organisation === undefined) return { id, channel: null, stateId: null };
  const ids = locationIdsOf(organisation.orgLocation, organisation.locationIds);
  return { id, channel: organisation.channel, stateId: stateOf(ids, directory) };
}

/** The state of a location list: the first id that is one, else that above the first id which has one (3.4). */
export function stateOf(ids: readonly string[], directory: Locations): string | null {
  return firstOfType(ids, 'state', directory) ?? firstUp(ids, 'state', directory);
}

function rootOf(organisation: Organisation | undefined): string | null {
  if (organisation === undefined) return null;
  return organisation.isRootOrg === true ? organisation.id : organisation.rootOrgId;
}
