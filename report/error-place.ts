/**
 * Where an error that no catalogue made came from: `TypeError in writePage (activities/write-page.ts:40:12)`, never its
 * message, which may quote what a library choked on.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const [frame] = framesOf(error);
  return frame === undefined ? error.name : `${error.name} in ${frame}`;
}

/** A stack repeats the message, whose lines may look like frames; where it cannot be taken off, nothing is told. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  const name = /^[\w.$]+(?: \[\w+\])?(?:: )?/.exec(stack)?.[0] ?? '';
  const frames = stack.startsWith(`${message}\n`, name.length) ? stack.slice(name.length + message.length) : '';
  return [...frames.matchAll(/^\s+at (.*)$/gm)].map(([, frame = '']) => withoutFolders(frame));
}

function withoutFolders(frame: string): string {
  return frame.replaceAll(/(?:file:\/\/)?[^\s()]*\/([^/\s()]+\/[^/\s()]+)/g, '$1');
}
