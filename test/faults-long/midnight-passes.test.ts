import { describe, expect, test } from 'vitest';
import { expectAlwaysTrue } from '../faults/always-true.ts';
import { stageOn } from '../faults/stage.ts';
import { reply } from '../support/smtp-script.ts';
import { timeSkippingServer } from '../support/workflow-server.ts';

const DAY_MS = 24 * 60 * 60_000;
const INDIA_AHEAD_MS = 330 * 60_000;

const server = timeSkippingServer();
const stage = stageOn(server);

const dayInIndia = (ms: number) => new Date(ms + INDIA_AHEAD_MS).toISOString().slice(0, 10);

describe('a clock that is ten minutes off', () => {
  test("midnight in India passes on the server's: dated by the request, same bytes", async () => {
    await using scenario = await stage().scenario({ mailServer: [{ mail: reply('451 4.3.0 later') }] });
    const nowMs = await server().currentTimeMs();
    await server().sleep(DAY_MS - ((nowMs + INDIA_AHEAD_MS) % DAY_MS) - 20_000);
    expect((await scenario.end()).result).toMatchObject({ outcome: 'sent' });
    expect(scenario.reports).toHaveLength(1);
    const entry = await scenario.entry();
    const [asked, ended] = [entry?.requestedAtMs, entry?.finishedAtMs].map((ms) => dayInIndia(ms ?? 0));
    expect(Date.parse(ended ?? '') - Date.parse(asked ?? '')).toBe(DAY_MS);
    expect(entry?.fileName).toBe(`course-progress_${scenario.input.batchId}_${asked}.csv`);
    await expectAlwaysTrue(scenario);
  });
});
