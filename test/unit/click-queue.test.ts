import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClickQueue } from '../../portal/click-queue.ts';
import type { Click } from '../../report/click.ts';
import type { ClickSink } from '../../report/ports.ts';

type Answer = Awaited<ReturnType<ClickSink['take']>> | Error;

/** Remembers what it was offered; answers as told, then `taken`. */
class FakeSink implements ClickSink {
  readonly offered: string[][] = [];
  readonly answers: Answer[];

  constructor(...answers: Answer[]) {
    this.answers = answers;
  }

  take = async (clicks: readonly Click[]) => {
    this.offered.push(clicks.map(({ id }) => id));
    const answer = this.answers.shift() ?? 'taken';
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

const named = (id: string): Click => ({ id, atMs: 0, userId: 'u', courseId: 'c', batchId: 'b', rootOrgId: null });

function add(queue: ClickQueue, from: number, to: number): void {
  for (let no = from; no < to; no++) queue.add(named(`${no}`));
}

describe('clicks on their way', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('wait five seconds for company', async () => {
    const sink = new FakeSink();
    const queue = new ClickQueue(sink);
    add(queue, 0, 2);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sink.offered).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sink.offered).toEqual([['0', '1']]);
  });

  test('leave at once when a batch of twenty is full', async () => {
    const sink = new FakeSink();
    add(new ClickQueue(sink), 0, 20);
    await vi.advanceTimersByTimeAsync(0);
    expect(sink.offered).toMatchObject([{ length: 20 }]);
  });

  test.each([
    ['says "again"', 'again'],
    ['throws', new Error('away')],
  ] as const)('are offered unchanged after 5, 10, 20 s, at most 300 s, when the sink %s', async (_, answer) => {
    const sink = new FakeSink(...Array.from({ length: 9 }, () => answer));
    const queue = new ClickQueue(sink);
    add(queue, 0, 1);
    await vi.advanceTimersByTimeAsync(5_000);
    const waits: number[] = [];
    for (let offers = 1; offers < 10; offers++) {
      let waited = 0;
      for (; sink.offered.length === offers; waited += 1_000) {
        // A newcomer does not hurry a sink that is away.
        if (waited === 2_000 && offers === 1) add(queue, 1, 30);
        await vi.advanceTimersByTimeAsync(1_000);
      }
      waits.push(waited / 1_000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    const [first, second, ...others] = sink.offered;
    expect(first).toEqual(['0']);
    for (const one of others.slice(0, 8)) expect(one).toEqual(second);
    expect(sink.offered.at(-1)).toEqual(['20', '21', '22', '23', '24', '25', '26', '27', '28', '29']);
    expect(queue.lost).toBe(0);
  });

  test('that nobody will ever take are lost, and counted; the next ones are offered', async () => {
    const sink = new FakeSink('dropped');
    const queue = new ClickQueue(sink);
    add(queue, 0, 25);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sink.offered).toMatchObject([{ length: 20 }, { length: 5 }]);
    expect(queue.lost).toBe(20);
  });

  test('are ten thousand at most: the oldest is lost, and counted', async () => {
    const sink = new FakeSink('again');
    const queue = new ClickQueue(sink);
    add(queue, 0, 10_025);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(queue.lost).toBe(25);
    const seen = sink.offered.slice(1).flat();
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([10_000, '25', '10024']);
  });

  test('that come after closing are lost, and counted', async () => {
    const sink = new FakeSink();
    const queue = new ClickQueue(sink);
    add(queue, 0, 3);
    await queue.close(1_000);
    add(queue, 3, 5);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sink.offered).toEqual([['0', '1', '2']]);
    expect(queue.lost).toBe(2);
  });
});
