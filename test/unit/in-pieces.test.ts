import { expect, test } from 'vitest';
import { heldBack } from '../../adapters/mail/held-back.ts';
import { inPieces } from '../../adapters/mail/in-pieces.ts';

async function* from(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

async function all(parts: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const list: Buffer[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

test('pieces are at most 16 KB, and the same bytes in the same order', async () => {
  const large = Buffer.from(Array.from({ length: 100_003 }, (_, at) => at % 251));
  const pieces = await all(inPieces(from(Buffer.from('head'), Buffer.alloc(0), large)));
  expect(Math.max(...pieces.map((piece) => piece.length))).toBe(16_384);
  expect(Buffer.concat(pieces).equals(Buffer.concat([Buffer.from('head'), large]))).toBe(true);
});

test('all but the last piece goes on before the question is asked', async () => {
  const order: string[] = [];
  const mayFinish = async () => order.push('asked') > 0;
  for await (const part of heldBack(from(Buffer.from('a'), Buffer.from('b'), Buffer.from('c')), mayFinish)) {
    order.push(part.toString());
  }
  expect(order).toEqual(['a', 'b', 'asked', 'c']);
});

test('the last piece stays when the answer is no', async () => {
  const parts = await all(heldBack(from(Buffer.from('a'), Buffer.from('b')), async () => false));
  expect(parts.map(String)).toEqual(['a']);
});

test('a message that breaks off is not asked for', async () => {
  const fault = new Error('source');
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('a');
    throw fault;
  }
  let asked = false;
  const reading = all(heldBack(broken(), async () => (asked = true)));
  await expect(reading).rejects.toBe(fault);
  expect(asked).toBe(false);
});
