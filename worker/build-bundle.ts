import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Run by `npm run build` after the compiler: dist/workflow-bundle.cjs is what production workers run. */
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('../workflows/index.js', import.meta.url)),
});
await writeFile(fileURLToPath(new URL('../workflow-bundle.cjs', import.meta.url)), code);
