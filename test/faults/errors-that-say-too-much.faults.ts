import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { CAST } from '../../dev/data/cast.ts';
import { ReportError } from '../../report/errors.ts';
import type { Profile } from '../../report/learner.ts';
import { findWords, textsIn } from '../support/history-search.ts';
import { reply, type SmtpState } from '../support/smtp-script.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Scenario, Setting } from './scenario.ts';
import { stage } from './real-stage.ts';

const NAME = `${CAST.mentor.firstname} ${CAST.mentor.lastname}`;
const ADDRESS = CAST.mentor.address ?? '';
const OVER_2_MB = 'x'.repeat(3_000_000);

type Profiles = Dependencies['source']['profiles'];

/** Ports whose look-up of learners goes wrong at first. */
function profiles(wrong: Profiles): Setting {
  let wentWrong = false;
  return {
    deps: (real) => {
      const profiles: Profiles = (ids) => {
        // One id is the creator of the batch, who is looked up in the first step.
        if (wentWrong || ids.length === 1) return real.source.profiles(ids);
        wentWrong = true;
        return wrong(ids);
      };
      return { ...real, source: { ...real.source, profiles } };
    },
  };
}

const throwing = (error: () => Error) => profiles(() => Promise.reject(error()));

/** Cassandra's own words, in which it repeats what it was given. */
const quoting = () =>
  profiles(async () => {
    await stage().cassandra.execute(`INSERT INTO sunbird.user JSON '{"${NAME}": "${ADDRESS}"}'`, [], {
      prepare: false,
    });
    return new Map();
  });

/** A row that cannot be read without an error which tells of whom it is. */
const poisonous = () =>
  profiles(async (ids) => {
    const poison = new Proxy({} as Profile, {
      get: () => {
        throw new TypeError(`cannot read the row of ${NAME} <${ADDRESS}>`);
      },
    });
    return new Map(ids.map((id) => [id, poison]));
  });

const refusing = (state: SmtpState, code: number): Setting => ({
  mailServer: [{ [state]: reply(`${code} 5.7.1 <${ADDRESS}>: no mail for ${NAME} ${ADDRESS}`) }],
});

async function tracesOf(scenario: Scenario): Promise<string[]> {
  const { exported } = await scenario.history();
  const { raw } = await scenario.run.describe();
  const metadata = await scenario.run.query('__temporal_workflow_metadata');
  expect(scenario.logged).not.toEqual([]);
  return [...textsIn([exported, raw, metadata, await scenario.entry()]), ...scenario.logged];
}

describe.concurrent('a text over 2 MB', () => {
  test('thrown by a library: cut, and tried again', async () => {
    await using scenario = await stage().scenario(throwing(() => new Error(OVER_2_MB)));
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect((await scenario.history()).repeatedFor('writePage')).toHaveLength(1);
    expect((await scenario.run.describe()).historySize).toBeLessThan(100_000);
    await expectAlwaysTrue(scenario);
  });

  test('in what the catalogue is told: cut to 2 KB, its code and its one attempt kept', async () => {
    await using scenario = await stage().scenario(throwing(() => new ReportError('SourceSchema', { what: OVER_2_MB })));
    const { failure } = await scenario.end();
    expect(failure).toMatchObject({ type: 'SourceSchema', nonRetryable: true });
    expect(failure?.message.length).toBeLessThanOrEqual(2_048);
    expect((await scenario.history()).attempts('writePage')).toEqual([1]);
    expect((await scenario.run.describe()).historySize).toBeLessThan(100_000);
    await expectAlwaysTrue(scenario);
  });

  test('in the reply of a mail server: hung up on, and tried again', async () => {
    await using scenario = await stage().scenario({ mailServer: [{ rcpt: reply(`554 5.7.1 ${OVER_2_MB}`) }] });
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.smtp.dialogues.map(({ isKept }) => isKept)).toEqual([false, true]);
    expect((await scenario.run.describe()).historySize).toBeLessThan(100_000);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: what is not cut never arrives, and the attempts do not end before the deadline', async () => {
    await using scenario = await stage().scenario({
      input: { deadlineMs: 20_000 },
      steps: (real) => ({
        ...real,
        writePage: () => Promise.reject(ApplicationFailure.nonRetryable(OVER_2_MB, 'SourceSchema', [OVER_2_MB])),
      }),
    });
    // Told at once it would be failed/SourceSchema, as above.
    expect(await scenario.end()).toMatchObject({ result: { outcome: 'late' }, failure: { type: 'DeadlineMissed' } });
  });
});

describe.concurrent('an error that names a person', () => {
  test.each([
    [
      'a library that quotes a row',
      () => throwing(() => new Error(`row of ${NAME} ${ADDRESS} is broken`)),
      'Unexpected',
    ],
    ['Cassandra, which repeats what it was given', quoting, 'Unexpected'],
    ['a row that throws', poisonous, 'Unexpected'],
    ['a mail server as it greets', () => refusing('greeting', 554), 'MailRefused'],
    ['a mail server at the sender', () => refusing('mail', 550), 'MailRefused'],
    ['a mail server at the recipient', () => refusing('rcpt', 550), 'MailRefused'],
    ['a mail server at DATA', () => refusing('data', 554), 'MailRefused'],
    ['a mail server after the dot', () => refusing('dot', 554), 'MailRefused'],
  ] as const)('%s: not a word of it in history, memo, search attributes, ledger and log', async (_, setting, code) => {
    await using scenario = await stage().scenario(setting());
    await scenario.end();
    const traces = await tracesOf(scenario);
    expect(findWords(traces, stage().words)).toEqual([]);
    expect(findWords(traces, [code, stage().batch.batchId])).toHaveLength(2);
    await expectAlwaysTrue(scenario);
  });

  test('counter-proof: an edge that lets foreign texts through is found out', async () => {
    await using scenario = await stage().scenario({
      steps: (real) => ({
        ...real,
        writePage: () => Promise.reject(ApplicationFailure.nonRetryable(`row of ${NAME}: ${ADDRESS}`, 'SourceSchema')),
      }),
    });
    await scenario.end();
    expect(findWords(await tracesOf(scenario), [CAST.mentor.lastname, ADDRESS])).toHaveLength(2);
    await expect(expectAlwaysTrue(scenario)).rejects.toThrow(/expected/);
  });
});
