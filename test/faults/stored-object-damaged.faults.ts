import { describe, expect, test } from 'vitest';
import type { DeliverReportInput } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { openDownload } from '../../archive/download.ts';
import { ownKeyspace } from '../../config/connections.ts';
import type { ReportFile, StoredObject } from '../../report/manifest.ts';
import { readReportFile } from '../../report/report-file.ts';
import { serverValues } from '../support/cassandra.ts';
import { resetToFirstTask } from '../support/reset-run.ts';
import { endOf } from '../support/workflow-scene.ts';
import { expectAlwaysTrue } from './always-true.ts';
import { firstTimes } from './ports-that-stop.ts';
import { stage } from './real-stage.ts';
import type { Scenario, Setting } from './scenario.ts';
import { withoutCheck } from './without.ts';

const { keyspace } = ownKeyspace(serverValues());
const ITS_CHUNKS = 'report_id = ? AND object_id = ? AND slice = 0';

type Damage = (reportId: string, object: StoredObject) => Promise<unknown>;

/** One byte, so that its size stays. */
const altered: Damage = async (reportId, { objectId }) => {
  const { cassandra } = stage();
  const query = `SELECT data FROM ${keyspace}.report_chunk WHERE ${ITS_CHUNKS} AND no = 0`;
  const data: Buffer = (await cassandra.execute(query, [reportId, objectId])).first()['data'];
  data.writeUInt8(data.readUInt8(data.length - 5) ^ 1, data.length - 5);
  const update = `UPDATE ${keyspace}.report_chunk USING TTL 3600 SET data = ? WHERE ${ITS_CHUNKS} AND no = 0`;
  await cassandra.execute(update, [data, reportId, objectId]);
};

const lost: Damage = (reportId, { objectId }) =>
  stage().cassandra.execute(`DELETE FROM ${keyspace}.report_chunk WHERE ${ITS_CHUNKS}`, [reportId, objectId]);

type Choice = (file: ReportFile, input: DeliverReportInput) => StoredObject | null | undefined;
const part: Choice = ({ parts }) => parts[0];
const zip: Choice = (file) => file.zip;
const listOfParts: Choice = (_, input) => input.file;

/** A report that is built, and then damaged before it is sent. */
function damagedBefore(choice: Choice, damage: Damage, deps: Setting['deps'] = (real) => real): Promise<Scenario> {
  let sending: DeliverReportInput | undefined;
  const once = firstTimes(1, async () => {
    if (sending === undefined) throw new Error('nothing is sent yet');
    const file = await readReportFile(stage().deps.store, sending.reportId, sending.file);
    const object = choice(file, sending);
    if (!object) throw new Error('there is no such object');
    await damage(sending.reportId, object);
  });
  return stage().scenario({
    deps,
    steps: (real) => ({
      ...real,
      deliverReport: async (input) => {
        sending = input;
        await once();
        return real.deliverReport(input);
      },
    }),
  });
}

async function readToItsEnd(reportId: string): Promise<void> {
  const { ledger, store } = stage().deps;
  for await (const _ of (await openDownload(ledger, store, reportId)).content);
}

const small = (real: Dependencies) => ({ ...real, settings: { ...real.settings, attachmentMaxBytes: 20_000 } });

describe.concurrent('a stored object that is altered or lost before it is sent', () => {
  test.each([
    ['a part, altered', part, altered, undefined],
    ['a part, lost', part, lost, undefined],
    ['the list of the parts, altered', listOfParts, altered, undefined],
    ['the list of the parts, lost', listOfParts, lost, undefined],
    ['the ZIP, altered', zip, altered, small],
    ['the ZIP, lost', zip, lost, small],
  ] as const)('%s: never sent, and said so; a retry builds afresh and sends', async (_, choice, damage, deps) => {
    await using scenario = await damagedBefore(choice, damage, deps);
    const { result, failure } = await scenario.end();
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(failure).toMatchObject({ type: 'StoredObjectDamaged' });
    expect([scenario.reports.length, scenario.notices.length]).toEqual([0, 1]);
    expect((await scenario.history()).attempts('deliverReport')).toEqual([1]);
    await expectAlwaysTrue(scenario);
    if (choice !== zip)
      await expect(readToItsEnd(scenario.input.reportId)).rejects.toMatchObject({ code: 'StoredObjectDamaged' });

    await resetToFirstTask(stage().server.client, scenario.run);
    expect((await endOf(scenario.run)).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(1);
    await readToItsEnd(scenario.input.reportId);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: a store that does not check has other bytes sent', async () => {
    const unchecked = (real: Dependencies) => withoutCheck(stage().cassandra, keyspace)(real);
    await using scenario = await damagedBefore(part, altered, unchecked);
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    await expect(expectAlwaysTrue(scenario)).rejects.toThrow(/expected/);
  });
});
