import { Readable, type PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';

/** @returns the bytes of a ZIP archive that holds `content` under `name` */
export async function* zipOf(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile();
  const output = archive.outputStream as PassThrough;
  const source = Readable.from(content, { objectMode: false });
  // yazl listens to neither: a fault while reading would end the process, and the archive would never end.
  for (const stream of [source, archive]) stream.on('error', (error: Error) => output.destroy(error));
  archive.addReadStream(source, name, entryOptions());
  archive.end();
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } finally {
    source.destroy();
  }
}

/** The time stamp is fixed and in DOS form, which knows no zone: equal rows give equal bytes on every machine. */
function entryOptions() {
  return { mtime: new Date(2020, 0, 1), forceDosTimestamp: true, compressionLevel: 1 } as const;
}
