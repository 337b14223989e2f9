import type { BlankReason } from './cell.ts';
import { type ColumnName, COLUMNS } from './columns.ts';
import type { Manifest } from './manifest.ts';

const IST_OFFSET_MS = 5.5 * 3_600_000;

const REASONS: Readonly<Record<BlankReason, string>> = {
  noProfile: 'no profile',
  deleted: 'account deleted',
  noOrganisation: 'no organisation',
  unknownOrganisation: 'unknown organisation',
  private: 'shown to the own state only',
  noValue: 'no value',
  unknownLocation: 'unknown location',
  unreadableDate: 'unreadable date',
  notMasked: 'contact not masked',
};

/** What the mentor may want to know of her file, in her words. */
export function manifestTable(manifest: Manifest): [label: string, value: string][] {
  return [
    ['Learners in the file', count(manifest.rows)],
    ...(manifest.inactive > 0 ? [row('No longer enrolled, not in it', count(manifest.inactive))] : []),
    ...(manifest.blankUserIds > 0
      ? [row('Enrolments without a user ID, not in it', count(manifest.blankUserIds))]
      : []),
    ['Data read', `${indianTime(Date.parse(manifest.readFrom))} to ${indianTime(Date.parse(manifest.readTo))}`],
    ...(manifest.newestActivityMs === null
      ? []
      : [row('Newest activity in it', indianTime(manifest.newestActivityMs))]),
    ...COLUMNS.flatMap((column) => blanksOf(manifest, column)),
    ...(manifest.absent.length === 0 ? [] : [row('Not known on this platform', manifest.absent.join(', '))]),
  ];
}

function blanksOf(manifest: Manifest, column: ColumnName): [string, string][] {
  const counts = Object.entries(manifest.blanks[column] ?? {}) as [BlankReason, number][];
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return [];
  const why = counts.map(([reason, n]) => `${REASONS[reason]} ${count(n)}`).join(', ');
  return [row(`${column} empty`, `${count(total)} (${why})`)];
}

function row(label: string, value: string): [string, string] {
  return [label, value];
}

function count(n: number): string {
  return n.toLocaleString('en-IN');
}

/** `24/11/2026, 13:05 IST` */
function indianTime(ms: number): string {
  const iso = new Date(ms + IST_OFFSET_MS).toISOString();
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year}, ${iso.slice(11, 16)} IST`;
}
