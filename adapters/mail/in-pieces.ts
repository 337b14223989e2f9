/** What stands between the fence and the socket is then a few of these, and not a stored chunk of half a megabyte. */
const PIECE_BYTES = 16 * 1024;

/** Cuts a message into small pieces: bytes that were passed on have as good as left. */
export async function* inPieces(message: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of message) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.subarray(at, at + PIECE_BYTES);
  }
}
