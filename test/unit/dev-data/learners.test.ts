import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demoBatch } from '../../../dev/data/batch.ts';
import { demoLearners } from '../../../dev/data/learner/learners.ts';
import { sample, valuesOf } from './demo-sample.ts';

function fingerprint(seed: number): string {
  return hash('sha256', JSON.stringify(sample(seed, 500)));
}

/** A learner's rows without the id of the batch, which is another one for each size. */
function withoutBatchId(batch: { readonly batchId: string }, learners: unknown): unknown {
  return JSON.parse(JSON.stringify(learners).replaceAll(batch.batchId, 'BATCH'));
}

describe('the generator', () => {
  test('gives the same rows for the same seed', () => {
    // If this is red because the generator was changed on purpose: raise GENERATOR_VERSION and pin the new value.
    expect(fingerprint(1)).toBe('fc6d4092278ef5af8ee5d2cb2422f3ac82c43f6a13d97a3d5c9319c2f2b23c9d');
  });

  test('gives other rows for another seed', () => {
    expect(fingerprint(2)).not.toBe(fingerprint(1));
  });

  test('gives a larger batch the same first learners', () => {
    const small = demoBatch({ learners: 30 });
    const large = demoBatch({ learners: 1_000_000 });
    expect(large.batchId).not.toBe(small.batchId);
    const first = withoutBatchId(large, [...demoLearners(large, 0, 30)]);
    expect(first).toEqual(withoutBatchId(small, [...demoLearners(small)]));
  });

  test('makes a learner far inside a batch without those before her', () => {
    const batch = demoBatch({ learners: 3_000 });
    expect([...demoLearners(batch, 2_500, 2_501)]).toEqual([...demoLearners(batch)].slice(2_500, 2_501));
  });

  test('gives batches of another number learners of their own in the same schools', () => {
    const [first, second] = [1, 2].map((batchNo) => [...demoLearners(demoBatch({ learners: 2_000, batchNo }))]);
    const ids = [...(first ?? []), ...(second ?? [])].map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(4_000);
    const [schools, others] = [first, second].map((learners) => {
      const rows = (learners ?? []).flatMap(({ rows }) => rows);
      return new Set(valuesOf(rows, 'sunbird.user_organisation').map(({ organisationid }) => organisationid));
    });
    expect(shared(schools, others)).toBeGreaterThan(500);
  });

  test('counts what it makes', () => {
    const { batch, learners, of } = sample(3, 2_345);
    const enrolments = of('sunbird_courses.report_user_enrolments');
    const own = enrolments.filter(({ courseid }) => courseid === batch.courseId);
    const active = own.filter(({ active }) => active === true);
    const users = new Map(of('sunbird.user').map((user) => [user.id, user]));
    expect({
      active: active.length,
      inactive: own.length - active.length,
      otherCourse: enrolments.length - own.length,
      withoutProfile: active.filter(({ userid }) => !users.has(userid)).length,
      deleted: [...users.values()].filter(({ status, isdeleted }) => status === 2 || isdeleted === true).length,
      completed: active.filter(({ completedon }) => completedon !== undefined).length,
    }).toEqual({
      active: learners.length,
      inactive: batch.inactive,
      otherCourse: batch.otherCourse,
      withoutProfile: batch.withoutProfile,
      deleted: batch.deleted,
      completed: batch.completed,
    });
  });
});

function shared(some: ReadonlySet<unknown> = new Set(), others: ReadonlySet<unknown> = new Set()): number {
  return [...some].filter((one) => others.has(one)).length;
}
