import type { WorkflowHandle } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, REPORT_STATUS, type LiveStatus } from '../../workflows/contract.ts';
import { scrape } from '../support/scrape.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { gate, type Gate } from '../support/workflow-troubles.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { WORKFLOW_METRICS } from '../support/workflow-quiet-runtime.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

/** What the query answers when somebody stands before the gate. */
async function at(where: Gate, handle: WorkflowHandle): Promise<LiveStatus> {
  await where.reached;
  const live = await handle.query<LiveStatus>(REPORT_STATUS);
  where.open();
  return live;
}

describe('what a running report says of itself', () => {
  test('its stage, rows, percent and time of arrival', async () => {
    const gates = { start: gate(), listing: gate(), lastPage: gate(), assembling: gate(), sending: gate() };
    const fakes = new FakeReports({ pages: 8 })
      .when('prepareReport', gates.start.pass)
      .when('listPages', ({ after }) => (after === null ? Promise.resolve() : gates.listing.pass()))
      .when('writePage', ({ no }) => (no === 7 ? gates.lastPage.pass() : Promise.resolve()))
      .when('assembleReport', gates.assembling.pass)
      .when('deliverReport', gates.sending.pass);
    const scene = new Scene(server(), fakes);
    const told: LiveStatus[] = [];
    await scene.report(async (handle) => {
      for (const step of Object.values(gates)) told.push(await at(step, handle));
    });
    const { reportId } = scene.input;
    expect(told[0]).toEqual({
      reportId,
      stage: 'waiting',
      deliver: 'mail',
      rows: 0,
      percent: null,
      etaMs: null,
      isAtRisk: false,
    });
    expect(told[1]).toMatchObject({ stage: 'reading', percent: null });
    expect(told[2]).toMatchObject({ stage: 'reading', etaMs: expect.any(Number), isAtRisk: false });
    expect(told[2]?.percent).toBe(Math.floor((told[2]?.rows ?? 0) / 8));
    expect(told[3]).toMatchObject({ stage: 'assembling', rows: 800, percent: 100 });
    expect(told[4]).toMatchObject({ stage: 'sending', rows: 800, percent: 100 });
  });

  test('never more than 100 percent, when learners join while it is read', async () => {
    const fakes = new FakeReports({ pages: 1, perPage: 100 });
    const assembling = gate();
    fakes.when('assembleReport', assembling.pass);
    fakes.joinedSinceListed = 7;
    let live: LiveStatus | undefined;
    await new Scene(server(), fakes).report(async (handle) => {
      live = await at(assembling, handle);
    });
    expect(live).toMatchObject({ rows: 107, percent: 100 });
  });

  test('at risk as soon as the pages are too slow for the deadline, also in the list of runs', async () => {
    const lastPage = gate();
    const fakes = new FakeReports({ pages: 20 }).when('writePage', async ({ no }) => {
      if (no === 4) await lastPage.pass();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    });
    const scene = new Scene(server(), fakes, { deadlineMs: 10_000 });
    let live: LiveStatus | undefined;
    let attribute: unknown;
    await scene.report(async (handle) => {
      live = await at(lastPage, handle);
      attribute = (await handle.describe()).typedSearchAttributes.get(ATTRIBUTES.atRisk);
    });
    expect(live).toMatchObject({ stage: 'reading', isAtRisk: true });
    expect(attribute).toBe(true);

    // A worker that has it from the history alone does not count it again.
    await scene.work(() => server().client.workflow.getHandle(scene.workflowId).query(REPORT_STATUS));
    const { values } = await scrape(WORKFLOW_METRICS);
    const counted = [...values].filter(([series]) => series.startsWith('course_report_at_risk_total'));
    expect(counted).toEqual([[expect.stringContaining('tenant="tenant-1"'), 1]]);
  });

  test('a closed run still answers', async () => {
    const scene = new Scene(server(), new FakeReports());
    const live = await scene.work(async () => {
      const handle = await scene.start();
      await endOf(handle);
      return handle.query<LiveStatus>(REPORT_STATUS);
    });
    expect(live).toMatchObject({ reportId: scene.input.reportId, stage: 'sending', rows: 200, percent: 100 });
  });

  test('the Temporal UI shows the same as a table', async () => {
    const sending = gate();
    const fakes = new FakeReports().when('deliverReport', sending.pass);
    let details = '';
    await new Scene(server(), fakes).report(async (handle) => {
      await sending.reached;
      const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
      details = metadata.currentDetails;
      sending.open();
    });
    expect(details).toContain('| stage | sending |');
    expect(details).toContain('| step | deliverReport |');
    expect(details).toContain('| at risk | no |');
    expect(details).toContain('| rows written | 200, 100 % of the batch |');
    expect(details).toMatch(/\| mail out by \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \|/);
    expect(details).toContain('**Pending Activities**');
  });
});
