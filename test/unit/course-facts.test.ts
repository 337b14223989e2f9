import { expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { courseFacts } from '../../activities/prepare-report.ts';
import { batch, directory, profile, rootOrganisation, TENANT } from './records.ts';

test.each([null, false, true])('the creator’s root counts, whether she is deleted (%j) or not', async (isDeleted) => {
  const creator = profile({ userId: 'creator', rootOrgId: TENANT, isDeleted, status: isDeleted === true ? 2 : 1 });
  const deps = {
    source: {
      profiles: async () => new Map([['creator', creator]]),
      custodianOrgId: async () => null,
      leafCount: async () => null,
    },
    directories: { load: async () => directory([rootOrganisation(TENANT)]) },
  } as unknown as Dependencies;
  expect((await courseFacts(deps, batch({ createdBy: 'creator' }))).courseOrg?.id).toBe(TENANT);
});
