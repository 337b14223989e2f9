import type { Batch, Requester } from './learner.ts';
import { hasText } from './text.ts';

/** Catalogue codes, in the order in which the steps of docs/domain.md, 4 are tried. */
export type Refusal = 'BatchNotFound' | 'RequesterUnknown' | 'NotMentorOfBatch' | 'RoleMissing' | 'AddressUnusable';

const ROLES = ['COURSE_MENTOR', 'CONTENT_CREATOR'];

/**
 * Why a requester may not have the report of a batch; `null` = she may. Asked at the request and again just before
 * sending.
 *
 * @param batch `null` = the course has no such batch
 * @param requester `null` = no user row
 * @param canBeMailed whether her own address is a single valid one, or none is needed because the portal delivers
 */
export function refusalOf(batch: Batch | null, requester: Requester | null, canBeMailed: boolean): Refusal | null {
  if (batch === null) return 'BatchNotFound';
  if (requester === null || !isActiveUser(requester)) return 'RequesterUnknown';
  if (!isMentorOf(batch, requester)) return 'NotMentorOfBatch';
  if (!holdsRole(batch, requester)) return 'RoleMissing';
  return canBeMailed ? null : 'AddressUnusable';
}

export function isActiveUser({ profile }: Requester): boolean {
  return profile.isDeleted !== true && (profile.status === null || profile.status === 1);
}

function isMentorOf(batch: Batch, { profile }: Requester): boolean {
  if (!hasText(profile.userId)) return false;
  return profile.userId === batch.createdBy || (batch.mentors ?? []).includes(profile.userId);
}

function holdsRole(batch: Batch, { profile, roles }: Requester): boolean {
  const organisationIds = [profile.rootOrgId, ...(batch.createdFor ?? [])].filter(hasText);
  return roles.some(({ role, scope }) => ROLES.includes(role) && covers(scope, organisationIds));
}

/** A role without a scope holds everywhere; one whose scope cannot be read holds nowhere. */
export function covers(scope: string | null, organisationIds: readonly string[]): boolean {
  if (!hasText(scope)) return true;
  const entries = parsed(scope);
  if (!Array.isArray(entries)) return false;
  return entries.length === 0 || entries.some((entry) => organisationIds.includes(organisationOf(entry)));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** `''`, which names no organisation, for an entry of another form. */
function organisationOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null || !('organisationId' in entry)) return '';
  return typeof entry.organisationId === 'string' ? entry.organisationId : '';
}
