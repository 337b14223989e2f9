import type { Client } from 'cassandra-driver';
import { type DemoBatch, demoBatch, type DemoOptions, GENERATOR_VERSION } from '../batch.ts';
import { batchRow } from '../batch-row.ts';
import { castRows } from '../cast.ts';
import { hierarchyRow } from '../course.ts';
import { blankUserIdRows, hostileLearners } from '../hostile/hostile-learners.ts';
import { hostilePlaceRows } from '../hostile/hostile-places.ts';
import { type DemoLearner, demoLearners } from '../learner/learners.ts';
import { placeRows } from '../places/place-rows.ts';
import type { Row } from '../rows.ts';
import { inLanes } from './in-lanes.ts';
import { createMarkers, isWritten, markWritten } from './markers.ts';
import { writeRows } from './write-rows.ts';

export interface WriteHooks {
  /** Called now and then with the learners that are in, of `batch.activeLearners`. */
  readonly onProgress?: (learners: number) => void;
  readonly signal?: AbortSignal;
}

export interface WrittenDemo {
  readonly batch: DemoBatch;
  /** 0 when everything was there from an earlier run. */
  readonly rowsWritten: number;
}

/** A handful of learners: their enrolments share a partition, so they cost one request instead of one each. */
interface Parcel {
  readonly learners: number;
  readonly rows: readonly Row[];
}

const LEARNERS_PER_PARCEL = 10;
const ROWS_PER_PARCEL = 40;
/** About 10 parcels of some 35 requests each are in flight, far below the driver's 2,048 a connection. */
const LANES = 10;

function* inGroups<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function* learnersOf(batch: DemoBatch): Generator<DemoLearner> {
  yield* demoLearners(batch);
  yield* hostileLearners(batch);
}

function* learnerParcels(batch: DemoBatch): Generator<Parcel> {
  for (const learners of inGroups(learnersOf(batch), LEARNERS_PER_PARCEL)) {
    yield { learners: learners.length, rows: learners.flatMap(({ rows }) => rows) };
  }
  if (batch.hostile !== undefined) yield { learners: 0, rows: [...hostilePlaceRows(), ...blankUserIdRows(batch)] };
  // Last, so that nobody finds a batch whose learners are still on their way.
  yield { learners: 0, rows: [batchRow(batch)] };
}

function* sharedRows(): Generator<Row> {
  yield* placeRows();
  yield* castRows();
  yield hierarchyRow();
}

function* sharedParcels(): Generator<Parcel> {
  for (const rows of inGroups(sharedRows(), ROWS_PER_PARCEL)) yield { learners: 0, rows };
}

/** Writes the parcels unless the marker says that they are there; answers the rows written. */
async function writeOnce(client: Client, what: string, parcels: Generator<Parcel>, hooks: WriteHooks): Promise<number> {
  if (await isWritten(client, what)) return 0;
  const done = { learners: 0, rows: 0 };
  await inLanes(parcels, LANES, async (parcel) => {
    hooks.signal?.throwIfAborted();
    await writeRows(client, parcel.rows);
    done.learners += parcel.learners;
    done.rows += parcel.rows.length;
    hooks.onProgress?.(done.learners);
  });
  await markWritten(client, what, done.rows);
  return done.rows;
}

/**
 * Writes places, organisations, the cast and one batch into the sunbird keyspaces, whose tables must be there
 * (`applySunbirdSchema`). A second call with the same options writes nothing; after an interrupted one it writes all
 * anew over the same keys. Whether the server may be written to is the caller's to ask (`mayWriteInto`).
 *
 * @throws the signal's reason, or the driver's error
 */
export async function writeDemoData(
  client: Client,
  options: DemoOptions,
  hooks: WriteHooks = {},
): Promise<WrittenDemo> {
  const batch = demoBatch(options);
  const version = `version ${GENERATOR_VERSION}`;
  await createMarkers(client);
  const shared = await writeOnce(client, `${version}, places and people`, sharedParcels(), {
    ...hooks,
    onProgress: () => {},
  });
  const learners = await writeOnce(client, `${version}, batch ${batch.batchId}`, learnerParcels(batch), hooks);
  return { batch, rowsWritten: shared + learners };
}
