import { expect, test } from 'vitest';
import { portalServer } from '../../portal/server.ts';
import { judgeBy } from '../support/openapi-answers.ts';
import { operationsOf, type OpenApiDocument } from '../support/openapi-operations.ts';
import { PortalFakes } from './portal-fakes.ts';

test('who judges answers by the document finds what is wrong with one', async () => {
  await using app = await portalServer(new PortalFakes().deps);
  const document = (await app.inject('/openapi.json')).json<OpenApiDocument>();
  const ready = operationsOf(document).find(({ path }) => path === '/readyz');
  if (ready === undefined) throw new Error('no /readyz');
  const { statusCode: status, headers, body } = await app.inject('/readyz');
  const faults = (change: object) => judgeBy(document)(ready, { status, headers, body, ...change });
  expect(faults({})).toEqual([]);
  expect(faults({ status: 404 })).toEqual(['status 404 is not documented']);
  expect(faults({ status: 503 })).toEqual(['no Retry-After']);
  expect(faults({ body: '{}' })).toEqual([expect.stringMatching(/^body: /)]);
  expect(faults({ headers: { 'content-type': 'text/html' } })).toEqual([
    'no nosniff',
    'type text/html is not documented',
  ]);
});
