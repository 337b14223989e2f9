import { z } from 'zod';
import type { DownloadRatio } from '../report/ratio.ts';

const count = z.number().int().nonnegative();
const day = z.string().meta({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const id = z.string().meta({ pattern: '^[A-Za-z0-9_-]{1,64}$' });

export const RatioQuery = z.strictObject({
  level: z.enum(['batch', 'course', 'tenant', 'all']).default('all'),
  id: id.optional().describe('Of the batch, the course or the tenant.'),
  from: day.optional().describe('First day in India; unset: from the beginning.'),
  to: day.optional().describe('First day in India that is not counted any more; unset: tomorrow.'),
});

const happenings = { deliveries: count, clicks: count };
const figures = { ...happenings, batches: count, ratio: z.number().nonnegative().nullable() };

export const RatioForm = z
  .strictObject({
    scope: z.discriminatedUnion('level', [
      z.strictObject({ level: z.literal('batch'), batchId: id }),
      z.strictObject({ level: z.literal('course'), courseId: id }),
      z.strictObject({ level: z.literal('tenant'), tenantId: id }),
      z.strictObject({ level: z.literal('all') }),
    ]),
    period: z.strictObject({ from: day.nullable(), to: day }),
    ...figures,
    batchesWithoutDate: count.describe('Of the batches: those that count in every period.'),
    batchesGone: count.describe('Of the batches: those that are no longer in Sunbird.'),
    batchesAsOf: z.string().meta({ format: 'date-time' }).nullable().describe('When batches were last counted.'),
    byDay: z.array(z.strictObject({ day, ...happenings })).readonly(),
    byTenant: z.array(z.strictObject({ tenantId: id.nullable(), ...figures })).readonly(),
    byCourse: z.array(z.strictObject({ courseId: id, ...figures })).readonly(),
    byBatch: z.array(z.strictObject({ courseId: id, batchId: id, tenantId: id.nullable(), ...happenings })).readonly(),
  })
  .meta({ id: 'DownloadRatio', description: 'docs/ratio.md says what is counted.' }) satisfies z.ZodType<DownloadRatio>;
