import { expect, test } from 'vitest';
import { EventStream, statusEvent } from '../../portal/event-stream.ts';
import { Followers, MOST_STREAMS } from '../../portal/followers.ts';
import { MENTOR, reportIdOf, statusOf } from './portal-fakes.ts';

test('one process holds a bounded number of streams, and has room again when one ends', async () => {
  const id = reportIdOf(MENTOR);
  const followers = new Followers(async () => statusOf(id), 60_000);
  const watch = await followers.watch(id);
  const open = () => {
    const stream = new EventStream({ lastEventId: null, untilMs: Infinity, heartbeatMs: 60_000 });
    watch.add(stream);
    return stream;
  };
  const first = open();
  for (let opened = 1; opened < MOST_STREAMS; opened += 1) open();
  await expect(followers.watch(id)).rejects.toMatchObject({ code: 'TooManyRequests' });
  first.body.destroy();
  await new Promise((resolve) => first.body.once('close', resolve));
  expect(await followers.watch(id)).toBe(watch);
  for (const { body } of watch.streams) body.destroy();
});

test('a status that differs in anything has another id, an equal one the same', () => {
  const id = reportIdOf(MENTOR);
  const status = statusOf(id);
  expect(statusEvent({ ...status }).id).toBe(statusEvent(status).id);
  expect(statusEvent({ ...status, rows: 5_001 }).id).not.toBe(statusEvent(status).id);
});
