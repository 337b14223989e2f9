import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Client } from '@temporalio/client';
import { personalWords } from '../support/e2e-canaries.ts';
import { findWords, textsIn } from '../support/history-search.ts';
import type { Evidence } from './accounting.ts';
import { BATCHES, MENTOR_ADDRESSES } from './batches.ts';

/** Of each batch its first learners: the words of all in all texts would take hours. */
const LEARNERS = 50;

interface Places {
  readonly temporal: Client;
  /** Files. */
  readonly logs: readonly string[];
}

/** Searches all that Temporal keeps of every run, decoded, and all that the workers have logged. */
export async function personalIn({ temporal, logs }: Places): Promise<Pick<Evidence, 'personal' | 'canaryFound'>> {
  const learners = BATCHES.flatMap((batch) => [...personalWords({ ...batch, activeLearners: LEARNERS })]);
  const words = new Set([...learners, ...MENTOR_ADDRESSES]);
  const histories = await historiesIn(temporal);
  const places = [
    ...logs.map((log) => [basename(log), readFileSync(log, 'utf8')] as const),
    ['a history', histories] as const,
  ];
  const personal = places.filter(([, text]) => findWords([text], words).length > 0).map(([place]) => place);
  const canaries = BATCHES.map(({ batchId }) => batchId);
  return { personal, canaryFound: findWords([histories], canaries).length === canaries.length };
}

async function historiesIn(temporal: Client): Promise<string> {
  const texts: string[] = [];
  for await (const { workflowId, runId } of temporal.workflow.list()) {
    const run = temporal.workflow.getHandle(workflowId, runId);
    texts.push(...textsIn([await run.fetchHistory(), (await run.describe()).raw]));
  }
  return texts.join('\n');
}
