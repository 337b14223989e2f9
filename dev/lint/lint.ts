import { askTool, type ToolRun } from '../tool-run.ts';

/** Each part says nothing when all is well. */
const PARTS: readonly Omit<ToolRun, 'signal'>[] = [
  { tool: 'tsc', args: ['-p', 'tsconfig.json'] },
  { tool: 'tsc', args: ['-p', 'report/tsconfig.json'] },
  { tool: 'tsc', args: ['-p', 'workflows/tsconfig.json'] },
  { tool: 'tsc', args: ['-p', 'portal/page/tsconfig.json'] },
  { tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { tool: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { tool: 'knip', args: [] },
];

/** Types, rules, layout, dead code: shows what is wrong, and nothing else. */
export async function isLintClean(signal: AbortSignal): Promise<boolean> {
  const results = await Promise.all(PARTS.map((part) => check({ ...part, signal })));
  return results.every((isClean) => isClean);
}

async function check(part: ToolRun): Promise<boolean> {
  const { code, stdout, stderr } = await askTool(part);
  if (code === 0) return true;
  console.error(`${part.tool} ${part.args.join(' ')}\n${stdout}${stderr}`);
  return false;
}
