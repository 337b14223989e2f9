import driver, { type Client } from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { cassandraReportStore } from '../../adapters/cassandra/report-store.ts';
import { openDownload } from '../../archive/download.ts';
import { ownKeyspace } from '../../config/connections.ts';
import { errorText } from '../../report/errors.ts';
import { connect, type Connected } from '../../worker/dependencies.ts';
import { serverValues } from '../support/cassandra.ts';
import { heldServer, type HeldServer } from '../../dev/chaos/held-server.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { stage } from './real-stage.ts';
import type { Scenario, Setting } from './scenario.ts';
import { withoutOrder } from './without.ts';

const { ResponseError, OperationTimedOutError, NoHostAvailableError } = driver.errors;
const { responseErrorCodes: code } = driver.types;

const FULL = 'Guardrail replica_disk_usage violated: Write request failed because disk usage exceeds failure threshold';
const full = () => new ResponseError(code.invalid, FULL);

type Refusal = (objectId: string) => Error | null;

/** The real store, on a driver that gets these errors for what it inserts. */
function refusing(refusal: Refusal): Pick<Dependencies, 'store'> {
  const { cassandra } = stage();
  const execute = async (query: string, params: readonly unknown[], options: object) => {
    const error = query.startsWith('INSERT') ? refusal(String(params[1])) : null;
    if (error !== null) throw error;
    return cassandra.execute(query, [...params], options);
  };
  return { store: cassandraReportStore({ execute } as unknown as Client, ownKeyspace(serverValues())) };
}

/** The first page of a report cannot be stored twice, and then it can. */
function twice(error: () => Error): Setting {
  let times = 0;
  const { store } = refusing(() => ((times += 1) <= 2 ? error() : null));
  return { deps: (real) => ({ ...real, store }) };
}

const SHORT = { deadlineMs: 60_000 };

/** The manifest can never be stored. */
const neverWhole = (): Setting => {
  const { store } = refusing((objectId) => (objectId.startsWith('file.') ? full() : null));
  return { input: SHORT, deps: (real) => ({ ...real, store }) };
};

async function expectSentAfter(scenario: Scenario, reason: string): Promise<void> {
  expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
  const reasons = (await scenario.history()).repeatedFor('writePage');
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toContain(reason);
  expect(scenario.reports).toHaveLength(1);
  await expectAlwaysTrue(scenario);
}

const UNAVAILABLE = errorText('StoreUnavailable');

describe.concurrent('a report store that is full, slow or refuses writes', () => {
  let cassandra: HeldServer;
  let slow: Connected;
  beforeAll(async () => {
    cassandra = await heldServer(process.env['CASSANDRA_CONTACT_POINTS'] ?? '');
    slow = connect({ ...serverValues(), CASSANDRA_CONTACT_POINTS: [cassandra.address] });
  });
  afterAll(async () => {
    await slow.close();
    await cassandra[Symbol.asyncDispose]();
  });

  test.each([
    ['full', full],
    ['overloaded', () => new ResponseError(code.overloaded, 'too many requests in flight')],
    ['without enough copies', () => new ResponseError(code.unavailableException, 'required 2, alive 1')],
    ['timing out', () => new ResponseError(code.writeTimeout, 'no answer of a replica')],
    ['failing', () => new ResponseError(code.writeFailure, 'a replica failed')],
    ['silent', () => new OperationTimedOutError('no answer')],
    ['away', () => new NoHostAvailableError({}, 'no host')],
  ] as const)('%s, for a while: tried again, and sent', async (_, error) => {
    await using scenario = await stage().scenario(twice(error));
    await expectSentAfter(scenario, UNAVAILABLE);
  });

  test('slow, so that nobody waits for its answer: tried again, and sent', async () => {
    const SLOW_MS = 12_000;
    let isSlow = false;
    await using scenario = await stage().scenario({
      deps: (real) => ({ ...real, store: slow.deps.store }),
      steps: (real) => ({
        ...real,
        writePage: (input) => {
          if (!isSlow) {
            isSlow = true;
            cassandra.hold('requests');
            setTimeout(() => cassandra.release(), SLOW_MS);
          }
          return real.writePage(input);
        },
      }),
    });
    await expectSentAfter(scenario, UNAVAILABLE);
  });

  test('full until the deadline: late, the step named; there is no file, and nobody is shown one', async () => {
    await using scenario = await stage().scenario(neverWhole());
    const { result, failure } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'late', sha256: null });
    expect(failure?.message).toContain('assembleReport');
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    expect(await scenario.entry()).toMatchObject({ file: null, manifest: null });
    await expect(download(scenario)).rejects.toMatchObject({ code: 'ReportWithoutFile' });
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: named in the ledger before it is stored, a file that is not there is shown', async () => {
    await using scenario = await stage().scenario({ ...neverWhole(), steps: withoutOrder(stage().deps.ledger) });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'late' });
    expect((await scenario.entry())?.file).not.toBeNull();
    await expect(expectAlwaysTrue(scenario)).rejects.toThrow(/expected/);
  });

  test('counter-proof: with the driver’s own errors nobody is told that it is the store', async () => {
    let times = 0;
    await using scenario = await stage().scenario({
      deps: (real) => {
        const write: typeof real.store.write = (...args) =>
          (times += 1) <= 1 ? Promise.reject(full()) : real.store.write(...args);
        return { ...real, store: { ...real.store, write } };
      },
    });
    await expect(expectSentAfter(scenario, UNAVAILABLE)).rejects.toThrow('Unexpected ResponseError');
  });
});

function download({ input }: Scenario) {
  const { ledger, store } = stage().deps;
  return openDownload(ledger, store, input.reportId);
}
