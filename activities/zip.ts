import { Readable, type PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';

/** The time stamp is fixed and in DOS form, which knows no zone: equal rows give equal bytes on every machine. */
const ENTRY = { mtime: new Date(2020, 0, 1), forceDosTimestamp: true, compressionLevel: 1 } as const;

/** @returns the bytes of a ZIP archive that holds `content` under `name` */
export async function* zipOf(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile();
  const output = archive.outputStream as PassThrough;
  // A reading fault must end the archive, not hang it.
  archive.on('error', (error: Error) => output.destroy(error));
  archive.addReadStream(Readable.from(content, { objectMode: false }), name, ENTRY);
  archive.end();
  yield* output as AsyncIterable<Uint8Array>;
}
