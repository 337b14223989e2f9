import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDirectories } from '../../activities/directories.ts';
import { mortalPorts, type MortalPorts } from '../activities/mortal-ports.ts';
import { expectAlwaysTrue } from './always-true.ts';
import type { Setting } from './scenario.ts';
import { stage } from './real-stage.ts';
import { withoutRecord } from './without.ts';

const aFewAtOnce = pLimit(10);

/** Ports whose `no`-th call of a whole run does its work and throws; the calls are counted over all steps and attempts. */
function losing(no: number, part = (ports: Dependencies) => ports): Setting & { readonly calls: readonly string[] } {
  let ports: MortalPorts | undefined;
  return {
    get calls() {
      return ports?.calls ?? [];
    },
    deps: (real) => {
      ports ??= mortalPorts(real, no, 'answerLost');
      return part({ ...ports.deps, directories: createDirectories(ports.deps.source) });
    },
  };
}

async function callsOfARun(part?: (ports: Dependencies) => Dependencies): Promise<readonly string[]> {
  const setting = losing(Infinity, part);
  await using scenario = await stage().scenario(setting);
  await scenario.end();
  return setting.calls;
}

describe.concurrent('a port that does its work and throws', () => {
  test('any call of a run: sent, as if nothing had happened, or as a possible duplicate where it was the mail', async () => {
    const undisturbed = await callsOfARun();
    const ports = new Set(undisturbed.map((call) => call.split('.')[0]));
    expect(ports).toEqual(new Set(['deliveries', 'downloads', 'ledger', 'lines', 'mailer', 'source', 'store']));

    const loseAnswerOf = async (at: number) => {
      const setting = losing(at + 1);
      await using scenario = await stage().scenario(setting);
      const { result } = await scenario.end();
      const story = [at, setting.calls[at], result?.outcome, scenario.reports.length, result?.possibleDuplicate];
      const isDot = setting.calls[at] === 'deliveries.replace' && setting.calls.indexOf('deliveries.replace') === at;
      const isMail = setting.calls[at] === 'mailer.send';
      expect(story).toEqual([at, setting.calls[at], 'sent', isMail ? 2 : 1, isMail || isDot]);
      const [one, two = one] = scenario.reports;
      expect(one && two?.message.equals(one.message)).toBe(true);
      await expectAlwaysTrue(scenario);
    };
    await Promise.all(undisturbed.map((_, at) => aFewAtOnce(loseAnswerOf, at)));
  });

  test('counter-proof: without a record, the second mail is not said to be one', async () => {
    const sending = (await callsOfARun(withoutRecord)).indexOf('mailer.send');
    await using scenario = await stage().scenario(losing(sending + 1, withoutRecord));
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent', possibleDuplicate: false });
    expect(scenario.reports).toHaveLength(2);
  });
});
