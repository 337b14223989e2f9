import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
const LOADER = fileURLToPath(new URL('./replace-text-loader.mjs', import.meta.url));

let bundle: Promise<WorkflowBundle> | undefined;

/** The workflow code of this checkout, bundled once in a test file. */
export function workflowBundle(): Promise<WorkflowBundle> {
  bundle ??= bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('ERROR') });
  return bundle;
}

export interface Change {
  /** Name of a file in workflows/. */
  readonly file: string;
  /** Must stand in it exactly once. */
  readonly from: string;
  readonly to: string;
}

/** The same code with one text replaced: what somebody might deploy. */
export function changedBundle({ file, from, to }: Change): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => {
      const change = { test: (path: string) => path.endsWith(`/workflows/${file}`), enforce: 'pre' as const };
      const rule = { ...change, use: [{ loader: LOADER, options: { from, to } }] };
      return { ...config, module: { ...config.module, rules: [...(config.module?.rules ?? []), rule] } };
    },
  });
}

/** The time of a report would begin with its first workflow task, not with the request. */
export const COUNTS_FROM_FIRST_TASK: Change = {
  file: 'counts-from.ts',
  from: 'runId === firstExecutionRunId ? startTime : runStartTime',
  to: 'runStartTime',
};
