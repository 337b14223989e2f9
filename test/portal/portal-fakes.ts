import type { Click, PortalDependencies, PortalReports } from '../../portal/dependencies.ts';
import type { SignIn } from '../../portal/sign-in.ts';
import { ReportError } from '../../report/errors.ts';
import type { LedgerEntry } from '../../report/ledger-entry.ts';
import type { DayCounts } from '../../report/ports.ts';
import type { StoredObject } from '../../report/manifest.ts';
import { buildReportId, workflowIdOf, type Deliver } from '../../report/request.ts';
import type { ReportStatus } from '../../report/status.ts';
import { batch, requester, TENANT } from '../unit/records.ts';
import { manifest } from '../unit/manifests.ts';

export const COURSE = 'do_1';
export const BATCH = 'b-1';
/** Asks for reports; the other one mentors the batch too, the stranger does not. */
export const MENTOR = 'mentor';
export const OTHER_MENTOR = 'other-mentor';
export const STRANGER = 'stranger';

const HOUR_MS = 3_600_000;
let ulids = 0;

export function reportIdOf(requesterId: string): string {
  const ulid = `01ARZ3NDEKTSV4RRFFQ69G${String((ulids += 1)).padStart(4, '0')}`;
  return buildReportId({ courseId: COURSE, batchId: BATCH, requesterId }, ulid);
}

export function statusOf(reportId: string, set: Partial<ReportStatus> = {}): ReportStatus {
  const [courseId = '', batchId = '', requesterId = ''] = reportId.split('.');
  return {
    reportId,
    workflowId: workflowIdOf({ courseId, batchId, requesterId }),
    runId: 'run-1',
    status: 'reading',
    joined: false,
    deliver: 'mail',
    rows: 5_000,
    bytes: null,
    sha256: null,
    form: null,
    fileName: null,
    possibleDuplicate: false,
    atRisk: false,
    requestedAt: new Date().toISOString(),
    deadlineAt: new Date(Date.now() + HOUR_MS / 2).toISOString(),
    etaAt: null,
    finishedAt: null,
    manifest: null,
    error: null,
    ...set,
  };
}

export function entryOf(reportId: string, set: Partial<LedgerEntry> = {}): LedgerEntry {
  const [courseId = '', batchId = '', requesterId = ''] = reportId.split('.');
  return {
    reportId,
    courseId,
    batchId,
    requesterId,
    deliver: 'mail',
    runId: 'run-1',
    tenantId: TENANT,
    stage: 'reading',
    outcome: null,
    errorCode: null,
    errorText: null,
    requestedAtMs: Date.now(),
    deadlineAtMs: Date.now() + HOUR_MS / 2,
    finishedAtMs: null,
    fileName: 'course-progress_b-1_2026-11-24.csv',
    file: null,
    manifest: null,
    form: null,
    possibleDuplicate: false,
    contacts: 'masked',
    sentToMark: null,
    ...set,
  };
}

const TWICE_IN_JULY: DayCounts = {
  days: async () => ['2026-07-01'],
  on: async () => [{ courseId: COURSE, batchId: BATCH, count: 2 }],
};

/** Everything behind the portal, in memory; a test changes what it needs before it asks. */
export class PortalFakes {
  readonly entries = new Map<string, LedgerEntry>();
  readonly objects = new Map<string, Uint8Array>();
  readonly live = new Map<string, ReportStatus>();
  readonly clicks: Click[] = [];
  /** Reports whose fetch was counted as a download. */
  readonly counted: string[] = [];
  roles: string[] = ['COURSE_MENTOR'];
  readonly requests: { readonly requesterId: string; readonly deliver: Deliver }[] = [];
  readonly cancelled: string[] = [];
  readonly resent: string[] = [];
  /** How the next request is answered. */
  answer: Partial<ReportStatus> = {};
  mentors: string[] = [MENTOR, OTHER_MENTOR];
  workers = 1;
  /** Thrown by what is named. */
  away: { temporal?: ReportError; source?: ReportError; store?: ReportError; resend?: ReportError } = {};
  /** Questions to Temporal about a report. */
  asked = 0;

  readonly #temporal = () => orThrow(this.away.temporal);
  readonly #store = () => orThrow(this.away.store);

  readonly deps: PortalDependencies = {
    reports: this.#reports(),
    source: {
      batch: async ({ courseId, batchId }) => {
        orThrow(this.away.source);
        const isKnown = courseId === COURSE && batchId === BATCH;
        return isKnown ? batch({ courseId, batchId, mentors: this.mentors }) : null;
      },
      requester: async (userId) => {
        orThrow(this.away.source);
        const roles = this.roles.map((role) => ({ role, scope: null }));
        return requester({ userId }, roles);
      },
    },
    ledger: {
      open: async (entry) => void this.entries.set(entry.reportId, entry),
      update: async (reportId, change) => {
        const entry = this.entries.get(reportId);
        if (entry !== undefined) this.entries.set(reportId, { ...entry, ...change });
      },
      entry: async (reportId) => {
        this.#store();
        return this.entries.get(reportId) ?? null;
      },
      list: (filter) => this.#listed(filter.batch?.batchId),
    },
    store: {
      write: () => Promise.reject(new Error('the portal writes no object')),
      removeAll: () => Promise.reject(new Error('the portal removes no object')),
      has: async (_, { objectId }) => this.objects.has(objectId),
      read: (_, object) => this.#read(object),
      readText: async (_, { objectId }) => new TextDecoder().decode(this.objects.get(objectId)),
    },
    downloads: {
      mailed: () => Promise.reject(new Error('the portal mails nothing')),
      fetched: async (reportId) => void this.counted.push(reportId),
      ...TWICE_IN_JULY,
    },
    clicks: TWICE_IN_JULY,
    batchFacts: {
      write: () => Promise.reject(new Error('the portal counts no batches')),
      walked: () => Promise.reject(new Error('the portal counts no batches')),
      lastWalk: async () => {
        this.#store();
        return { startedAtMs: 0, endedAtMs: 0 };
      },
      read: async function* () {
        yield [{ courseId: COURSE, batchId: BATCH, tenantId: TENANT, createdDay: '2026-01-01', seenAtMs: 0 }];
      },
    },
    signIn: tokenIsUserId,
    livePollers: async () => {
      this.#temporal();
      return this.workers;
    },
    onClick: (click) => void this.clicks.push(click),
  };

  /** A report that ended with its file waiting. */
  addKept(reportId: string, csv: string): void {
    const bytes = new TextEncoder().encode(csv);
    const part = this.#put('part', bytes);
    const facts = manifest({ rows: 1, bytes: bytes.length, sha256: part.sha256 });
    const { fileName } = entryOf(reportId);
    const file = JSON.stringify({ fileName, parts: [part], zip: null, manifest: facts, batchName: null });
    this.entries.set(
      reportId,
      entryOf(reportId, {
        outcome: 'kept',
        finishedAtMs: Date.now(),
        form: 'none',
        manifest: facts,
        file: this.#put('file', new TextEncoder().encode(file)),
      }),
    );
  }

  #put(kind: string, bytes: Uint8Array): StoredObject {
    const objectId = `${kind}-${this.objects.size}`;
    this.objects.set(objectId, bytes);
    return { objectId, bytes: bytes.length, sha256: 'a1' };
  }

  async *#read({ objectId }: StoredObject) {
    const bytes = this.objects.get(objectId);
    if (bytes === undefined) throw new ReportError('StoredObjectDamaged', { objectId, what: 'it is gone' });
    yield bytes;
  }

  async *#listed(batchId: string | undefined) {
    this.#store();
    const newestFirst = [...this.entries.values()].toSorted((a, b) => b.requestedAtMs - a.requestedAtMs);
    yield* newestFirst.filter((entry) => entry.batchId === batchId);
  }

  #reports(): PortalReports {
    return {
      request: async ({ courseId, batchId, requesterId, deliver }) => {
        this.#temporal();
        this.requests.push({ requesterId, deliver });
        const known = courseId === COURSE && batchId === BATCH;
        const reportId = known ? reportIdOf(requesterId) : `${courseId}.${batchId}.${requesterId}.x`;
        const status = statusOf(reportId, { deliver, ...this.answer });
        this.live.set(reportId, status);
        return status;
      },
      status: async (reportId) => {
        this.asked += 1;
        this.#temporal();
        return this.live.get(reportId) ?? null;
      },
      cancel: async (reportId) => {
        this.#temporal();
        const outcome = this.entries.get(reportId)?.outcome ?? null;
        if (outcome !== null) throw new ReportError('ReportEnded', { reportId, status: outcome });
        if (!this.live.has(reportId)) throw new ReportError('ReportNotFound', { reportId });
        this.cancelled.push(reportId);
      },
      resend: async (reportId) => {
        orThrow(this.away.resend);
        this.resent.push(reportId);
        return statusOf(reportId, { status: 'sending', ...this.answer });
      },
    };
  }
}

function orThrow(error: ReportError | undefined): void {
  if (error !== undefined) throw error;
}

/** Signing in is shown elsewhere: here the token is the user. */
const tokenIsUserId: SignIn = async (token) => {
  if (token === 'forged') throw new ReportError('Unauthenticated', { reason: 'forged' });
  return { userId: token, expiresAtMs: Date.now() + HOUR_MS };
};
