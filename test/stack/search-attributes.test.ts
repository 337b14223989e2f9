import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { expect, test, vi } from 'vitest';
import type { SearchAttributes } from '../../dev/stack/search-attributes.ts';
import { startStack } from '../../dev/stack/start-stack.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Starts Temporal over the same data, and a workflow that carries every one of the attributes. */
async function startWorkflowWith(folder: string, searchAttributes: SearchAttributes): Promise<Set<string>> {
  vi.stubEnv('TEMPORAL_ADDRESS', '');
  const stack = await startStack({ dataDir: folder, servers: ['temporal'], searchAttributes, say: () => {} });
  const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  try {
    const pairs = Object.keys(searchAttributes).map((name) => ({
      key: defineSearchAttributeKey(name, 'KEYWORD'),
      value: 'a value',
    }));
    const { workflow } = new Client({ connection });
    const options = {
      taskQueue: 'nobody',
      workflowId: 'attributes',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    } as const;
    const handle = await workflow.start('anything', {
      ...options,
      typedSearchAttributes: new TypedSearchAttributes(pairs),
    });
    const { typedSearchAttributes } = await handle.describe();
    return new Set(typedSearchAttributes.getAll().map(({ key }) => key.name));
  } finally {
    await connection.close();
    await stack.stop();
    vi.unstubAllEnvs();
  }
}

test('search attributes can be used at once, by the next start over the same data too, with one that is new', async () => {
  const folder = temporaryFolder();
  const first = { ReportBatchId: 'Keyword' } as const;
  const second = { ...first, ReportStage: 'Keyword' } as const;
  expect(await startWorkflowWith(folder, first)).toEqual(new Set(['ReportBatchId']));
  expect(await startWorkflowWith(folder, second)).toEqual(new Set(['ReportBatchId', 'ReportStage']));
}, 120_000);
