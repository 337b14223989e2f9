import { parseReportId } from '../report/request.ts';
import type { CourseReportInput } from '../workflows/contract.ts';

type Of = Pick<CourseReportInput, 'reportId' | 'courseId' | 'batchId' | 'requesterId'>;

/** What a stranger reads above a run in the Temporal UI. Markdown, ids only. */
export function detailsOf(of: CourseReportInput): string {
  const how = of.deliver === 'mail' ? 'by mail' : 'in the portal';
  return details(
    `A course mentor has asked for the progress of every learner of a batch, as a CSV ${how} within 30 minutes.`,
    of,
  );
}

export function resendDetailsOf(reportId: string): string {
  return details('A course mentor has asked to have the file of a report mailed to her once more.', {
    ...parseReportId(reportId),
    reportId,
  });
}

function details(what: string, { reportId, courseId, batchId, requesterId }: Of): string {
  return [
    what,
    '',
    `- mentor \`${requesterId}\``,
    `- batch \`${batchId}\` of course \`${courseId}\``,
    `- report \`${reportId}\``,
    '',
    'If it is late or has failed: docs/operate.md; what a code means: docs/errors.md.',
  ].join('\n');
}
