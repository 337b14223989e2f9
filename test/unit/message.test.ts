import { expect, test } from 'vitest';
import { reportMessage } from '../../report/message.ts';
import { emptyTally } from '../../report/tally.ts';

const messageFor = (rows: number) => {
  const read = { readFrom: '2026-03-01T00:00:00Z', readTo: '2026-03-01T00:01:00Z' };
  const manifest = { ...emptyTally(), ...read, rows, bytes: 1, sha256: '', absent: [] };
  const file = { fileName: 'progress.csv', parts: [], zip: null, manifest, batchName: null };
  return reportMessage({ courseId: 'do_1', batchId: 'batch-1', file, form: 'csv', portalUrl: null });
};

const NOBODY = 'Nobody is enrolled';

test('the mail of a file without a learner says so (docs/domain.md, 3.2)', () => {
  expect(messageFor(0).text).toContain(NOBODY);
  expect(messageFor(0).html).toContain(NOBODY);
});

test('that of any other does not', () => {
  expect(messageFor(1).text).not.toContain(NOBODY);
});
