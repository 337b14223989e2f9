import { describe, expect, test } from 'vitest';
import { demoBatch } from '../../../dev/data/batch.ts';
import { batchRow } from '../../../dev/data/batch-row.ts';
import { castRows, DEMO_SALT } from '../../../dev/data/cast.ts';
import { DEMO } from '../../../dev/data/demo.ts';
import { country } from '../../../dev/data/places/place-tree.ts';
import type { Values } from '../../../dev/data/rows.ts';
import { decryptContact } from './decrypt-contact.ts';
import { valuesOf } from './demo-sample.ts';

const rows = [...castRows()];
const users = new Map(valuesOf(rows, 'sunbird.user').map((user) => [user.id, user]));
const rolesOf = (id: string) => valuesOf(rows, 'sunbird.user_roles').filter(({ userid }) => userid === id);
const batchValues = (batchNo: number) =>
  batchRow(demoBatch({ learners: 10, batchNo })).values as Values<'sunbird_courses.course_batch'>;

describe('the people around a batch', () => {
  test('the mentor has the role, for her tenant, and an encrypted address', () => {
    const roles = rolesOf(DEMO.mentorId);
    expect(roles.map(({ role }) => role)).toContain('COURSE_MENTOR');
    expect(roles.find(({ role }) => role === 'COURSE_MENTOR')?.scope).toBe(
      `[{"organisationId":"${DEMO.courseOrgId}"}]`,
    );
    expect(decryptContact(String(users.get(DEMO.mentorId)?.email), DEMO_SALT)).toBe(DEMO.mentorAddress);
    expect(DEMO.mentorAddress).toMatch(/@example\.org$/);
  });

  test('the stranger has role and address, and is no mentor of the batch', () => {
    expect(rolesOf(DEMO.strangerId).map(({ role }) => role)).toContain('COURSE_MENTOR');
    expect(users.get(DEMO.strangerId)?.email).toBeTypeOf('string');
    const { mentors, createdby } = batchValues(1);
    expect([createdby, ...(mentors as string[])]).not.toContain(DEMO.strangerId);
  });

  test('one mentor has no address, one has her role in the older column alone, one has no role', () => {
    expect(batchValues(1).mentors).toEqual(
      expect.arrayContaining([
        DEMO.mentorId,
        DEMO.mentorWithoutAddressId,
        DEMO.olderRolesMentorId,
        DEMO.mentorWithoutRoleId,
      ]),
    );
    expect(users.get(DEMO.mentorWithoutAddressId)?.email).toBeUndefined();
    expect(rolesOf(DEMO.olderRolesMentorId)).toEqual([]);
    expect(users.get(DEMO.olderRolesMentorId)?.roles).toContain('COURSE_MENTOR');
    expect(rolesOf(DEMO.mentorWithoutRoleId).map(({ role }) => role)).toEqual(['PUBLIC']);
  });

  test('the creator belongs to the tenant of the course', () => {
    expect(batchValues(1).createdby).toBe(DEMO.creatorId);
    expect(users.get(DEMO.creatorId)?.rootorgid).toBe(DEMO.courseOrgId);
  });
});

describe('the batch', () => {
  test('was created for two root organisations and some schools, mixed', () => {
    const { courseState, otherStates } = country();
    const roots = [courseState, ...otherStates].map(({ rootOrgId }) => rootOrgId);
    const createdFor = batchValues(1).createdfor as string[];
    expect(createdFor).toContain(DEMO.courseOrgId);
    expect(createdFor.filter((id) => roots.includes(id))).toHaveLength(2);
    expect(createdFor.filter((id) => !roots.includes(id)).length).toBeGreaterThan(1);
  });

  test('has dates in both forms if its number is odd, and the older form alone if it is even', () => {
    expect(batchValues(1)).toMatchObject({ start_date: expect.any(Date), startdate: '2026-06-15' });
    expect(batchValues(2)).toMatchObject({ start_date: undefined, created_date: undefined, startdate: '2026-06-22' });
  });

  test('has an id of its own for each seed, size and number', () => {
    const options = [{ learners: 10 }, { learners: 20 }, { learners: 10, batchNo: 2 }, { learners: 10, seed: 2 }];
    expect(new Set(options.map((one) => demoBatch(one).batchId)).size).toBe(4);
    expect(demoBatch({ learners: 10 })).toEqual(demoBatch({ learners: 10, seed: 1, batchNo: 1 }));
  });
});
