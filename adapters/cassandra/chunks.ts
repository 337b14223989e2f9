/** Under 1 MiB, above which Cassandra's clients and repairs begin to suffer. */
export const CHUNK_BYTES = 512 * 1024;

/** 16 MiB a partition. */
export const CHUNKS_PER_SLICE = 32;

/** Cuts a stream of pieces of any size into chunks of one size; the last may be shorter. */
export async function* inChunks(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    gathered.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    let rest = Buffer.concat(gathered);
    for (; rest.length >= CHUNK_BYTES; rest = rest.subarray(CHUNK_BYTES)) yield rest.subarray(0, CHUNK_BYTES);
    gathered = [rest];
    size = rest.length;
  }
  if (size > 0) yield Buffer.concat(gathered);
}

export function sliceOf(no: number): number {
  return Math.floor(no / CHUNKS_PER_SLICE);
}
