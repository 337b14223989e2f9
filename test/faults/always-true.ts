import { expect } from 'vitest';
import type { LedgerEntry } from '../../report/ledger-entry.ts';
import { findWords, textsIn } from '../support/history-search.ts';
import { mailedCsvSha256 } from '../support/mailed-csv.ts';
import type { Scenario } from './scenario.ts';

const GRACE_MS = 60_000;

/** Of a batch that was changed meanwhile: nobody can say the bytes, but how many rows there must be. */
interface Whole {
  readonly rows: number;
  readonly sha256?: string;
}

const undisturbed = ({ stage }: Scenario): Whole => ({
  rows: stage.batch.activeLearners,
  sha256: stage.undisturbedSha256,
});

/** What holds of every run that has ended, whatever has happened to it, while one worker lived. */
export async function expectAlwaysTrue(scenario: Scenario, whole = undisturbed(scenario)): Promise<void> {
  const entry = await scenario.entry();
  if (entry === null) throw new Error('the ledger has no row of the report');
  await expectTerminal(scenario, entry);
  expectWholeFile(entry, whole);
  const mailed = await Promise.all(scenario.smtp.mails().map(mailedCsvSha256));
  const attached = mailed.filter((sha256) => sha256 !== null);
  expect(attached).toEqual(attached.map(() => entry.manifest?.sha256));
  await expectNothingPersonal(scenario, entry);
}

async function expectTerminal(scenario: Scenario, entry: LedgerEntry): Promise<void> {
  expect(entry.outcome).not.toBeNull();
  const { status, closeTime } = await scenario.run.describe();
  expect(status.name).not.toBe('RUNNING');
  expect(closeTime?.getTime()).toBeLessThan(entry.deadlineAtMs + GRACE_MS);
}

/** No file without a manifest; the bytes of the undisturbed run; a row for every active enrolment, the rest counted. */
function expectWholeFile({ file, manifest }: LedgerEntry, { rows, sha256 }: Whole): void {
  expect(file === null).toBe(manifest === null);
  if (manifest === null) return;
  if (sha256 !== undefined) expect(manifest.sha256).toBe(sha256);
  expect(manifest.rows).toBe(rows);
  expect(manifest.active).toBe(manifest.rows + manifest.blankUserIds);
  expect(manifest.enrolments).toBe(manifest.active + manifest.inactive);
}

async function expectNothingPersonal(scenario: Scenario, entry: LedgerEntry): Promise<void> {
  const { exported } = await scenario.history();
  const { raw } = await scenario.run.describe();
  const texts = [...textsIn([exported, raw, entry]), ...scenario.logged];
  expect(findWords(texts, scenario.stage.words)).toEqual([]);
  // The search has read the payloads: this one stands there.
  expect(findWords(texts, [scenario.input.batchId])).toHaveLength(1);
}
