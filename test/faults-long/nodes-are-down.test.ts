import { beforeAll, describe, expect, test } from 'vitest';
import { bringBack, freeze, kill, wake } from './three-nodes.ts';
import { createDirectories } from '../../activities/directories.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { LearnerSource } from '../../report/ports.ts';
import { connect } from '../../worker/dependencies.ts';
import { serverValues } from '../support/cassandra.ts';
import { until } from '../support/e2e-until.ts';
import { resetToFirstTask } from '../support/reset-run.ts';
import { endOf } from '../support/workflow-scene.ts';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import type { Scenario, Setting } from '../faults/scenario.ts';
import { note } from '../faults/seen.ts';
import { stageOn } from '../faults/stage.ts';
import { logged, temporal } from '../faults/watched-temporal.ts';
import { withoutLastTry } from '../faults/without.ts';

const DEADLINE_MS = 60_000;

/** Three fetches of 500 at least, so that there is a middle of the reading. */
const stage = stageOn(temporal, logged, 2_000);

/** Something happens when the first enrolments have been read, and the others have not. */
function midway(act: () => Promise<void>): (real: Dependencies) => Dependencies {
  let done: Promise<void> | undefined;
  return (real) => {
    const enrolments: LearnerSource['enrolments'] = async function* (...asked) {
      for await (const page of real.source.enrolments(...asked)) {
        yield page;
        await (done ??= act());
      }
    };
    const source = { ...real.source, enrolments };
    return { ...real, source, directories: createDirectories(source) };
  };
}

/** A run that is sent whatever happens. @returns how long it took */
async function sentWithinMs(setting: Setting = {}): Promise<number> {
  await using scenario = await stage().scenario(setting);
  expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
  expect(scenario.reports).toHaveLength(1);
  await expectAlwaysTrue(scenario);
  return lengthOf(scenario);
}

async function lengthOf({ run }: Scenario): Promise<number> {
  const { startTime, closeTime } = await run.describe();
  return (closeTime?.getTime() ?? NaN) - startTime.getTime();
}

function expectAtMostTwice(undisturbedMs: number, disturbedMs: number): void {
  note(`${(disturbedMs / undisturbedMs).toFixed(1)} times as long as undisturbed (${undisturbedMs} ms)`);
  expect(disturbedMs).toBeLessThanOrEqual(2 * undisturbedMs);
}

describe('one of three Cassandra nodes that is down', () => {
  test('killed in the middle of the reading: the same file in at most twice the time', async () => {
    await bringBack(1);
    const undisturbedMs = await sentWithinMs();
    expectAtMostTwice(undisturbedMs, await sentWithinMs({ deps: midway(() => kill(1)) }));
  });

  test('from the start: the same file in at most twice the time', async () => {
    await bringBack(1);
    const undisturbedMs = await sentWithinMs();
    await kill(1);
    expectAtMostTwice(undisturbedMs, await sentWithinMs());
  });

  test('counter-proof: a reader that wants every copy does not get through', async () => {
    await kill(1);
    const { deps, close } = connect({ ...serverValues(), CASSANDRA_READ_CONSISTENCY: 'ALL' });
    const { source } = deps;
    await using scenario = await stage().scenario({
      input: { deadlineMs: 15_000 },
      deps: (real) => ({ ...real, source, directories: createDirectories(source) }),
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect(scenario.reports).toHaveLength(0);
    await close();
  });
});

const loseMajority = async () => [1, 2].forEach(freeze);
const regainMajority = () => [1, 2].forEach(wake);

/** Of the two scenarios that have no majority at the same time: the nodes are back when both have ended. */
let ended = 0;

async function bothEnded(): Promise<void> {
  ended += 1;
  await until('the end of the other scenario', async () => ended === 2 || undefined, { withinMs: 120_000 });
  regainMajority();
}

describe.concurrent('two of three Cassandra nodes that are down', () => {
  beforeAll(() => bringBack(1));

  test('and do not come back: late, and the mentor is told; a retry afterwards is sent', async () => {
    await using scenario = await stage().scenario({
      input: { deadlineMs: DEADLINE_MS },
      deps: midway(loseMajority),
    });
    const { result, failure } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure).toMatchObject({ type: 'DeadlineMissed' });
    expect(await lengthOf(scenario)).toBeLessThan(DEADLINE_MS + 60_000);
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    await bothEnded();
    await resetToFirstTask(temporal().client, scenario.run);
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([1, 1]);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: without a try that needs no majority, nobody tells her', async () => {
    await using scenario = await stage().scenario({
      input: { deadlineMs: DEADLINE_MS },
      deps: midway(loseMajority),
      steps: withoutLastTry,
    });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect(scenario.notices).toHaveLength(0);
    await bothEnded();
  });
});

describe('two of three Cassandra nodes that are down', () => {
  test('and come back: sent, the same file, one mail', async () => {
    const away = async () => {
      await loseMajority();
      setTimeout(regainMajority, 20_000);
    };
    const tookMs = await sentWithinMs({ input: { deadlineMs: 120_000 }, deps: midway(away) });
    note(`sent after ${Math.round(tookMs / 1_000)} s, 20 of them without a majority`);
  });
});
