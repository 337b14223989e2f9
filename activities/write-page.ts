import { FILE_HEAD } from '../report/csv.ts';
import { addTally, emptyTally } from '../report/tally.ts';
import type { WritePageInput, WritePageResult } from './api.ts';
import { whileBeating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { formattedRows } from './formatted-rows.ts';

/**
 * Step 3: one key range of enrolments becomes one stored object. A second attempt reads the range afresh and writes under
 * a new id; what the first one left is never read and expires.
 */
export async function writePage(deps: Dependencies, input: WritePageInput): Promise<WritePageResult> {
  let tally = emptyTally();
  const encoder = new TextEncoder();

  async function* content(signal: AbortSignal) {
    if (input.no === 0) yield encoder.encode(FILE_HEAD);
    for await (const part of formattedRows(deps, input, signal)) {
      signal.throwIfAborted();
      tally = addTally(tally, part.tally);
      yield encoder.encode(part.text);
    }
  }

  return whileBeating(
    () => ({ step: 'writePage', no: input.no, rows: tally.rows }),
    async (signal) => {
      if (input.place !== undefined) await deps.lines.stand(input.place);
      const object = await deps.store.write(
        input.reportId,
        `page-${String(input.no).padStart(4, '0')}`,
        content(signal),
      );
      return { object, tally };
    },
  );
}
