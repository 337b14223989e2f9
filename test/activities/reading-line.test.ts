import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { DEMO } from '../../dev/data/demo.ts';
import { recordedMetrics } from '../support/recorded-metrics.ts';
import { build, prepare } from './whole-report.ts';
import { attempt, newReport, workbench, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeAll(async () => void (bench = await workbench()));
afterAll(() => bench.close());

/** However slow the machine is. */
const STILL_ASKING = Date.now() + 600_000;

/** One report of a tenant is read at once. */
const alone = (): Dependencies => ({ ...bench.deps, settings: { ...bench.deps.settings, readingsPerTenant: 1 } });

const placeOf = (tenantId: string | null, requestedAtMs: number) => ({
  tenantId,
  requestedAtMs,
  reportId: `c.b.u.${randomUUID()}`,
});

describe('the line of a tenant', () => {
  test('has each report once, in the order in which they were asked for', async () => {
    const { lines } = bench.deps;
    const tenantId = randomUUID();
    const [first, second, third] = [1, 2, 3].map((at) => placeOf(tenantId, at * 1_000)) as [Place, Place, Place];
    type Place = ReturnType<typeof placeOf>;
    for (const place of [second, third, first, second]) await lines.stand(place);
    const ahead = () => Promise.all([first, second, third].map(async (place) => (await lines.look(place)).ahead));
    expect(await ahead()).toEqual([0, 1, 2]);
    await lines.leave(first);
    expect(await ahead()).toEqual([0, 0, 1]);
    // As after an operator's retry.
    await lines.stand({ ...second, requestedAtMs: 4_000 });
    expect(await lines.look({ ...second, requestedAtMs: 4_000 })).toMatchObject({ ahead: 1 });
  });

  test('is its own, also that of courses without an organisation', async () => {
    const { lines } = bench.deps;
    for (const tenantId of [randomUUID(), null]) await lines.stand(placeOf(tenantId, 1_000));
    expect(await lines.look(placeOf(randomUUID(), 2_000))).toEqual({ ahead: 0, usualMs: null });
    expect(await lines.look(placeOf(null, 2_000))).toMatchObject({ ahead: 1 });
  });

  test('remembers how long a report takes, also when it is empty', async () => {
    const { lines } = bench.deps;
    const tenantId = randomUUID();
    await lines.learn(tenantId, 8_000);
    expect(await lines.look(placeOf(tenantId, 1_000))).toEqual({ ahead: 0, usualMs: 8_000 });
  });
});

describe('a report', () => {
  test('is read when those before it are, and until then has one failure that is none', async () => {
    const metrics = recordedMetrics();
    const deps = { ...alone(), metrics };
    const [one, two] = [newReport(bench), newReport(bench, { runStartedMs: Date.now() + 1 })];
    expect((await prepare(deps, one)).turn).toMatchObject({ hasCome: true });
    const { turn } = await prepare(deps, two);
    expect(turn).toMatchObject({ hasCome: false });
    if (turn === undefined) throw new Error('it has no place');
    await expect(attempt(deps, 'awaitTurn', turn.place)).rejects.toMatchObject({
      type: 'TurnAwaited',
      category: 'BENIGN',
      details: [{ ahead: 1 }],
      nextRetryDelay: expect.any(Number),
    });
    expect(metrics.told).toEqual([]);
    await build(deps, one);
    await expect(attempt(deps, 'awaitTurn', turn.place)).resolves.toBeUndefined();
    await deps.lines.leave(turn.place);
  });

  test('that could hardly be in time is refused at the request, with an estimate, and is not in line', async () => {
    const deps = alone();
    const [one, two, three] = [0, 1, 2].map((ms) => newReport(bench, { runStartedMs: STILL_ASKING + ms }));
    if (!one || !two || !three) throw new Error('there are three');
    await deps.lines.learn(DEMO.courseOrgId, 400_000);
    const { turn } = await prepare(deps, one);
    await expect(prepare(deps, two)).rejects.toMatchObject({
      type: 'TooManyReports',
      nonRetryable: true,
      details: [{ ahead: 1, minutes: 14 }],
      message: expect.stringContaining('about 14 minutes'),
    });
    // Nor does it stand in the way of the next one.
    await deps.lines.learn(DEMO.courseOrgId, 4_000);
    expect((await prepare(deps, three)).turn).toMatchObject({ hasCome: false });
    expect(
      await deps.lines.look({ tenantId: DEMO.courseOrgId, reportId: 'z', requestedAtMs: STILL_ASKING + 9_000 }),
    ).toEqual({
      ahead: 2,
      usualMs: 4_000,
    });
    if (turn !== undefined) await deps.lines.leave(turn.place);
  });

  test('whose mentor no longer listens stands in line all the same: if it is late, she is told by mail', async () => {
    const deps = alone();
    await deps.lines.learn(DEMO.courseOrgId, 4_000_000);
    const late = newReport(bench, { runStartedMs: Date.now() - 60_000 });
    expect((await prepare(deps, late)).turn).toMatchObject({ hasCome: true });
  });
});
