import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FakeReports } from '../support/workflow-fakes.ts';
import { gate } from '../support/workflow-troubles.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';

const server = realServer();

describe('the order of a report', () => {
  test('prepare, list, write, assemble, send, write down; then it is sent', async () => {
    const fakes = new FakeReports({ pages: 1 });
    const scene = new Scene(server(), fakes);
    const { status, result } = await scene.report();
    expect(status).toBe('COMPLETED');
    expect(result).toEqual({
      reportId: scene.input.reportId,
      outcome: 'sent',
      errorCode: null,
      rows: 100,
      bytes: 1_000,
      sha256: expect.stringMatching(/^c0ffee/),
      form: 'csv',
      fileName: `course-progress_${scene.input.batchId}_2026-11-24.csv`,
      possibleDuplicate: false,
    });
    expect(fakes.ended).toEqual([
      'prepareReport',
      'listPages',
      'writePage',
      'assembleReport',
      'deliverReport',
      'recordOutcome',
    ]);
  });

  test('pages are written side by side, four at most, while the batch is still listed', async () => {
    const fakes = new FakeReports({ pages: 12 });
    const fourth = gate();
    const firstFour = gate();
    fakes.when('listPages', async ({ after }) => {
      if (after === '3') await fourth.reached;
      // All twelve are known from here on: a fifth page would have time to begin.
      if (after === '7') setTimeout(firstFour.open, 1_000);
    });
    fakes.when('writePage', async ({ no }) => {
      if (no === 3) fourth.reach();
      if (no <= 3) await firstFour.pass();
    });
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent', rows: 1_200 });
    expect(fakes.mostPagesUnderWay).toBe(4);
    expect(fakes.count('listPages')).toBe(3);
  });

  test('also when they are listed one by one', async () => {
    const fakes = new FakeReports({ pages: 6, pagesPerCall: 1 });
    const fourth = gate();
    fakes.when('writePage', async ({ no }) => {
      if (no === 3) fourth.open();
      if (no < 3) await fourth.pass();
    });
    const { result } = await new Scene(server(), fakes).report();
    expect(result).toMatchObject({ outcome: 'sent', rows: 600 });
    expect(fakes.mostPagesUnderWay).toBe(4);
  });

  test('pages that finish in another order are assembled in the order of the file', async () => {
    const fakes = new FakeReports({ pages: 8 });
    fakes.when('writePage', ({ no }) => sleep(no % 4 === 0 ? 300 : 300 - 70 * (no % 4)));
    await new Scene(server(), fakes).report();
    expect(fakes.objects.filter((id) => id !== 'file')).not.toEqual(PAGES_OF_EIGHT);
    const [assembly] = fakes.inputs.assembleReport;
    expect(assembly?.parts.map(({ objectId }) => objectId)).toEqual(PAGES_OF_EIGHT);
    expect(assembly?.tally).toMatchObject({ enrolments: 800, active: 800, rows: 800 });
  });

  test('every page is a key range that begins where the one before ends, and the last one is open', async () => {
    const fakes = new FakeReports({ pages: 6 });
    await new Scene(server(), fakes).report();
    const pages = fakes.inputs.writePage.toSorted((a, b) => a.no - b.no);
    expect(pages.map(({ range }) => range)).toEqual([
      { after: null, upTo: '0' },
      { after: '0', upTo: '1' },
      { after: '1', upTo: '2' },
      { after: '2', upTo: '3' },
      { after: '3', upTo: '4' },
      { after: '4', upTo: null },
    ]);
  });

  test('a report for the portal is kept and not mailed', async () => {
    const fakes = new FakeReports();
    const { status, result } = await new Scene(server(), fakes, { deliver: 'portal' }).report();
    expect(status).toBe('COMPLETED');
    expect(result).toMatchObject({ outcome: 'kept', errorCode: null, form: 'none', rows: 200 });
    expect(fakes.count('deliverReport')).toBe(0);
    expect(fakes.inputs.recordOutcome).toMatchObject([{ outcome: 'kept', deliver: 'portal', errorCode: null }]);
  });
});

const PAGES_OF_EIGHT = ['page-0', 'page-1', 'page-2', 'page-3', 'page-4', 'page-5', 'page-6', 'page-7'];
