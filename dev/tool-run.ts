import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CHECKOUT } from './stack/checkout.ts';
import { endGroup, killGroup, killGroupAtExit } from './stack/process-group.ts';

export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Aborted: the program and all it started are ended. */
  readonly signal?: AbortSignal;
}

export interface ToolRun extends Omit<ProgramRun, 'command'> {
  /** A program that npm has put into node_modules/.bin. */
  readonly tool: string;
}

export function runTool({ tool, ...run }: ToolRun): Promise<number> {
  return runProgram({ ...run, command: pathOf(tool) });
}

/** Its output goes where ours goes. */
export async function runProgram(run: ProgramRun): Promise<number> {
  return ended(start(run, 'inherit'), run.signal);
}

/** Its output, stdout and stderr apart, is for the caller to show. */
export async function askTool({ tool, ...run }: ToolRun): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = start({ ...run, command: pathOf(tool) }, 'pipe');
  const outputs = [child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream)));
  const [code, stdout, stderr] = await Promise.all([ended(child, run.signal), ...outputs]);
  return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
}

function pathOf(tool: string): string {
  return join(CHECKOUT, 'node_modules', '.bin', tool);
}

function start({ command, args, env = process.env }: ProgramRun, output: 'inherit' | 'pipe') {
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
    // A tool that crashed leaves its own processes behind.
    killGroup(child, 'SIGKILL');
    signal?.removeEventListener('abort', end);
    forget();
  }
}
