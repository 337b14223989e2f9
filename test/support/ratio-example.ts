import type { BatchFact } from '../../report/batch-fact.ts';
import type { DownloadRatio } from '../../report/ratio.ts';

/**
 * The example of docs/ratio.md, worked out by hand. Period: July 2026.
 *
 * | batch | course | tenant | created            | mails with the file in July | fetches of kept reports | clicks |
 * | ----- | ------ | ------ | ------------------ | --------------------------- | ----------------------- | ------ |
 * | b1    | c1     | AP     | 2026-01-10         | 3: one report, its re-send, another at 00:00 on 1 July | 0 | 4 |
 * | b2    | c1     | AP     | no date            | 0                           | 1, fetched twice        | 1      |
 * | b3    | c1     | KA     | 2026-07-31         | 0                           | 0                       | 0      |
 * | b4    | c2     | none   | 2025-12-31         | 1                           | 0                       | 1      |
 * | b5    | c2     | AP     | 2026-08-01         | 0                           | 0                       | 0      |
 *
 * Outside the period: a mail of b1 at 23:59:59.999 on 30 June, one of b4 at 00:00 on 1 August. Without a download: a late
 * report of b1, a failed and a refused one of b3, and a fetch of the late one.
 */
export const JULY = { from: '2026-07-01', to: '2026-08-01' } as const;

/** Beginning of the walk that has met all of them. */
export const WALK = { startedAtMs: Date.parse('2026-08-01T20:30:00Z'), endedAtMs: Date.parse('2026-08-01T20:45:00Z') };

const seenAtMs = WALK.startedAtMs;
export const FACTS: readonly BatchFact[] = [
  { courseId: 'c1', batchId: 'b1', tenantId: 'AP', createdDay: '2026-01-10', seenAtMs },
  { courseId: 'c1', batchId: 'b2', tenantId: 'AP', createdDay: null, seenAtMs },
  { courseId: 'c1', batchId: 'b3', tenantId: 'KA', createdDay: '2026-07-31', seenAtMs },
  { courseId: 'c2', batchId: 'b4', tenantId: null, createdDay: '2025-12-31', seenAtMs },
  { courseId: 'c2', batchId: 'b5', tenantId: 'AP', createdDay: '2026-08-01', seenAtMs },
];

/** Moments in UTC; 18:30 is midnight in India. */
export const MAILS: readonly (readonly [
  courseId: string,
  batchId: string,
  reportNo: number,
  no: number,
  at: string,
])[] = [
  ['c1', 'b1', 0, 1, '2026-06-30T18:29:59.999Z'],
  ['c1', 'b1', 1, 1, '2026-06-30T18:30:00.000Z'],
  ['c1', 'b1', 2, 1, '2026-07-15T06:00:00.000Z'],
  ['c1', 'b1', 2, 2, '2026-07-15T20:00:00.000Z'],
  ['c2', 'b4', 0, 1, '2026-07-15T07:00:00.000Z'],
  ['c2', 'b4', 1, 1, '2026-07-31T18:30:00.000Z'],
];

export const FETCHES: readonly (readonly [courseId: string, batchId: string, reportNo: number, at: string])[] = [
  ['c1', 'b2', 0, '2026-07-16T05:00:00.000Z'],
  ['c1', 'b2', 0, '2026-07-20T05:00:00.000Z'],
];

export const CLICKS: readonly (readonly [courseId: string, batchId: string, at: string])[] = [
  ...Array.from({ length: 4 }, () => ['c1', 'b1', '2026-07-15T05:59:00.000Z'] as const),
  ['c1', 'b2', '2026-07-16T04:59:00.000Z'],
  ['c2', 'b4', '2026-07-15T06:59:00.000Z'],
  ['c1', 'b1', '2026-06-30T18:29:59.999Z'],
];

type Figures = Pick<DownloadRatio, 'deliveries' | 'batches' | 'ratio' | 'clicks' | 'batchesWithoutDate'>;

/** By hand, from the table above. */
export const EXPECTED: readonly (readonly [scope: DownloadRatio['scope'], figures: Figures])[] = [
  [
    { level: 'batch', batchId: 'b1' },
    { deliveries: 3, batches: 1, ratio: 3, clicks: 4, batchesWithoutDate: 0 },
  ],
  [
    { level: 'batch', batchId: 'b2' },
    { deliveries: 1, batches: 1, ratio: 1, clicks: 1, batchesWithoutDate: 1 },
  ],
  [
    { level: 'batch', batchId: 'b3' },
    { deliveries: 0, batches: 1, ratio: 0, clicks: 0, batchesWithoutDate: 0 },
  ],
  [
    { level: 'course', courseId: 'c1' },
    { deliveries: 4, batches: 3, ratio: 4 / 3, clicks: 5, batchesWithoutDate: 1 },
  ],
  [
    { level: 'course', courseId: 'c2' },
    { deliveries: 1, batches: 1, ratio: 1, clicks: 1, batchesWithoutDate: 0 },
  ],
  [
    { level: 'course', courseId: 'c9' },
    { deliveries: 0, batches: 0, ratio: null, clicks: 0, batchesWithoutDate: 0 },
  ],
  [
    { level: 'tenant', tenantId: 'AP' },
    { deliveries: 4, batches: 2, ratio: 2, clicks: 5, batchesWithoutDate: 1 },
  ],
  [
    { level: 'tenant', tenantId: 'KA' },
    { deliveries: 0, batches: 1, ratio: 0, clicks: 0, batchesWithoutDate: 0 },
  ],
  [
    { level: 'tenant', tenantId: 'TN' },
    { deliveries: 0, batches: 0, ratio: null, clicks: 0, batchesWithoutDate: 0 },
  ],
  [{ level: 'all' }, { deliveries: 5, batches: 4, ratio: 5 / 4, clicks: 6, batchesWithoutDate: 1 }],
];
