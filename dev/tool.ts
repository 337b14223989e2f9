import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CHECKOUT } from './stack/checkout.ts';
import { endGroup, killGroupAtExit } from './stack/process-group.ts';

export interface ToolRun {
  /** A program that npm has put into node_modules/.bin. */
  readonly tool: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Aborted: the tool and all it started are ended. */
  readonly signal?: AbortSignal;
}

/** Its output goes where ours goes. */
export async function runTool(run: ToolRun): Promise<number> {
  const child = start(run, 'inherit');
  return ended(child, run.signal);
}

/** Its output, stdout before stderr, is for the caller to show. */
export async function askTool(run: ToolRun): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = start(run, 'pipe');
  const outputs = [child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream)));
  const [code, stdout, stderr] = await Promise.all([ended(child, run.signal), ...outputs]);
  return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
}

function start({ tool, args, env = process.env }: ToolRun, output: 'inherit' | 'pipe') {
  const command = join(CHECKOUT, 'node_modules', '.bin', tool);
  return spawn(command, args, { cwd: CHECKOUT, env, detached: true, stdio: ['ignore', output, output] });
}

/** @returns its exit code; 1 when a signal ended it */
async function ended(child: ReturnType<typeof start>, signal: AbortSignal | undefined): Promise<number> {
  const forget = killGroupAtExit(child);
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= endGroup(child);
  };
  signal?.addEventListener('abort', end);
  try {
    if (signal?.aborted) end();
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await ending;
    signal?.removeEventListener('abort', end);
    forget();
  }
}
