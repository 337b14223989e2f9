import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import yauzl from 'yauzl';
import { buffer } from 'node:stream/consumers';

/** The records as csv-parse reads them. @throws unless each has as many fields as the first */
export function readByCsvParse(csv: Buffer): string[][] {
  return parse(csv, { bom: true });
}

const GO_READER = fileURLToPath(new URL('read-csv.go', import.meta.url));

/** The records as Go's encoding/csv reads them, which makes a CR LF inside a cell a LF. */
export async function readByGo(file: string): Promise<string[][]> {
  const { stdout } = await promisify(execFile)('go', ['run', GO_READER, file], { maxBuffer: 200_000_000 });
  return JSON.parse(stdout) as string[][];
}

export interface Unzipped {
  readonly names: readonly string[];
  readonly first: Buffer;
}

export async function unzip(archive: Buffer): Promise<Unzipped> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(archive, { lazyEntries: true });
  const names: string[] = [];
  let first: Promise<Buffer> | undefined;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('entry', (entry: yauzl.Entry) => {
      names.push(entry.fileName);
      first ??= promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry).then(
        buffer as never,
      );
      first.then(() => zip.readEntry(), reject);
    });
    zip.on('end', () => void first?.then((content) => resolve({ names, first: content }), reject));
    zip.readEntry();
  });
}
