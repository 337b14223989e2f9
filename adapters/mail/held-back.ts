/**
 * Passes a message on, all but its last bytes. Those follow only when `mayFinish` says so, else the stream ends without
 * them: whoever reads must drop the connection then.
 */
export async function* heldBack(
  message: AsyncIterable<Buffer>,
  mayFinish: () => Promise<boolean>,
): AsyncGenerator<Buffer> {
  let held: Buffer | null = null;
  for await (const piece of message) {
    if (held !== null) yield held;
    held = piece;
  }
  if (await mayFinish()) yield held ?? Buffer.alloc(0);
}
