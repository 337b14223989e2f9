import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHECKOUT } from '../../dev/stack/checkout.ts';
import { httpStatus } from '../../portal/http-status.ts';
import { errorSpec, REPORT_ERRORS, type ReportErrorCode } from '../../report/errors.ts';

const CODES = Object.keys(REPORT_ERRORS) as ReportErrorCode[];

/** How a report ended, told as part of its status: never the answer to a request. */
const OF_A_STATUS: readonly ReportErrorCode[] = ['MailAddressRefused', 'DeliveryUnconfirmed'];

test('what the one who asks can mend is said with a status of its own below 500', () => {
  const hers = CODES.filter((code) => errorSpec(code).acts === 'mentor' && !OF_A_STATUS.includes(code));
  expect(hers.filter((code) => httpStatus(code) >= 500)).toEqual([]);
});

test.each(CODES.filter((code) => errorSpec(code).acts === 'operator'))('%s is ours, not hers', (code) => {
  expect(httpStatus(code)).toBe(errorSpec(code).retry && code !== 'Unexpected' ? 503 : 500);
});

test('docs/http.md says the same of every code below 500', () => {
  const text = readFileSync(join(CHECKOUT, 'docs', 'http.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d{3}) +\| ([^|]+)\|/gm)];
  const said = rows.flatMap(([, status, codes = '']) =>
    [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`),
  );
  const held = CODES.filter((code) => httpStatus(code) < 500).map((code) => `${httpStatus(code)} ${code}`);
  expect(said.toSorted()).toEqual(held.toSorted());
});
