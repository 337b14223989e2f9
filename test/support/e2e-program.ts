import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import type { ReportStatus } from '../../report/status.ts';

export type Settings = Readonly<Record<string, string>>;

/** What a program said and how it ended. */
export interface Answer {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const STACK_FRAME = /^\s+at .+:\d+:\d+\)?$/m;
const NEVER = new AbortController().signal;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Runs one of the project's programs to its end, as a process of its own, the way a person or a script does.
 *
 * @param signal aborted: it is killed
 * @throws when it prints a stack trace that nobody asked for
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  settings: Settings,
  signal: AbortSignal = NEVER,
): Promise<Answer> {
  const child = spawn(process.execPath, [join(CHECKOUT, 'dev', 'run.mjs'), program, ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const kill = () => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    const [[exit], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
    const answer = { exit, stdout, stderr };
    if (!args.includes('--stack') && STACK_FRAME.test(stdout + stderr)) {
      throw new Error(`${program} ${args.join(' ')} printed a stack trace:\n${stdout}${stderr}`);
    }
    return answer;
  } finally {
    signal.removeEventListener('abort', kill);
    running.delete(child);
  }
}

/** The lines of `--json`, parsed. */
export function jsonLines({ stdout, stderr }: Answer): unknown[] {
  try {
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    throw new Error(`not JSON:\n${stdout}\nand on stderr:\n${stderr}`);
  }
}

/** The one report that a command answered with `--json`. */
export function reportIn(answer: Answer): ReportStatus {
  const [report, ...more] = jsonLines(answer);
  if (more.length > 0) throw new Error(`more than one line:\n${answer.stdout}`);
  return report as ReportStatus;
}
