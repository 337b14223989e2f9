import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readsInTurn } from '../../portal/reads-in-turn.ts';
import { MENTOR, PortalFakes } from './portal-fakes.ts';

test('a thousand who ask at once are all answered, and Cassandra is asked by 128 of them at a time', async () => {
  const { source, ledger } = new PortalFakes().deps;
  let asking = 0;
  let most = 0;
  const slowly = {
    ...source,
    requester: async (userId: string) => {
      most = Math.max(most, (asking += 1));
      await turn();
      asking -= 1;
      return source.requester(userId);
    },
  };
  const reads = readsInTurn({ source: slowly, ledger });
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => reads.source.requester(MENTOR)));
  expect(answers.filter((answer) => answer?.profile.userId === MENTOR)).toHaveLength(1_000);
  expect(most).toBe(128);
});
