import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { aroundAll, describe, expect, test } from 'vitest';
import { note } from '../faults/seen.ts';
import { realServer } from '../support/workflow-server.ts';
import { measuredRun } from './measured-run.ts';
import { withGround, type Ground } from './million-ground.ts';

/** Of the worker's memory, with any number of learners, over that with 10,000. */
const MOST_GROWTH = 1.25;
/** Temporal warns from 10,240 on, and ends a run at 51,200. */
const MOST_EVENTS = 2_000;

/** The first time five million rows are written before. */
const HALF_AN_HOUR_MS = 1_800_000;

const server = realServer();
let ground: Ground;
aroundAll((run) => withGround((opened) => ((ground = opened), run())), HALF_AN_HOUR_MS);

const measured = (learners: number, preload?: string) => measuredRun(ground, server(), learners, preload);
const mb = (run: { peakMb: number }) => `${Math.round(run.peakMb)} MB`;

describe('a batch of a million learners', () => {
  test(
    'is sent as a mail that says where the file waits; memory stays flat and the history short',
    async () => {
      const few = await measured(10_000);
      const tenth = await measured(100_000);
      const million = await measured(1_000_000);

      expect(million.result).toMatchObject({ outcome: 'sent', form: 'none', rows: 1_000_000 });
      expect(million.reports).toHaveLength(1);
      const { attachments, text } = await simpleParser(million.reports[0]?.message ?? '');
      expect(attachments).toEqual([]);
      expect(text).toContain('is too large for a mail');

      note(`peak ${mb(few)} with 10,000, ${mb(tenth)} with 100,000, ${mb(million)} with a million`);
      note(`${million.events} events; ${million.seconds.toFixed(0)} s, ${tenth.seconds.toFixed(1)} s with 100,000`);
      expect(million.peakMb).toBeLessThanOrEqual(few.peakMb * MOST_GROWTH);
      expect(million.events).toBeLessThan(MOST_EVENTS);
    },
    HALF_AN_HOUR_MS,
  );

  test('counter-proof: a worker that keeps what it reads outgrows that with a tenth of them', async () => {
    const few = await measured(10_000);
    const tenth = await measured(100_000, fileURLToPath(new URL('keeps-what-it-reads.mjs', import.meta.url)));
    note(`peak ${mb(tenth)}`);
    expect(tenth.peakMb).toBeGreaterThan(few.peakMb * MOST_GROWTH);
  });
});
