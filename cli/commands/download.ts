import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDownload } from '../../archive/download.ts';
import { countFetch } from '../../archive/count-fetch.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

/** Writes the CSV. The file has its name only when it is whole: a cut download cannot be taken for one. */
export async function download(connections: Connections, out: Output, reportId: string, file: string): Promise<number> {
  const { ledger, store, downloads } = connections.archive();
  const { content, bytes, sha256, fileName } = await openDownload(ledger, store, reportId);
  const partial = `${file}.part`;
  try {
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await countFetch(ledger, downloads, reportId, Date.now());
  out.answer({ reportId, file, fileName, bytes, sha256 }, [
    `${file}: ${bytes.toLocaleString('en-IN')} bytes, sha256 ${sha256}`,
  ]);
  return 0;
}
