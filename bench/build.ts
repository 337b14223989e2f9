import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runBuildStep } from '../dev/stack/build-step.ts';
import { CHECKOUT } from '../dev/stack/checkout.ts';

export interface Programs {
  readonly worker: string;
  readonly reader: string;
}

/**
 * Compiles what is measured, as a release is compiled: what runs TypeScript as it is wraps every function to keep its
 * name, which costs, and makes the workflow bundle at start.
 *
 * @param folder git-ignored, in the checkout, so that the packages are found
 */
export async function buildPrograms(
  folder: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Programs> {
  const build = join(folder, 'build');
  await rm(build, { recursive: true, force: true });
  await mkdir(build, { recursive: true });
  const step = (what: string, args: readonly string[]) =>
    runBuildStep({
      what,
      command: process.execPath,
      args,
      env: process.env,
      cwd: CHECKOUT,
      log: join(folder, 'build.log'),
      say,
      signal,
    });
  const tsc = join(CHECKOUT, 'node_modules', 'typescript', 'bin', 'tsc');
  await step('compiling', [tsc, '-p', join(CHECKOUT, 'bench', 'tsconfig.build.json'), '--outDir', build]);
  await step('bundling the workflow', [join(build, 'worker', 'build-bundle.js')]);
  return { worker: join(build, 'worker', 'main.js'), reader: join(build, 'bench', 'reader-main.js') };
}
