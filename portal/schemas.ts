import { z } from 'zod';
import type { BatchFacts } from '../archive/batch-facts.ts';
import { REPORT_ERRORS, type ReportErrorCode } from '../report/errors.ts';
import type { Manifest } from '../report/manifest.ts';
import { FORMS, OUTCOMES, STAGES, type ReportStatus } from '../report/status.ts';
import type { Problem } from './problem.ts';

/**
 * The forms of requests and answers, from which /openapi.json is made. Requests are held to them; answers go out as they
 * are, the same object as from the command line, and a test holds them to these forms.
 */
const ID = { pattern: '^[A-Za-z0-9_-]{1,64}$' };
const codes = Object.keys(REPORT_ERRORS) as [ReportErrorCode, ...ReportErrorCode[]];

// Ids are checked by the rule that the command line and the workflow use (report/request.ts), here they are described.
const courseId = z.string().meta(ID);
const batchId = z.string().meta(ID);

export const WantedReport = z.strictObject({
  courseId,
  batchId,
  deliver: z.enum(['mail', 'portal']).default('mail').describe('To her own mailbox, or kept for her to fetch.'),
});

const reportId = z.string().meta({
  pattern: '^([A-Za-z0-9_-]{1,64}\\.){3}[0-9A-HJKMNP-TV-Z]{26}$',
  description: 'course id, batch id, user id and a ULID, joined by dots',
});

export const ReportParams = z.object({ reportId });

export const BatchQuery = z.strictObject({ courseId, batchId });

export const ListQuery = BatchQuery.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const EventHeaders = z.object({ 'last-event-id': z.string().max(64).optional() });

const time = z.string().meta({ format: 'date-time' }).nullable();
const count = z.number().int().nonnegative();

const ManifestForm: z.ZodType<Manifest> = z
  .custom<Manifest>((value) => typeof value === 'object' && value !== null)
  .meta({ id: 'Manifest', type: 'object', description: 'What was read and written, counted: docs/domain.md.' });

export const Report = z
  .strictObject({
    reportId: z.string(),
    workflowId: z.string(),
    runId: z.string().nullable(),
    status: z.enum([...STAGES, ...OUTCOMES]),
    joined: z.boolean().describe('Another request had started this report; this one joined it.'),
    deliver: z.enum(['mail', 'portal']),
    rows: count.nullable().describe('Learners written so far, or in the file.'),
    bytes: count.nullable().describe('Of the CSV, zipped or not.'),
    sha256: z.string().nullable(),
    form: z.enum(FORMS).nullable(),
    fileName: z.string().nullable(),
    possibleDuplicate: z.boolean(),
    atRisk: z.boolean(),
    requestedAt: time,
    deadlineAt: time,
    etaAt: time,
    finishedAt: time,
    manifest: ManifestForm.nullable(),
    error: z.strictObject({ code: z.enum(codes), message: z.string() }).nullable(),
  })
  .meta({ id: 'Report' }) satisfies z.ZodType<ReportStatus>;

export const Reports = z.strictObject({ reports: z.array(Report) });

const day = z.string().meta({ format: 'date' }).nullable();

export const BatchForm = z
  .strictObject({
    courseId: z.string(),
    batchId: z.string(),
    requesterId: z.string().describe('The caller: reports with this id in theirs are hers.'),
    name: z.string().nullable(),
    startDate: day,
    endDate: day,
    mayAsk: z.boolean(),
    address: z.string().nullable().describe('Her own, masked; null = none, only deliver "portal" serves her.'),
    refusal: z.strictObject({ code: z.enum(codes), message: z.string() }).nullable(),
  })
  .meta({ id: 'Batch' }) satisfies z.ZodType<BatchFacts>;

export const ProblemForm = z
  .strictObject({ code: z.enum(codes), message: z.string(), todo: z.string() })
  .meta({ id: 'Problem', description: 'docs/errors.md has an entry for each code.' }) satisfies z.ZodType<Problem>;

export const ReadinessForm = z.strictObject({
  isReady: z.boolean(),
  temporal: z.string(),
  workers: count,
  cassandra: z.string(),
});
