import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { SILENT, STORIES, type Story } from './crash-stories.ts';
import { methodsOf, mortalPorts, withMortalStatements, type Moment } from './mortal-ports.ts';
import { workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
  withMortalStatements(bench.cassandra);
});
afterAll(() => bench.close());

const aFewAtOnce = pLimit(8);

/** Walking over all batches makes the same few calls again and again. */
const MOST_OF_A_NAME = 3;

/** `port.method`, of all stories and moments. */
const killedIn = new Set<string>();

interface Told {
  readonly calls: readonly string[];
  /** At which call. */
  readonly diedAt: string | undefined;
  /** What the step answered in the end and what it left, without what is each report's own. */
  readonly end: string;
}

/** One attempt in trouble at its `no`-th call, and another after it unless it got through. */
async function told({ begin, ports = (real) => real }: Story, no: number, moment: Moment): Promise<Told> {
  const { report, step, seen } = await begin(bench);
  const living = ports(bench.deps);
  const { deps, calls, hasDied } = mortalPorts(living, no, moment);
  const again = (error: { nonRetryable?: boolean }) => {
    expect(error).toMatchObject({ nonRetryable: false });
    return step(living, { attempt: 2, logger: SILENT });
  };
  const answer = await step(deps, { logger: SILENT }).catch(again);
  const end = withoutIds(JSON.stringify([answer, await seen()]), report.reportId);
  return { calls, diedAt: hasDied() ? calls[no - 1] : undefined, end };
}

const withoutIds = (text: string, reportId: string) =>
  text.replaceAll(reportId, 'REPORT').replaceAll(/(page-\d+|ids|zip|file)\.[0-9a-f]{10}/g, '$1');

async function expectAsIfNothingHadHappened(story: Story, moment: Moment): Promise<void> {
  const undisturbed = await told(story, Infinity, moment);
  const chosen = [...undisturbed.calls.entries()].filter(
    ([at, call]) => undisturbed.calls.slice(0, at).filter((one) => one === call).length < MOST_OF_A_NAME,
  );
  expect(chosen).not.toEqual([]);
  const trouble = async ([at]: readonly [number, string]) => {
    const { end, calls, diedAt } = await told(story, at + 1, moment);
    expect([at, calls[at], end]).toEqual([at, calls[at], undisturbed.end]);
    expect(calls.length).toBeGreaterThan(at);
    if (moment === 'answerLost') return;
    expect([at, diedAt]).toEqual([at, calls[at]]);
    killedIn.add(`${diedAt}`);
  };
  await Promise.all(chosen.map((one) => aFewAtOnce(trouble, one)));
}

const NAMED = STORIES.map((story) => [[story.step, story.when].filter(Boolean).join(' '), story] as const);
const DEAD = ['before', 'in', 'after'] as const;

describe('a worker killed in any step but sending', () => {
  describe.each(DEAD)('%s any call of a port', (moment) => {
    test.each(NAMED)('%s: as if nothing had happened', (_, story) => expectAsIfNothingHadHappened(story, moment));
  });

  test('every step has its story', () => {
    const steps = new Set<string>(STORIES.map(({ step }) => step));
    const left = Object.keys(createActivities(bench.deps)).filter((step) => !steps.has(step));
    // delivery-crashes.test.ts
    expect(left).toEqual(['deliverReport']);
  });

  test('a worker was killed in every method of every port', () => {
    const left = methodsOf(bench.deps).filter((method) => !killedIn.has(method));
    expect(left.toSorted()).toEqual([
      // What the portal and the command line read and write, in which no worker can die.
      'batchFacts.lastWalk',
      'batchFacts.read',
      'downloads.days',
      'downloads.fetched',
      'downloads.on',
      'ledger.list',
    ]);
  });
});

describe('a port that does its work and throws', () => {
  test.each(NAMED)('%s: as if nothing had happened', (_, story) => expectAsIfNothingHadHappened(story, 'answerLost'));
});
