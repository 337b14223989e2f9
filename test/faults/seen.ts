import { AsyncLocalStorage } from 'node:async_hooks';
import { aroundEach, type TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What was seen, in words, for the table of `npm run faults`. */
    seen?: string[];
  }
}

/** Tests run side by side: each has its own. */
const running = new AsyncLocalStorage<TestContext['task']>();

aroundEach((run, { task }) => running.run(task, run));

/** Says in the table what this test has seen: an ending, a number of mails, a figure. In a hook nobody is there to see. */
export function note(text: string): void {
  const task = running.getStore();
  if (task !== undefined) (task.meta.seen ??= []).push(text);
}
