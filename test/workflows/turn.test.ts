import { describe, expect, test } from 'vitest';
import { FakeReports } from '../support/workflow-fakes.ts';
import { Scene } from '../support/workflow-scene.ts';
import { realServer } from '../support/workflow-server.ts';
import { failing } from '../support/workflow-troubles.ts';

const server = realServer();

const place = { tenantId: 'tenant-1', reportId: 'r-1', requestedAtMs: 1_700_000_000_000 };

describe('a report whose turn', () => {
  test('has come, is read at once and keeps its place until it is', async () => {
    const fakes = new FakeReports();
    fakes.turn = { place, hasCome: true };
    expect(await new Scene(server(), fakes).report()).toMatchObject({ status: 'COMPLETED' });
    expect(fakes.count('awaitTurn')).toBe(0);
    expect(fakes.inputs.writePage.map((input) => input.place)).toEqual([place, place]);
    expect(fakes.inputs.assembleReport).toMatchObject([{ place }]);
  });

  test('has not come, is read when it has, whatever number of looks that takes', async () => {
    const fakes = new FakeReports().when('awaitTurn', failing('TurnAwaited', { ahead: 2 }, 2));
    fakes.turn = { place, hasCome: false };
    expect(await new Scene(server(), fakes).report()).toMatchObject({ status: 'COMPLETED' });
    expect(fakes.begun.slice(0, 5)).toEqual(['prepareReport', 'awaitTurn', 'awaitTurn', 'awaitTurn', 'listPages']);
    expect(fakes.inputs.awaitTurn[0]).toEqual(place);
  });

  test('does not come in time, is late at that step, and the mentor is told', async () => {
    const fakes = new FakeReports().when('awaitTurn', failing('TurnAwaited', { ahead: 2 }));
    fakes.turn = { place, hasCome: false };
    const { result, failure } = await new Scene(server(), fakes, { deadlineMs: 10_000 }).report();
    expect(result).toMatchObject({ outcome: 'late' });
    expect(failure?.message).toContain('awaitTurn took too long');
    expect(fakes.count('listPages')).toBe(0);
    expect(fakes.notices).toEqual(['late']);
  });

  test('is not known, as of a worker of an older version, is read at once', async () => {
    const fakes = new FakeReports();
    expect(await new Scene(server(), fakes).report()).toMatchObject({ status: 'COMPLETED' });
    expect(fakes.count('awaitTurn')).toBe(0);
  });
});
