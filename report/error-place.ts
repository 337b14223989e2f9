/**
 * Where an error that no catalogue made came from: `TypeError in writePage (activities/write-page.ts:40:12)`, never its
 * message, which may quote what a library choked on.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = /^\s+at (.*)$/m.exec(framesOf(error))?.[1] ?? '';
  return `${error.name}${frame === '' ? '' : ` in ${withoutFolders(frame)}`}`;
}

/** A stack repeats the message, whose lines may look like frames; where it cannot be taken off, nothing is told. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}

function withoutFolders(frame: string): string {
  return frame.replaceAll(/(?:file:\/\/)?[^\s()]*\/([^/\s()]+\/[^/\s()]+)/g, '$1');
}
