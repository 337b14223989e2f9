import type { SearchAttributePair } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../workflows/contract.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { failing, gate } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

function told(pairs: readonly SearchAttributePair[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key.name, value]));
}

describe('what the list of runs shows', () => {
  test('who asked for what, the stage, and no outcome while it runs', async () => {
    const reading = gate();
    const scene = new Scene(server(), new FakeReports().when('writePage', reading.pass));
    const { reportId, batchId } = scene.input;
    await scene.report(async (handle) => {
      await reading.reached;
      const run = await handle.describe();
      reading.open();
      expect(told(run.typedSearchAttributes.getAll())).toMatchObject({
        ReportId: reportId,
        ReportCourseId: 'do_1',
        ReportBatchId: batchId,
        ReportRequesterId: 'mentor-1',
        ReportTenantId: 'tenant-1',
        ReportStage: 'reading',
        ReportAtRisk: false,
      });
      expect(run.typedSearchAttributes.get(ATTRIBUTES.outcome)).toBeUndefined();
    });
  });

  test.each([
    ['sent', null, 200, 'deliverReport'],
    ['refused', 'BatchNotFound', null, 'prepareReport'],
    ['failed', 'SourceForbidden', null, 'writePage'],
  ] as const)('at the end: %s, with the code %s, the rows and the step', async (outcome, code, rows, step) => {
    const fakes = new FakeReports();
    if (code !== null) fakes.when(outcome === 'refused' ? 'prepareReport' : 'writePage', failing(code));
    const scene = new Scene(server(), fakes);
    await scene.report(async (handle) => {
      await handle.result().catch(() => undefined);
      const { typedSearchAttributes, memo } = await handle.describe();
      expect(typedSearchAttributes.get(ATTRIBUTES.rows) ?? null).toBe(rows);
      expect(memo).toMatchObject({ ending: { outcome, errorCode: code, rows, step } });
      expect(typedSearchAttributes.get(ATTRIBUTES.outcome)).toBe(outcome);
      expect(typedSearchAttributes.get(ATTRIBUTES.errorCode) ?? null).toBe(code);
    });
  });

  test('a memo that is enough for the deadline with no worker alive, also for a run that no client of ours began', async () => {
    const scene = new Scene(server(), new FakeReports(), { deadlineMs: 60_000 });
    const handle = await scene.start();
    expect((await handle.describe()).memo).toEqual({});
    await scene.work(() => handle.result());
    const { memo, startTime } = await handle.describe();
    expect(memo).toMatchObject({
      reportId: scene.input.reportId,
      deliver: 'mail',
      totalMs: 60_000,
      requestedAtMs: startTime.getTime(),
    });
  });
});
