const figures = (deliveries: number, batches: number, clicks: number) => ({
  deliveries,
  batches,
  ratio: batches === 0 ? null : deliveries / batches,
  clicks,
});

/** What GET /v1/download-ratio answers for all courses (portal/page/api.js). */
export const RATIO = {
  scope: { level: 'all' },
  period: { from: '2026-11-01', to: '2026-11-25' },
  ...figures(47, 20, 62),
  batchesWithoutDate: 2,
  batchesGone: 1,
  batchesAsOf: '2026-11-23T20:31:00.000Z' as string | null,
  byDay: [
    { day: '2026-11-02', deliveries: 30, clicks: 41 },
    { day: '2026-11-03', deliveries: 12, clicks: 12 },
    { day: '2026-11-24', deliveries: 5, clicks: 9 },
  ],
  byTenant: [
    { tenantId: '0126796199493140480' as string | null, ...figures(40, 15, 51) },
    { tenantId: null, ...figures(7, 5, 11) },
  ],
  byCourse: [
    { courseId: 'do_31306402137589', ...figures(40, 12, 51) },
    { courseId: '-do_2', ...figures(7, 0, 11) },
  ],
  byBatch: Array.from({ length: 120 }, (_, no) => ({
    courseId: 'do_31306402137589',
    batchId: `01306402137589${String(no).padStart(5, '0')}`,
    tenantId: null,
    deliveries: 120 - no,
    clicks: 120,
  })),
};
