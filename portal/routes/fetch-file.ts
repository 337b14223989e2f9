import { finished, Readable } from 'node:stream';
import { countFetch } from '../../archive/count-fetch.ts';
import { openDownload } from '../../archive/download.ts';
import { checkMayAsk } from '../../archive/may-ask.ts';
import { recordFetch } from '../../archive/record-fetch.ts';
import { parseReportId } from '../../report/request.ts';
import type { PortalApp } from '../app.ts';
import type { PortalDependencies } from '../dependencies.ts';
import { answers, streamed } from '../openapi.ts';
import { ReportParams } from '../schemas.ts';
import { checkIsOwn } from '../whose-report.ts';

/** GET /v1/reports/:reportId/file: the CSV. Her rights are asked once more: a file outlives a role by days. */
export function fetchFile(app: PortalApp, deps: PortalDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/reports/:reportId/file',
    schema: {
      summary: 'The CSV',
      description: 'For the one who asked for the report. Length and SHA-256 are those of the report.',
      params: ReportParams,
      response: answers(
        200,
        streamed('text/csv', 'Twelve columns, UTF-8 with a byte order mark.'),
        400,
        401,
        403,
        404,
        409,
        410,
        429,
        503,
      ),
    },
    handler: async ({ params: { reportId }, caller, log }, reply) => {
      checkIsOwn(caller, reportId);
      await checkMayAsk(deps.source, parseReportId(reportId));
      const file = await openDownload(deps.ledger, deps.store, reportId);
      finished(reply.raw, (error) => {
        // Handed over to the last byte, or broken off, which is not a fetch.
        if (error) return log.info('the file was not fetched to its end');
        fetched(deps, reportId, Date.now()).catch((error: unknown) => log.error({ err: error }, 'fetch'));
      });
      return reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-length': file.bytes,
          'content-disposition': `attachment; filename="${file.fileName}"`,
          'cache-control': 'no-store',
        })
        .send(Readable.from(file.content, { objectMode: false }));
    },
  });
}

/** For the audit, and for the download ratio. */
async function fetched({ ledger, downloads }: PortalDependencies, reportId: string, atMs: number): Promise<void> {
  await recordFetch(ledger, reportId, atMs);
  await countFetch(ledger, downloads, reportId, atMs);
}
