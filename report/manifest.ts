import type { PageTally } from './tally.ts';

/** What a file holds and what it is made of: printed in the mail, kept in the ledger, shown by `status`. */
export interface Manifest extends PageTally {
  /** When the first read began and the last one ended, ISO 8601 UTC. There is no snapshot: rows may change between the two. */
  readonly readFrom: string;
  readonly readTo: string;
  /** Of the CSV. */
  readonly bytes: number;
  readonly sha256: string;
  /** Tables and columns that this installation does not have: their cells are blank for everybody. */
  readonly absent: readonly string[];
}

/** A stored object, immutable under its id; the report id is not part of it. */
export interface StoredObject {
  readonly objectId: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The file of a report: its parts in order, whose concatenation is the CSV. Stored as an object of its own (JSON). */
export interface ReportFile {
  readonly fileName: string;
  readonly parts: readonly StoredObject[];
  readonly zip: StoredObject | null;
  readonly manifest: Manifest;
  /** Free text of the batch, for subject and text of the mail: fixed here so that a repeated mail is byte-identical. */
  readonly batchName: string | null;
}
