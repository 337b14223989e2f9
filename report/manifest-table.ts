import type { BlankReason } from './cell.ts';
import { type ColumnName, COLUMNS } from './columns.ts';
import type { Manifest } from './manifest.ts';

const IST_OFFSET_MS = 5.5 * 3_600_000;

const REASONS: Readonly<Record<BlankReason, string>> = {
  noProfile: 'no profile',
  deleted: 'account deleted',
  noOrganisation: 'no organisation',
  unknownOrganisation: 'unknown organisation',
  private: 'for the learner’s own state only',
  noValue: 'no value',
  unknownLocation: 'unknown location',
  unreadableDate: 'unreadable date',
  notMasked: 'contact not masked',
};

/** What the mentor wants to know of her file first. */
export function manifestFacts(manifest: Manifest): [label: string, value: string][] {
  return [
    ['Learners in the file', count(manifest.rows)],
    ['Data read', period(Date.parse(manifest.readFrom), Date.parse(manifest.readTo))],
    ...(manifest.newestActivityMs === null
      ? []
      : [row('Newest activity in it', indianTime(manifest.newestActivityMs))]),
    ...(manifest.inactive > 0 ? [row('No longer enrolled, not in it', count(manifest.inactive))] : []),
    ...(manifest.blankUserIds > 0
      ? [row('Enrolments without a user ID, not in it', count(manifest.blankUserIds))]
      : []),
  ];
}

/** What explains the odd cells that she may find. */
export function manifestDetails(manifest: Manifest): [label: string, value: string][] {
  return [
    ...COLUMNS.flatMap((column) => blanksOf(manifest, column)),
    ...(manifest.cellsProtected > 0
      ? [
          row(
            'Cells with an apostrophe in front',
            `${count(manifest.cellsProtected)} (so that none is run as a formula)`,
          ),
        ]
      : []),
    ...(manifest.absent.length === 0 ? [] : [row('Not known on this platform', manifest.absent.join(', '))]),
  ];
}

function blanksOf(manifest: Manifest, column: ColumnName): [string, string][] {
  const counts = Object.entries(manifest.blanks[column] ?? {}) as [BlankReason, number][];
  const [first, ...others] = counts;
  if (first === undefined) return [];
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const why = counts.map(([reason, n]) => `${count(n)} ${REASONS[reason]}`).join(', ');
  return [row(`${column} empty`, `${count(total)} (${others.length === 0 ? REASONS[first[0]] : why})`)];
}

function row(label: string, value: string): [string, string] {
  return [label, value];
}

function count(n: number): string {
  return n.toLocaleString('en-IN');
}

/** `24/11/2026, 13:05 IST` */
function indianTime(ms: number): string {
  return `${indianDay(ms)}, ${indianMinute(ms)} IST`;
}

/** Said once what is the same in both. */
function period(fromMs: number, toMs: number): string {
  if (indianTime(fromMs) === indianTime(toMs)) return indianTime(toMs);
  if (indianDay(fromMs) !== indianDay(toMs)) return `${indianTime(fromMs)} to ${indianTime(toMs)}`;
  return `${indianDay(fromMs)}, ${indianMinute(fromMs)} to ${indianMinute(toMs)} IST`;
}

function indianDay(ms: number): string {
  const [year, month, day] = new Date(ms + IST_OFFSET_MS).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

function indianMinute(ms: number): string {
  return new Date(ms + IST_OFFSET_MS).toISOString().slice(11, 16);
}
