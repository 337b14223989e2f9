import { readdirSync, readFileSync } from 'node:fs';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type ReplayResult } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { BARE, PATCHED } from '../support/pause-before-reading.ts';
import { changedBundle, workflowBundle, type Change } from '../support/workflow-bundle.ts';
import '../support/workflow-quiet-runtime.ts';

const FOLDER = new URL('./histories/', import.meta.url);
const NAMES = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

async function replay(workflowCode: Awaited<ReturnType<typeof workflowBundle>>, names = NAMES) {
  const histories = names.map((workflowId) => {
    const history: unknown = JSON.parse(readFileSync(new URL(`${workflowId}.json`, FOLDER), 'utf8'));
    return { workflowId, history };
  });
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle: workflowCode }, histories))
    results.push(result);
  return results;
}

describe('runs that were begun with earlier code', () => {
  test('there is one of each ending', () => {
    const endings = NAMES.map((name) => name.split('-')[0]);
    for (const ending of ['sent', 'kept', 'refused', 'failed', 'late', 'cancelled', 'joined', 'unconfirmed', 'resent'])
      expect(endings).toContain(ending);
  });

  test('go on with the code of today', async () => {
    const results = await replay(await workflowBundle());
    expect(results.map(({ workflowId }) => workflowId).toSorted()).toEqual(NAMES.toSorted());
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  test('hold ids and counts of invented people only', () => {
    for (const name of NAMES) {
      const text = readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
      const payloads = [...text.matchAll(/"data": "([^"]*)"/g)].map(([, data = '']) => Buffer.from(data, 'base64'));
      const told = [text, ...payloads.map(String)].join('\n');
      expect(told).toContain('"requesterId":"mentor-1"');
      expect(told.match(/@(?!example\.org|temporalio|\d)\w*/g)).toBeNull();
      expect(told.match(/\/(tmp|home|root|work|Users)\//g)).toBeNull();
    }
  });
});

/** What a hurried change might do to runs that are open while it is deployed. */
const CHANGES: Readonly<Record<string, Change & { readonly history: string }>> = {
  'sending before assembling': {
    history: 'sent-in-six-pages',
    file: 'course-report.ts',
    from: "run.enter('assembling');",
    to: "run.enter('assembling'); await deliver(run, { file: pages[0]!.object, rows: 0, bytes: 0, sha256: '' });",
  },
  'the word written before sending is closed': {
    history: 'late-while-reading',
    file: 'endings.ts',
    from: 'const closed = isAtTheDoor ? null : await closeDelivery(run);',
    to: 'await end(run, verdict, null); const closed = isAtTheDoor ? null : await closeDelivery(run);',
  },
  'a pause before reading': {
    history: 'kept-for-the-portal',
    file: 'read-pages.ts',
    from: 'run.advance({ readingSinceMs: Date.now() });',
    to: 'run.advance({ readingSinceMs: Date.now() }); await condition(() => false, 1_000);',
  },
};

describe('a change that would break open runs', () => {
  test.each(Object.keys(CHANGES))('%s: is found', async (name) => {
    const change = CHANGES[name];
    if (change === undefined) throw new Error('unreachable');
    const [result] = await replay(await changedBundle(change), [change.history]);
    expect(result?.error).toBeInstanceOf(DeterminismViolationError);
  });
});

describe('a change behind patched()', () => {
  test('is harmless to runs that were begun before, and would break them without', async () => {
    const [behind] = await replay(await changedBundle(PATCHED), ['kept-for-the-portal']);
    expect(behind?.error).toBeUndefined();
    const [bare] = await replay(await changedBundle(BARE), ['kept-for-the-portal']);
    expect(bare?.error).toBeInstanceOf(DeterminismViolationError);
  });
});
