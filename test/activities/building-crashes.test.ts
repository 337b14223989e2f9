import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportIdentity } from '../../activities/api.ts';
import { createDirectories } from '../../activities/directories.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { KeyRange } from '../../report/ports.ts';
import { mortalPorts, type Moment } from './mortal-ports.ts';
import { assemble, listAll, prepare, write } from './whole-report.ts';
import { newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterAll(() => bench.close());

/** The first learners are enough: every look-up is made for them. */
const LEARNERS = 60;

async function firstRange(): Promise<KeyRange> {
  const { lastUserId } = await bench.deps.source.stepOver(bench.batch, null, LEARNERS);
  return { after: null, upTo: lastUserId };
}

/** A ceiling that makes a ZIP of it, so that every object is made. */
function afresh(deps: Dependencies): Dependencies {
  const settings = { ...deps.settings, attachmentMaxBytes: 1_000 };
  return { ...deps, settings, directories: createDirectories(deps.source) };
}

type Step = (deps: Dependencies, report: ReportIdentity) => Promise<unknown>;

/** Steps 1 to 4, each by `one` or else by the living. */
function stepsOf(range: KeyRange) {
  const living = () => afresh(bench.deps);
  const page = async (deps: Dependencies, report: ReportIdentity) =>
    write(deps, report, await prepare(living(), report), 0, range);
  return {
    prepareReport: (deps, report) => prepare(deps, report),
    listPages: (deps, report) => listAll(deps, report),
    writePage: async (deps, report) => {
      const { object, tally } = await page(deps, report);
      return { bytes: object.bytes, sha256: object.sha256, tally };
    },
    assembleReport: async (deps, report) => {
      const prepared = await prepare(living(), report);
      const { rows, bytes, sha256 } = await assemble(deps, report, prepared, [await page(living(), report)]);
      return { rows, bytes, sha256 };
    },
  } as const satisfies Record<string, Step>;
}

describe('a worker that dies while it builds, and one that comes after it: as if nothing had happened', () => {
  const cases = (['prepareReport', 'listPages', 'writePage', 'assembleReport'] as const).flatMap((step) =>
    (['before', 'after'] as const).map((moment) => [step, moment] as const),
  );

  test.for(cases)(
    '%s, %s any call of a port',
    { timeout: 120_000 },
    async ([name, moment]: readonly [string, Moment]) => {
      const step: Step = stepsOf(await firstRange())[name as keyof ReturnType<typeof stepsOf>];
      const runStartedMs = Date.parse('2026-07-01T12:00:00Z');
      const alive = mortalPorts(bench.deps, Infinity, moment);
      const undisturbed = await step(afresh(alive.deps), newReport(bench, { runStartedMs }));
      expect(alive.calls.length).toBeGreaterThan(0);

      for (const at of alive.calls.keys()) {
        const report = newReport(bench, { runStartedMs });
        const mortal = mortalPorts(bench.deps, at + 1, moment);
        await expect(step(afresh(mortal.deps), report)).rejects.toMatchObject({
          type: 'Unexpected',
          nonRetryable: false,
        });
        expect(mortal.hasDied()).toBe(true);
        expect(await step(afresh(bench.deps), report)).toEqual(undisturbed);
      }
    },
  );
});
