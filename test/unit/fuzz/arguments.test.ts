import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runProgram } from '../../../cli/program.ts';
import { errorSpec, isReportErrorCode } from '../../../report/errors.ts';
import { BATCH, COURSE, MENTOR, reportIdOf } from '../../portal/portal-fakes.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { FakeConnections } from './cli-fakes.ts';

// 10,000 command lines take 6 s here.
const INPUTS = 10_000;

let stdout = '';
let stderr = '';
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

const REPORT = reportIdOf(MENTOR);
const id = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(COURSE, BATCH, MENTOR, REPORT) }, hostileText);
const value = fc.oneof(id, fc.constantFrom('mail', 'portal', '2026-07-01', '2026-08-01', '2026-02-30'));
const OPTIONS = ['--course', '--batch', '--requester', '--deliver', '--out', '--tenant', '--from', '--to'];
const option = fc.oneof(
  fc.tuple(fc.constantFrom(...OPTIONS), value).map(([name, text]) => [name, text]),
  fc.tuple(fc.constantFrom(...OPTIONS), value).map(([name, text]) => [`${name}=${text}`]),
  fc.constantFrom(['--json'], ['--stack'], ['--wait'], ['--'], ['--help'], ['--vers'], ['-j'], ['--no-wait']),
  hostileText.map((text) => [text]),
);
const odd = fc.array(option, { maxLength: 4 }).map((options) => options.flat());
/** What each command needs, so that many of the inputs are a command. */
const known = fc.oneof(
  fc.constantFrom(['setup'], ['doctor'], ['list'], ['ratio']),
  fc.tuple(id, id).map(([course, batch]) => ['list', '--course', course, '--batch', batch]),
  fc.tuple(fc.constantFrom('--batch', '--course', '--tenant'), id).map(([level, of]) => ['ratio', level, of]),
  fc.tuple(id, id, id).map(([c, b, r]) => ['request', '--course', c, '--batch', b, '--requester', r]),
  fc.tuple(fc.constantFrom('status', 'cancel', 'resend'), id).map((words) => words),
  id.map((report) => ['download', report, '--out', 'report.csv']),
);
const commandLine = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(known, odd).map(([words, more]) => [...words, ...more]) },
  { weight: 1, arbitrary: fc.tuple(hostileText, odd).map(([word, more]) => [word, ...more]) },
);

/** An id, a report id, or a workflow id of either. */
const SOUND = /^(course-report(-resend)?\/)?[\w-]{1,64}([./][\w-]{1,64}){0,3}$/;

test('no arguments bring anything but an answer, a usage error or an error of the catalogue; only sound ids are asked for', async () => {
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(commandLine, async (args) => {
      stdout = stderr = '';
      const opened: FakeConnections[] = [];
      const exit = await runProgram(args, (needed) => {
        const connections = new FakeConnections(needed);
        opened.push(connections);
        return connections;
      });
      if (!args.includes('--stack')) expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
      const code = /^([A-Z]\w+): /.exec(stderr)?.[1] ?? (exit === 2 ? 'usage' : 'answer');
      if (code === 'usage') expect([stderr, opened.length]).toEqual([expect.stringMatching(/^error: |^Usage: /), 0]);
      else if (code !== 'answer') {
        expect(isReportErrorCode(code) && code !== 'Unexpected' && errorSpec(code).exit).toBe(exit);
        if (args.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ error: { code } });
      } else expect([0, 1]).toContain(exit);
      for (const { asked } of opened) for (const one of asked) expect(one).toMatch(SOUND);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }),
    { numRuns: INPUTS },
  );
  // The rarest comes some ninety times: none of them has been left out by chance.
  for (const code of ['answer', 'usage', 'IdInvalid', 'TemporalUnreachable', 'ReportNotFound'])
    expect([code, codes.get(code)]).toEqual([code, expect.toSatisfy((times: number) => times > 30)]);
});

test('no option of a command takes a secret: those come from the environment, or from a file that it names', async () => {
  const noOne = () => Promise.reject(new Error('asked for help alone')) as never;
  for (const command of ['setup', 'doctor', 'request', 'status', 'list', 'cancel', 'resend', 'download', 'ratio']) {
    stdout = '';
    expect(await runProgram([command, '--help'], noOne)).toBe(0);
    expect(stdout).toContain(`Usage: course-report ${command} `);
    expect(stdout).not.toMatch(/--\S*(password|secret|key|token|url|salt)/i);
  }
});
