import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from './stack/checkout.ts';
import { stopSignal } from './stack/stop-signal.ts';
import { runProgram, runTool } from './tool-run.ts';

const DIST = join(CHECKOUT, 'dist');

/** What production runs: the compiled rooms, the portal's page, then the workflow bundle, made by the compiled code itself. */
async function build(signal: AbortSignal): Promise<number> {
  rmSync(DIST, { recursive: true, force: true });
  const compiled = await runTool({ tool: 'tsc', args: ['-p', 'tsconfig.build.json'], signal });
  if (compiled !== 0) return compiled;
  cpSync(join(CHECKOUT, 'portal', 'page'), join(DIST, 'portal', 'page'), { recursive: true });
  return runProgram({ command: process.execPath, args: [join(DIST, 'worker', 'build-bundle.js')], signal });
}

process.exit(await build(stopSignal()));
