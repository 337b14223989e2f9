import fc from 'fast-check';
import { ulid } from 'ulid';
import { describe, expect, test } from 'vitest';
import { buildReportId, checkRequest, parseReportId, workflowIdOf } from '../../report/request.ts';

const key = { courseId: 'do_31', batchId: '0131-batch', requesterId: 'a1b2' };
const ULID = '01M86AEXGYV827CQ5ZXTGCQT85';

describe('an id of a course, batch or user', () => {
  test.each(['a', '0', 'do_31_-Z', 'x'.repeat(64)])('%s is valid', (courseId) => {
    expect(checkRequest({ ...key, courseId })).toEqual({ ...key, courseId });
  });

  test.each(['', ' ', 'a b', 'a.b', 'a/b', '../a', "a'b", 'ä', 'a\n', 'x'.repeat(65), '𝒂'])('%j is not', (id) => {
    const invalid = (what: string) => expect.objectContaining({ code: 'IdInvalid', holes: { what } });
    expect(() => checkRequest({ ...key, courseId: id })).toThrow(invalid('course id'));
    expect(() => checkRequest({ ...key, batchId: id })).toThrow(invalid('batch id'));
    expect(() => checkRequest({ ...key, requesterId: id })).toThrow(invalid('requester id'));
  });

  test('what else a request carries stays', () => {
    expect(checkRequest({ ...key, deliver: 'portal' })).toEqual({ ...key, deliver: 'portal' });
  });
});

describe('a report id', () => {
  test('is the three ids and a ULID', () => {
    expect(buildReportId(key, ULID)).toBe(`do_31.0131-batch.a1b2.${ULID}`);
  });

  test('parses back, whatever the ids', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(fc.record({ courseId: id, batchId: id, requesterId: id }), (ids) => {
        const made = ulid();
        expect(parseReportId(buildReportId(ids, made))).toEqual({ ...ids, ulid: made });
      }),
    );
  });

  test.each([
    '',
    'do_31.b.u',
    `do_31.b.u.${ULID}.x`,
    `do_31..u.${ULID}`,
    `do_31.b.u.${ULID.toLowerCase()}`,
    `do_31.b.u.${ULID.slice(1)}`,
    `do_31.b.u.${ULID.replace('8', 'U')}`,
    `do/31.b.u.${ULID}`,
  ])('%j is none', (text) => {
    expect(() => parseReportId(text)).toThrow(
      expect.objectContaining({ code: 'IdInvalid', holes: { what: 'report id' } }),
    );
  });
});

test('equal requests share a workflow id, however they are delivered', () => {
  expect(workflowIdOf(key)).toBe('course-report/do_31/0131-batch/a1b2');
});
