import { describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { addressForSending, refuse, rightsOf } from '../../activities/rights.ts';
import { addressIn } from '../../adapters/mail/address.ts';
import { ReportError } from '../../report/errors.ts';
import type { Batch, Requester } from '../../report/learner.ts';
import type { ReportRequest } from '../../report/request.ts';
import { batch, requester } from './records.ts';

/** Section 4 of docs/domain.md as the steps ask it: with what is stored now. */

const ADDRESS = 'mentor@example.org';

const mentor = (address: string | null): Requester => ({
  ...requester({}, [{ role: 'COURSE_MENTOR', scope: null }]),
  address,
});

function stored(of: Batch | null, who: Requester | null): Dependencies {
  const source = { batch: async () => of, requester: async () => who };
  return { source, mailer: { addressIn } } as unknown as Dependencies;
}

const request = (deliver: ReportRequest['deliver']): ReportRequest => ({
  courseId: 'do_1',
  batchId: 'batch-1',
  requesterId: 'creator',
  deliver,
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof ReportError ? error.code : 'no ReportError';
}

describe('at the request', () => {
  test.each([
    ['mail', ADDRESS, null],
    ['mail', null, 'AddressUnusable'],
    ['mail', 'two@example.org,three@example.org', 'AddressUnusable'],
    // A ciphertext, as it stands where the salt is another.
    ['mail', 'q0Vh4vJm1vJqk8wqR1r9Tw==', 'AddressUnusable'],
    ['portal', null, null],
    ['portal', ADDRESS, null],
  ] as const)('delivered by %s, address %j: %j', async (deliver, address, refusal) => {
    expect((await rightsOf(stored(batch(), mentor(address)), request(deliver))).refusal).toBe(refusal);
  });

  test('a refusal is an error of its own code', () => {
    expect(refuse('RoleMissing', request('mail')).code).toBe('RoleMissing');
  });
});

describe('again just before sending', () => {
  test('she still may: her address, as it is now', async () => {
    expect(await addressForSending(stored(batch(), mentor(ADDRESS)), request('mail'))).toBe(ADDRESS);
  });

  test.each([
    ['the batch is gone', null, mentor(ADDRESS)],
    ['she is gone', batch(), null],
    ['she was blocked', batch(), { ...mentor(ADDRESS), profile: requester({ status: 0 }).profile }],
    ['the batch is another’s', batch({ createdBy: 'other' }), mentor(ADDRESS)],
    ['her role is gone', batch(), { ...mentor(ADDRESS), roles: [] }],
  ] as const)('%s: NotAuthorised', async (_, of, who) => {
    expect(await codeOf(addressForSending(stored(of, who), request('mail')))).toBe('NotAuthorised');
  });

  test.each(['mail', 'portal'] as const)('only her address is gone: AddressUnusable, also by %s', async (deliver) => {
    const sending = addressForSending(stored(batch(), mentor(' ')), request(deliver));
    expect(await codeOf(sending)).toBe('AddressUnusable');
  });
});
