import { expect, test } from 'vitest';
import { CHUNK_BYTES, CHUNKS_PER_SLICE, inChunks, sliceOf } from '../../adapters/cassandra/chunks.ts';

async function lengthsOf(pieces: readonly Uint8Array[]): Promise<number[]> {
  const lengths: number[] = [];
  for await (const chunk of inChunks(pieces)) lengths.push(chunk.length);
  return lengths;
}

const piece = (length: number, first = 0) => Uint8Array.from({ length }, (_, at) => (first + at) % 253);

test.for([
  ['nothing', [], []],
  ['pieces of nothing', [0, 0], []],
  ['a byte', [1], [1]],
  ['a byte less than a chunk', [CHUNK_BYTES - 1], [CHUNK_BYTES - 1]],
  ['exactly a chunk', [CHUNK_BYTES], [CHUNK_BYTES]],
  ['a byte more than a chunk', [CHUNK_BYTES + 1], [CHUNK_BYTES, 1]],
  ['exactly two chunks in one piece', [2 * CHUNK_BYTES], [CHUNK_BYTES, CHUNK_BYTES]],
  ['a chunk in two pieces', [CHUNK_BYTES - 7, 7], [CHUNK_BYTES]],
  ['many small pieces', Array.from({ length: 11 }, () => 50_000), [CHUNK_BYTES, 550_000 - CHUNK_BYTES]],
] as const)('%s', async ([, pieces, expected]) => {
  expect(await lengthsOf(pieces.map((length: number) => piece(length)))).toEqual(expected);
});

test('chunks put end to end are the pieces put end to end', async () => {
  const pieces = [piece(3), piece(CHUNK_BYTES, 3), piece(0), piece(CHUNK_BYTES * 2 + 5, 11), piece(1, 99)];
  const chunks: Uint8Array[] = [];
  for await (const chunk of inChunks(pieces)) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(Buffer.concat(pieces))).toBe(true);
  expect(chunks.slice(0, -1).every((chunk) => chunk.length === CHUNK_BYTES)).toBe(true);
});

test('a slice is a partition of 16 MiB at most', () => {
  expect(CHUNKS_PER_SLICE * CHUNK_BYTES).toBe(16 * 1024 * 1024);
  expect([0, CHUNKS_PER_SLICE - 1, CHUNKS_PER_SLICE, 2 * CHUNKS_PER_SLICE].map(sliceOf)).toEqual([0, 0, 1, 2]);
});
