import { createHash } from 'node:crypto';
import { ReportError } from '../report/errors.ts';
import { needsZip } from '../report/ladder.ts';
import type { Manifest, ReportFile, StoredObject } from '../report/manifest.ts';
import { csvOf } from '../report/report-file.ts';
import type { AssembleReportInput, AssembleReportResult } from './api.ts';
import { leaveLine } from './leave-line.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { zipOf } from './zip.ts';

/**
 * Step 4: the file is the list of its parts in order. One pass over them gives the hash and, when the plain file is too
 * large for a mail, the ZIP.
 *
 * @throws RowsMismatch unless there is a row for every active enrolment that was read; StoredObjectDamaged
 */
export async function assembleReport(deps: Dependencies, input: AssembleReportInput): Promise<AssembleReportResult> {
  const { rows, active, blankUserIds } = input.tally;
  if (rows + blankUserIds !== active) throw new ReportError('RowsMismatch', { rows, active });
  let bytes = 0;
  return whileBeating(
    () => ({ step: 'assembleReport', bytes }),
    async (signal) => {
      await leaveLine(deps, input);
      await deps.ledger.update(input.reportId, { stage: 'assembling' });
      const batch = await deps.source.batch(input);
      const hash = createHash('sha256');
      async function* counted(draft: ReportFile) {
        for await (const piece of csvOf(deps.store, input.reportId, draft)) {
          signal.throwIfAborted();
          hash.update(piece);
          bytes += piece.length;
          yield piece;
        }
      }
      const draft = draftOf(input, batch?.name ?? null, await deps.source.absent());
      const zip = await zipped(deps, input, counted(draft));
      const manifest: Manifest = { ...draft.manifest, bytes, sha256: hash.digest('hex') };
      const content = new TextEncoder().encode(JSON.stringify({ ...draft, zip, manifest } satisfies ReportFile));
      const file = await deps.store.write(input.reportId, 'file', [content]);
      await deps.ledger.update(input.reportId, { file, manifest });
      return { file, rows, bytes, sha256: manifest.sha256 };
    },
  );
}

function draftOf(input: AssembleReportInput, batchName: string | null, absent: readonly string[]): ReportFile {
  const readFrom = new Date(input.readFromMs).toISOString();
  const readTo = new Date(input.readToMs).toISOString();
  const manifest = { ...input.tally, readFrom, readTo, bytes: 0, sha256: '', absent };
  return { fileName: input.fileName, parts: input.parts, zip: null, manifest, batchName };
}

/** Reads `content` to its end in any case: its bytes are being hashed. */
async function zipped(
  deps: Dependencies,
  input: AssembleReportInput,
  content: AsyncIterable<Uint8Array>,
): Promise<StoredObject | null> {
  const csvBytes = input.parts.reduce((sum, part) => sum + part.bytes, 0);
  if (needsZip(csvBytes, deps.settings.attachmentMaxBytes)) {
    return deps.store.write(input.reportId, 'zip', zipOf(input.fileName, content));
  }
  for await (const _ of content);
  return null;
}
