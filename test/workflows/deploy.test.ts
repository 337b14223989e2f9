import type { WorkflowHandle } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { changedBundle } from '../support/workflow-bundle.ts';
import { FakeReports } from '../support/workflow-fakes.ts';
import { gate } from '../support/workflow-troubles.ts';
import { endOf, Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

async function taskFailed(handle: WorkflowHandle): Promise<void> {
  for (;;) {
    const { events } = await handle.fetchHistory();
    if (events?.some((event) => event.workflowTaskFailedEventAttributes)) return;
    await sleep(100);
  }
}

describe('a run outlives the workers that carry it', () => {
  test('a bug in workflow code holds it up and does not end it: corrected code takes it to its end', async () => {
    const fakes = new FakeReports();
    const scene = new Scene(server(), fakes);
    const bug = { file: 'read-pages.ts', from: 'return pages;', to: "throw new TypeError('a bug');" };
    const handle = await scene.start();
    await scene.work(() => taskFailed(handle), await changedBundle(bug));
    expect((await handle.describe()).status.name).toBe('RUNNING');
    expect(fakes.outcomes).toEqual([]);
    const { result } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'sent' });
    expect(fakes.count('writePage')).toBe(2);
  });

  test('another worker goes on where the first one was stopped, and the mail comes once', async () => {
    const third = gate();
    const fakes = new FakeReports({ pages: 6 }).when('writePage', async ({ no }) => {
      if (no === 4) third.reach();
    });
    const scene = new Scene(server(), fakes);
    const handle = await scene.start();
    await scene.work(() => third.reached);
    const { result } = await scene.work(() => endOf(handle));
    expect(result).toMatchObject({ outcome: 'sent', rows: 600 });
    expect(fakes.inputs.writePage.map(({ no }) => no).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(fakes.mails).toBe(1);
  });
});

describe('the history of a run', () => {
  test('leaves no timer running once its step is done', async () => {
    const scene = new Scene(server(), new FakeReports());
    const events = await scene.work(async () => {
      const handle = await scene.start();
      await handle.result();
      return (await handle.fetchHistory()).events ?? [];
    });
    expect(events.filter((event) => event.timerStartedEventAttributes)).toHaveLength(3);
    expect(events.filter((event) => event.timerCanceledEventAttributes)).toHaveLength(3);
  });

  test('a million learners in 200 pages: under 1,100 events and 1 MB', async () => {
    const fakes = new FakeReports({ pages: 200, perPage: 5_000 });
    const scene = new Scene(server(), fakes);
    const { events, bytes } = await scene.work(async () => {
      const handle = await scene.start();
      expect(await handle.result()).toMatchObject({ outcome: 'sent', rows: 1_000_000 });
      const run = await handle.describe();
      return { events: run.historyLength, bytes: run.historySize ?? Infinity };
    });
    expect(events).toBeLessThan(1_100);
    expect(bytes).toBeLessThan(1_000_000);
  });
});
