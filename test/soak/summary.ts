import type { SoakResult } from './result.ts';

/** For people. */
export function summary(result: SoakResult): string {
  const { minutes, seed, seconds, reports, words, joined, putOff, faults, byKind, wrongs } = result;
  const { workerStarts, mails, notices, twice, late } = result;
  const listed = (by: Readonly<Record<string, number>>) =>
    Object.entries(by).map(([name, count]) => `  ${`${count}`.padStart(6)}  ${name}`);
  return [
    `${minutes} minutes of faults with seed ${seed}, ${seconds} s until all was at rest`,
    `reports ${reports} (${joined} requests joined one, ${putOff} were put off)`,
    ...listed(words),
    `faults ${faults} (${workerStarts} starts of workers)`,
    ...listed(byKind),
    `mails ${mails}, of ${twice} reports two, as said in the ledger; ${notices} that say why there is none`,
    ...late.map((one) => `late: ${one}`),
    ...(wrongs.length === 0 ? ['every request is accounted for'] : wrongs.map((wrong) => `WRONG: ${wrong}`)),
  ].join('\n');
}
