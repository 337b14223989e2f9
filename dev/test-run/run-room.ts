import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../tool-run.ts';
import type { Room } from './rooms.ts';
import type { Tally } from './tally.ts';
import { tallyOf, type VitestReport } from './vitest-report.ts';

export interface RoomRun {
  readonly args: readonly string[];
  /** What the servers' addresses are; empty for rooms that need none. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A vitest process for one room, its output shown as it comes. */
export async function runRoom(room: Room, { args, env, folder, signal }: RoomRun): Promise<Tally> {
  const file = join(folder, `${room}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runTool({
    tool: 'vitest',
    args: ['run', ...reporters, ...withoutProjects(args), '--project', room],
    env: { ...process.env, ...env },
    signal,
  });
  signal.throwIfAborted();
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined;
  return tallyOf(room, report, exitCode);
}

/** The projects asked for have chosen the rooms already; vitest would run each of them again in every room. */
function withoutProjects(args: readonly string[]): string[] {
  return args.filter((arg, at) => !/^--project(=|$)/.test(arg) && args[at - 1] !== '--project');
}
