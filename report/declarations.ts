import { byExternalId, firstIssuedId } from './issued-id.ts';
import type { CourseOrg, Declaration, ExternalIdentity, Learner } from './learner.ts';
import { byCodePoint, hasText, norm } from './text.ts';

/** What self-signed-up teachers say about themselves to a tenant: `user_declarations`, before that `declared-*` rows. */

export type DeclaredField = 'declared-ext-id' | 'declared-school-name';

/**
 * What the learner declared to the course org; today's rows before the old ones. `null` = nothing.
 *
 * @source docs/domain.md, 3.6, columns 1 and 8
 */
export function declaredValue(learner: Learner, courseOrg: CourseOrg | null, field: DeclaredField): string | null {
  if (courseOrg === null) return null;
  const today = declarationsTo(courseOrg, learner.declarations).toSorted(teacherFirst);
  const declared = today.map((declaration) => declaration.userInfo?.[field]).find(hasText);
  return declared ?? firstIssuedId(oldRowsOf(field, courseOrg, learner.externalIdentities));
}

/** Whether the learner declared herself to the course org at all, in either form (3.4, a and b). */
export function hasDeclaredTo(courseOrg: CourseOrg, learner: Learner): boolean {
  return (
    declarationsTo(courseOrg, learner.declarations).length > 0 ||
    oldRowsTo(courseOrg, learner.externalIdentities).length > 0
  );
}

function declarationsTo(courseOrg: CourseOrg, declarations: readonly Declaration[]): Declaration[] {
  return declarations.filter(({ orgId, status }) => orgId === courseOrg.id && norm(status) !== 'rejected');
}

function teacherFirst(a: Declaration, b: Declaration): number {
  const isTeacher = ({ persona }: Declaration) => Number(norm(persona) === 'teacher');
  return isTeacher(b) - isTeacher(a) || byCodePoint(a.persona, b.persona);
}

function oldRowsOf(
  field: DeclaredField,
  courseOrg: CourseOrg,
  identities: readonly ExternalIdentity[],
): ExternalIdentity[] {
  return oldRowsTo(courseOrg, identities)
    .filter(({ idType }) => norm(idType) === field)
    .toSorted((a, b) => byCodePoint(a.provider, b.provider) || byCodePoint(a.idType, b.idType) || byExternalId(a, b));
}

/** The declared state may stand in either provider column, as the organisation's id or as its channel word. */
function oldRowsTo(courseOrg: CourseOrg, identities: readonly ExternalIdentity[]): ExternalIdentity[] {
  const declared = identities.filter(({ idType }) => norm(idType).startsWith('declared-'));
  if (declared.length === 0) return declared;
  const names = [norm(courseOrg.id), norm(courseOrg.channel)].filter((name) => name !== '');
  return declared.filter(
    ({ provider, originalProvider }) => names.includes(norm(provider)) || names.includes(norm(originalProvider)),
  );
}
