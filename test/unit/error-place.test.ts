import { describe, expect, test } from 'vitest';
import { framesOf, placeOf } from '../../report/error-place.ts';

const NAME = 'Meenakshi Rao';

describe('an error that no catalogue made', () => {
  test('is told by its class and its place, without folders and without its message', () => {
    const error = new TypeError(`no such ${NAME}\n    at ${NAME} (a/b.ts:1:1)`);
    const [place, frames] = [placeOf(error), framesOf(error)];
    expect(place).toMatch(/^TypeError in .*unit\/error-place\.test\.ts:\d+:\d+\)?$/);
    expect(frames.length).toBeGreaterThan(1);
    expect(frames.filter((frame) => frame.includes(NAME) || frame.startsWith('/') || frame.includes('(/'))).toEqual([]);
  });

  test('whose message was changed afterwards is told by its class alone', () => {
    const error = new Error(`x\n    at ${NAME} (a/b.ts:1:1)`);
    // V8 writes the stack when it is first asked for.
    expect(error.stack).toContain(NAME);
    error.message = 'y';
    expect([placeOf(error), framesOf(error)]).toEqual(['Error', []]);
  });

  test('and that is no error at all is told by its type', () => {
    expect([placeOf(NAME), framesOf(NAME)]).toEqual(['string', []]);
  });
});
