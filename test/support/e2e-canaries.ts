import { demoLearners } from '../../dev/data/learner/learners.ts';
import { CAST } from '../../dev/data/cast.ts';
import type { DemoBatch } from '../../dev/data/batch.ts';
import { COLUMNS, type ColumnName } from '../../report/columns.ts';

/** Columns of the file that say who a learner is. */
const PERSONAL: readonly ColumnName[] = ['External ID', 'User Name', 'Email ID', 'Mobile Number'];
/** Fields of the generated rows that do; all of them texts. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'sunbird.user': ['firstname', 'lastname', 'email', 'phone', 'maskedemail', 'maskedphone'],
  'sunbird.usr_external_identity': ['externalid', 'originalexternalid'],
  'sunbird.user_declarations': ['userinfo'],
};

/** Everything personal that the batch holds, from its generator: each learner's, and each of the people around it. */
export function personalWords(batch: DemoBatch): Set<string> {
  const words = new Set<string>();
  for (const { rows } of demoLearners(batch)) {
    for (const { table, values } of rows) {
      const byColumn: Readonly<Record<string, unknown>> = values;
      for (const field of FIELDS[table] ?? []) for (const word of wordsIn(byColumn[field])) words.add(word);
    }
  }
  for (const { firstname, lastname, address = '' } of Object.values<
    (typeof CAST)[keyof typeof CAST] & { address?: string }
  >(CAST)) {
    for (const word of [firstname, lastname, address]) words.add(word);
  }
  return tellingOnes(words);
}

/** The same from the file itself. */
export function personalCells(records: readonly (readonly string[])[]): Set<string> {
  const at = PERSONAL.map((name) => COLUMNS.indexOf(name));
  return tellingOnes(new Set(records.slice(1).flatMap((record) => at.map((column) => record[column] ?? ''))));
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

/** A blank tells nothing, and five digits may be a number of anything. */
function tellingOnes(words: ReadonlySet<string>): Set<string> {
  return new Set([...words].filter((word) => word.length > 2 && !/^\d{1,5}$/.test(word)));
}
