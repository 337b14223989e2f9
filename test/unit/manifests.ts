import type { Manifest, ReportFile } from '../../report/manifest.ts';
import { emptyTally } from '../../report/tally.ts';

/** What a file of 100,000 learners holds, with what a test says. */
export function manifest(set: Partial<Manifest> = {}): Manifest {
  return {
    ...emptyTally(),
    enrolments: 100_000,
    active: 100_000,
    rows: 100_000,
    readFrom: '2026-11-24T07:35:00.000Z',
    readTo: '2026-11-24T07:36:10.000Z',
    bytes: 15_000_000,
    sha256: 'c0ffee',
    absent: [],
    ...set,
  };
}

export function reportFile(set: Partial<ReportFile> = {}): ReportFile {
  return {
    fileName: 'course-progress_b-1_2026-11-24.csv',
    parts: [],
    zip: null,
    manifest: manifest(),
    batchName: 'Nishtha 2026',
    ...set,
  };
}
