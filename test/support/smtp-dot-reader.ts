const END = Buffer.from('\r\n.\r\n');

/** Finds the end of a message, wherever the pieces are cut. */
export class DotReader {
  private tail: Buffer = Buffer.from('\r\n');

  sees(chunk: Buffer): boolean {
    const seen = Buffer.concat([this.tail, chunk]);
    this.tail = seen.subarray(-END.length + 1);
    return seen.includes(END);
  }
}

/** The message as its sender made it: without the final dot and the doubled ones (RFC 5321, 4.5.2). */
export function undotted(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const end = text.startsWith('.\r\n') ? 0 : text.indexOf('\r\n.\r\n') + 2;
  return Buffer.from(text.slice(0, end).replaceAll('\r\n..', '\r\n.').replace(/^\.\./, '.'), 'latin1');
}
