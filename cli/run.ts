import type { VariableName } from '../config/variables.ts';
import { errorSpec, ReportError } from '../report/errors.ts';
import type { Connections } from './connections.ts';
import { errorLines, output, type Output } from './output.ts';

/** @throws ReportError ConfigInvalid */
export type Open = (needed: readonly VariableName[]) => Connections;

export type Act = (connections: Connections, out: Output) => Promise<number>;

export interface CommonOptions {
  readonly json?: boolean;
  readonly stack?: boolean;
}

/** Runs a command with its connections. @returns its exit code */
export async function run(options: CommonOptions, open: () => Connections, act: Act): Promise<number> {
  let connections: Connections | null = null;
  try {
    connections = open();
    return await act(connections, output(options.json ?? false));
  } catch (error) {
    return fail(error, options);
  } finally {
    await connections?.close();
  }
}

/** A sentence and what to do; a stack trace only when asked for. */
function fail(error: unknown, { json, stack }: CommonOptions): number {
  const known = error instanceof ReportError ? error : new ReportError('Unexpected', { what: nameOf(error) });
  const lines = errorLines(known);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: known.code, message: known.message } })}\n`);
  process.stderr.write(`${lines.join('\n')}\n`);
  if (stack) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else if (error !== known) process.stderr.write('Run it again with --stack to see where.\n');
  return errorSpec(known.code).exit;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
