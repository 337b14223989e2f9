import type { Change } from './workflow-bundle.ts';

/** New workflow code: a second's pause before anything is read. @param when code that says for which runs */
const pauseBeforeReading = (when: string): Change => ({
  file: 'read-pages.ts',
  from: 'export async function readPages(',
  to: `import { patched } from '@temporalio/workflow';
    export async function readPages(...args) {
      if (${when}) await condition(() => false, 1_000);
      return readPagesAsBefore(...args);
    }
    async function readPagesAsBefore(`,
});

/** For runs that begin with it. */
export const PATCHED = pauseBeforeReading("patched('pause-before-reading')");
/** For all, also those under way. */
export const BARE = pauseBeforeReading('true');
