import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import type { Scene } from './e2e-scene.ts';

const run = promisify(execFile);
const SOURCES = join(CHECKOUT, 'test', 'second-implementation');

/** The file that the second implementation makes of a batch, from the same Cassandra, knowing docs/domain.md alone. */
export async function fileOfSecondImplementation(scene: Scene, { courseId, batchId }: DemoBatch): Promise<Buffer> {
  const program = join(scene.folder, 'second');
  await run('go', ['build', '-o', program, '.'], { cwd: SOURCES });
  const cassandra = scene.settings['CASSANDRA_CONTACT_POINTS'] ?? '';
  const { REPORT_PRIVATE_COLUMNS: columns = 'course-tenant', REPORT_CONTACTS: contacts = 'masked' } = scene.settings;
  const which = ['-cassandra', cassandra, '-course', courseId, '-batch', batchId];
  const args = [...which, '-salt', 'SunBird', '-private', columns, '-contacts', contacts];
  const { stdout } = await run(program, args, { encoding: 'buffer', maxBuffer: 100_000_000 });
  return stdout;
}
