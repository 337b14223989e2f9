import { csvRecords } from './csv-records.ts';
import { isLearner } from '../report/enrolled.ts';
import type { Enrolment } from '../report/learner.ts';
import { learnerRow } from '../report/row.ts';
import { tallyOf, type PageTally } from '../report/tally.ts';
import type { WritePageInput } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { enrolmentsOfPage } from './enrolments-of-page.ts';
import { enrich } from './enrich.ts';
import { inOrderAhead } from './in-order-ahead.ts';

/** Batches of learners whose look-ups are under way at once within a page: the next is fetched while one is looked up. */
export const LOOKED_UP_AHEAD = 2;

export interface FormattedRows {
  readonly text: string;
  readonly tally: PageTally;
}

/** The CSV records of a key range, in the order of its user ids, a few hundred at a time. */
export function formattedRows(
  deps: Dependencies,
  input: WritePageInput,
  signal: AbortSignal,
): AsyncGenerator<FormattedRows> {
  const enrolments = enrolmentsOfPage(deps, input, signal);
  return inOrderAhead(enrolments, LOOKED_UP_AHEAD, (some) => formatted(deps, input, some));
}

async function formatted(deps: Dependencies, input: WritePageInput, enrolments: readonly Enrolment[]) {
  const { privateColumns, contacts } = deps.settings;
  const settings = { privateColumns, contacts, runStartedAt: new Date(input.runStartedMs) };
  const learners = enrolments.filter(isLearner);
  const { learnerOf, directory } = await enrich(deps, input, learners);
  const rows = learners.map((one) => learnerRow(one, learnerOf(one.userId), input.facts, directory, settings));
  const { text, cellsProtected } = csvRecords(rows);
  return { text, tally: tallyOf(enrolments, rows, cellsProtected) };
}
