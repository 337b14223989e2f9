import { describe, expect, test } from 'vitest';
import { zipOf } from '../../activities/zip.ts';

const PIECE = Buffer.alloc(200_000, 'learner,50%\r\n');

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf('report.csv', content)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a ZIP', () => {
  test.for([0, 1, 5])('fails with the fault of what it is made of, after %i pieces', async (good) => {
    const fault = new Error('a chunk is missing');
    async function* broken() {
      for (let no = 0; no < good; no++) yield PIECE;
      throw fault;
    }
    await expect(bytesOf(broken())).rejects.toBe(fault);
  });

  test('lets go of its source when nobody wants the rest', async () => {
    let isReleased = false;
    async function* endless() {
      try {
        for (;;) yield PIECE;
      } finally {
        isReleased = true;
      }
    }
    let pieces = 0;
    for await (const _ of zipOf('report.csv', endless())) if (++pieces === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isReleased).toBe(true);
  });

  test('is smaller than what it holds, and of nothing is one too', async () => {
    async function* once() {
      yield PIECE;
    }
    async function* nothing() {}
    expect((await bytesOf(once())).length).toBeLessThan(PIECE.length / 10);
    expect((await bytesOf(nothing())).subarray(0, 2).toString()).toBe('PK');
  });
});
