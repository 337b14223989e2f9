import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { ReportError } from '../report/errors.ts';
import { TASK_QUEUE } from '../workflows/contract.ts';

/**
 * Steps at once in one process. The look-ups in flight are bounded on their own; this bounds memory: a page under way
 * holds a few MB, a mail a few hundred KB.
 */
const STEPS_AT_ONCE = 16;

/** A page ends within seconds; keep the pod's terminationGracePeriodSeconds above it (docs/operate.md). */
const SHUTDOWN_GRACE = '20s';

export type WorkflowCode = Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>;

export function workerOptions(
  connection: NativeConnection,
  namespace: string,
  deps: Dependencies,
  code: WorkflowCode,
): WorkerOptions {
  return {
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    identity: `course-report@${hostname()}:${process.pid}`,
    activities: createActivities(deps),
    maxConcurrentActivityTaskExecutions: STEPS_AT_ONCE,
    shutdownGraceTime: SHUTDOWN_GRACE,
    ...code,
  };
}

/**
 * Compiled code runs the bundle that was built and tested with it, and refuses to make one up at start; from source the
 * bundle is made at start.
 *
 * @throws ReportError WorkflowBundleMissing
 */
export function workflowCode(): WorkflowCode {
  const isSource = import.meta.url.endsWith('.ts');
  if (isSource) return { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) };
  const codePath = fileURLToPath(new URL('../workflow-bundle.cjs', import.meta.url));
  if (!existsSync(codePath)) throw new ReportError('WorkflowBundleMissing');
  return { workflowBundle: { codePath } };
}
