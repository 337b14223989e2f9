import { expect, test } from 'vitest';
import type { RatioScope } from '../../report/ratio.ts';
import { mayReadRatio } from '../../report/ratio-rights.ts';
import { requester, TENANT } from './records.ts';

const OWN: RatioScope = { level: 'tenant', tenantId: TENANT };
const OTHER: RatioScope = { level: 'tenant', tenantId: 'other' };
const ALL: RatioScope = { level: 'all' };
const COURSE: RatioScope = { level: 'course', courseId: 'do_1' };
const BATCH: RatioScope = { level: 'batch', batchId: 'b' };

const scopeOf = (...ids: string[]) => JSON.stringify(ids.map((organisationId) => ({ organisationId })));

test.each([
  ['an operator', 'SYSTEM_ADMINISTRATION', null, [OWN, OTHER, ALL, COURSE, BATCH]],
  ['an administrator', 'ORG_ADMIN', null, [OWN]],
  ['an administrator of that organisation', 'ORG_ADMIN', scopeOf('x', TENANT), [OWN]],
  ['an administrator of another organisation', 'ORG_ADMIN', scopeOf('other'), []],
  ['an administrator whose scope cannot be read', 'ORG_ADMIN', '{', []],
  ['a mentor', 'COURSE_MENTOR', null, []],
])('%s sees what is hers', (_, role, scope, seen) => {
  const asks = requester({}, [{ role, scope }]);
  expect([OWN, OTHER, ALL, COURSE, BATCH].filter((each) => mayReadRatio(asks, each))).toEqual(seen);
});

test.each([
  ['nobody', null],
  ['one who was deleted', requester({ isDeleted: true }, [{ role: 'SYSTEM_ADMINISTRATION', scope: null }])],
  ['one who is blocked', requester({ status: 0 }, [{ role: 'SYSTEM_ADMINISTRATION', scope: null }])],
  ['an administrator without an organisation', requester({ rootOrgId: ' ' }, [{ role: 'ORG_ADMIN', scope: null }])],
])('%s sees nothing', (_, asks) => {
  expect([OWN, ALL, { level: 'tenant', tenantId: ' ' } as const].filter((each) => mayReadRatio(asks, each))).toEqual(
    [],
  );
});
