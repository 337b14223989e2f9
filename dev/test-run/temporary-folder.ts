import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One folder for everything temporary of a run: vitest, Java and a test that is killed leave theirs lying about.
 *
 * @returns the folder, named as TMPDIR from now on, and gone when this process ends
 */
export function takeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-test-'));
  process.env['TMPDIR'] = folder;
  // Java does not read TMPDIR, and keeps a folder of performance data that stays for ever.
  const java = `-XX:-UsePerfData -Djava.io.tmpdir=${folder}`;
  process.env['JAVA_TOOL_OPTIONS'] = [process.env['JAVA_TOOL_OPTIONS'], java].filter(Boolean).join(' ');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
