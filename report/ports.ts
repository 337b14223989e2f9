import type {
  Batch,
  Consent,
  Declaration,
  Enrolment,
  ExternalIdentity,
  Location,
  Membership,
  Organisation,
  Profile,
  Requester,
} from './learner.ts';
import type { BatchFact, BatchRow, BatchWalk } from './batch-fact.ts';
import type { Click } from './click.ts';
import type { Delivery } from './delivery.ts';
import type { LedgerEntry, LedgerFilter } from './ledger-entry.ts';
import type { StoredObject } from './manifest.ts';
import type { Mail, SendLimits, SendResult } from './mail.ts';
import type { BatchCount, RatioScope } from './ratio.ts';
import type { Line, PlaceInLine } from './reading-line.ts';
import type { ReportStatus } from './status.ts';
import type { StopSignal } from './stop-signal.ts';
import type { TokenRange } from './token-ranges.ts';

/** A closed range of user ids inside one batch: after < userId <= upTo; `null` = open at that end. */
export interface KeyRange {
  readonly after: string | null;
  readonly upTo: string | null;
  /** Where a batch cannot be walked in order: the object that holds the range's user ids (JSON). */
  readonly userIds?: StoredObject;
}

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface BatchKey {
  readonly courseId: string;
  readonly batchId: string;
}

export interface StepOver {
  /** The last of the rows; `null` when there were none. */
  readonly lastUserId: string | null;
  /** Rows stepped over: fewer than asked for means that the batch is at its end. */
  readonly passed: number;
  /** Those of them that are enrolments of the course. */
  readonly listed: number;
}

/**
 * Sunbird's data, read only. Look-ups answer a map without the ids that have no row; order and duplicates of `ids` do not matter.
 * All may throw ReportError SourceUnreachable, SourceSlow, SourceSchema, SourceForbidden, SourceLoginRefused.
 */
export interface LearnerSource {
  batch(key: BatchKey): Promise<Batch | null>;
  requester(userId: string): Promise<Requester | null>;
  /** Her address as any one copy of her row has it, maybe an older one: for a word that cannot wait for a majority. */
  addressInAnyCopy(userId: string): Promise<string | null>;
  /** Content hierarchy of the course; `null` = unknown, for whatever reason. */
  leafCount(courseId: string): Promise<number | null>;
  custodianOrgId(): Promise<string | null>;
  /** What cells are made of and this installation's schema does not have, e.g. `user.profilelocation`. Sorted. */
  absent(): Promise<readonly string[]>;
  /** Whether a batch can be walked in the order of its user ids; else `userIds` finds them all, in no order. */
  isOrdered(): Promise<boolean>;
  /** Steps over `count` rows of the batch behind `after` by key alone. */
  stepOver(key: BatchKey, after: string | null, count: number): Promise<StepOver>;
  userIds(key: BatchKey, signal: StopSignal): AsyncIterable<readonly string[]>;
  /** Enrolments in ascending order of user id, in pages small enough not to stall the process. */
  enrolments(key: BatchKey, range: KeyRange, signal: StopSignal): AsyncIterable<readonly Enrolment[]>;
  /** Enrolments of the given users, in no order. */
  enrolmentsOf(key: BatchKey, userIds: readonly string[]): Promise<readonly Enrolment[]>;
  profiles(userIds: readonly string[]): Promise<ReadonlyMap<string, Profile>>;
  memberships(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly Membership[]>>;
  externalIdentities(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly ExternalIdentity[]>>;
  declarations(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly Declaration[]>>;
  consents(userIds: readonly string[], consumerId: string, courseId: string): Promise<ReadonlyMap<string, Consent>>;
  organisations(ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>>;
  locations(ids: readonly string[]): Promise<ReadonlyMap<string, Location>>;
}

/**
 * Objects of a report. Each write makes a new object id, nothing is ever overwritten, everything expires.
 * May throw ReportError StoreUnavailable, StoreNotSetUp; reads also StoredObjectDamaged.
 */
export interface ReportStore {
  /** @param prefix readable start of the object id, e.g. `page-0007` */
  write(reportId: string, prefix: string, content: Bytes): Promise<StoredObject>;
  /** Yields the bytes, and throws StoredObjectDamaged at the end at the latest when they are not those of `object`. */
  read(reportId: string, object: StoredObject): AsyncIterable<Uint8Array>;
  /** A small object, whole. */
  readText(reportId: string, object: StoredObject): Promise<string>;
  /** Whether the object is still there: it expires by itself. */
  has(reportId: string, object: StoredObject): Promise<boolean>;
  /** Removes every object of the report, unfinished ones too. */
  removeAll(reportId: string): Promise<void>;
}

/** The durable truth of a report. May throw ReportError StoreUnavailable, StoreNotSetUp. */
export interface Ledger {
  /** Makes or renews the row of a report; a renewed one (an operator's retry) forgets its former outcome. */
  open(entry: LedgerEntry): Promise<void>;
  /** Writes the fields that are given and leaves the others. */
  update(reportId: string, change: Partial<LedgerEntry>): Promise<void>;
  entry(reportId: string): Promise<LedgerEntry | null>;
  /** Newest first. */
  list(filter: LedgerFilter): AsyncIterable<LedgerEntry>;
}

/**
 * Of each tenant the reports that wait to be read or are being read. A report that has not stood there for 90 s is not in
 * line. May throw ReportError StoreUnavailable, StoreNotSetUp.
 */
export interface ReadingLines {
  /** Takes the place, or keeps it. */
  stand(place: PlaceInLine): Promise<void>;
  /** What is ahead of a place. Two that take theirs at the same moment may each miss the other. */
  look(place: PlaceInLine): Promise<Line>;
  /** Makes room. */
  leave(place: PlaceInLine): Promise<void>;
  /** Keeps for a day how long reports of a tenant take to be read. */
  learn(tenantId: string | null, usualMs: number): Promise<void>;
}

/** Compare-and-set rows that let one mail out (report/delivery.ts). May throw ReportError StoreUnavailable, StoreNotSetUp. */
export interface Deliveries {
  /** The highest numbered one, read so that no earlier change is missed. */
  latest(reportId: string, subject: Delivery['subject']): Promise<Delivery | null>;
  /** Adds a delivery under a number that nobody has taken. @returns false if somebody has */
  add(next: Delivery): Promise<boolean>;
  /** Replaces `from` by `to` if it still stands as it was read. @returns false if it does not */
  replace(from: Delivery, to: Delivery): Promise<boolean>;
}

export interface Mailer {
  /** The one address that a text is, by a strict parser; `null` for anything else (a list, a group, a name, a line break). */
  addressIn(text: string | null): string | null;
  /** Hands one mail to one mail server once. Never throws for what the server does: the result says it. */
  send(mail: Mail, limits: SendLimits): Promise<SendResult>;
}

/** What the engine itself knows of reports; gone with its histories. May throw ReportError TemporalUnreachable. */
export interface LiveReports {
  /** @returns null when it knows no run of this report */
  status(reportId: string): Promise<ReportStatus | null>;
}

/** Happenings by day in India (`yyyy-MM-dd`) and batch. May throw ReportError StoreUnavailable, StoreNotSetUp. */
export interface DayCounts {
  /** Days on which there was any, in no order. */
  days(): Promise<readonly string[]>;
  /** One entry a batch; a course or batch scope answers its own only, the others all. */
  on(day: string, scope: RatioScope): Promise<readonly BatchCount[]>;
}

/**
 * Times that a report's file reached its requester (docs/domain.md, 1), kept for ever. Counting the same again changes
 * nothing, not even the day; a count that was cut off is completed by the next call.
 */
export interface Downloads extends DayCounts {
  /** A mail with the file in it, on the day on which its acceptance was written down. */
  mailed(mail: Pick<Delivery, 'reportId' | 'no' | 'form'>): Promise<void>;
  /** The file was fetched to its end: counts once a report, and not if a mail has carried it. */
  fetched(reportId: string, atMs: number): Promise<void>;
}

/** Where clicks on "Download file" go. */
export interface ClickSink {
  /**
   * Takes a batch of clicks; one that was taken before is not doubled.
   *
   * @returns `again`: nobody can take it now, offer the same later; `dropped`: nobody ever will
   */
  take(clicks: readonly Click[], signal: StopSignal): Promise<'taken' | 'dropped' | 'again'>;
}

/** Sunbird's batches, all of them. Throws as LearnerSource does. */
export interface BatchSource {
  /** In pages small enough not to stall process and database. */
  batches(range: TokenRange): AsyncIterable<readonly BatchRow[]>;
}

/** Our own copy of what the ratio needs of batches. May throw ReportError StoreUnavailable, StoreNotSetUp. */
export interface BatchFacts {
  write(facts: readonly BatchFact[]): Promise<void>;
  /** @param courseId `null` = of all courses */
  read(courseId: string | null): AsyncIterable<readonly BatchFact[]>;
  /** A walk has come to its end. */
  walked(walk: BatchWalk): Promise<void>;
  lastWalk(): Promise<BatchWalk | null>;
}
