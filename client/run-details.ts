import type { CourseReportInput } from '../workflows/contract.ts';

/** What a stranger reads above a run in the Temporal UI. Markdown, ids only. */
export function detailsOf({ reportId, courseId, batchId, requesterId, deliver }: CourseReportInput): string {
  const how = deliver === 'mail' ? 'by mail' : 'in the portal';
  return [
    `A course mentor has asked for the progress of every learner of a batch, as a CSV ${how} within 30 minutes.`,
    '',
    `- mentor \`${requesterId}\``,
    `- batch \`${batchId}\` of course \`${courseId}\``,
    `- report \`${reportId}\``,
    '',
    'If it is late or has failed: docs/operate.md; what a code means: docs/errors.md.',
  ].join('\n');
}
