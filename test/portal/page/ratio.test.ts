import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  barriers,
  INSTALL_MS,
  isTooWide,
  newPerson,
  startBrowser,
  watchForFaults,
  WIDTHS,
} from '../../support/browser.ts';
import { PagePortal, TOKEN } from '../../support/page-portal.ts';
import { RATIO } from '../../support/page-ratio.ts';

let browser: Browser;
let portal: PagePortal;
let owner: BrowserContext;
let faults: string[];

beforeAll(async () => {
  [browser, portal] = await Promise.all([startBrowser(), PagePortal.start()]);
}, INSTALL_MS);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});
beforeEach(async () => {
  portal.reset();
  portal.ratio = RATIO;
  owner = await newPerson(browser);
  faults = [];
});
afterEach(async () => {
  await owner.close();
  expect(faults).toEqual([]);
});

const ROUTE = 'GET /v1/download-ratio';
const NOVEMBER = { level: 'all', from: '2026-11-01', last: '2026-11-24' };

async function open(asked: Record<string, string> = NOVEMBER): Promise<Page> {
  const page = await owner.newPage();
  watchForFaults(page, portal.url, faults);
  await page.goto(`${portal.url}/ratio.html?${new URLSearchParams(asked).toString()}#token=${TOKEN}`);
  return page;
}

test('the figure with what it is made of, the clicks beside it, and what one must know of it', async () => {
  const page = await open();
  await page.getByText('2.350', { exact: true }).waitFor();
  const said = await page.locator('main').innerText();
  for (const text of [
    '1 Nov 2026 to 24 Nov 2026',
    '47 downloads / 20 batches',
    'Beside it: 62 clicks on “Download file”. Clicks are not part of the ratio.',
    '2 batches without a readable creation date: counted in every period.',
    '1 batch no longer on the platform: still counted.',
    'Batches as counted on 24 Nov 2026, 02:01 IST.',
  ])
    expect(said).toContain(text);
  // The last day that she names belongs to it; the portal counts until the day after.
  expect(portal.callsOf(ROUTE).map(({ query }) => query)).toEqual(['?level=all&from=2026-11-01&to=2026-11-25']);
  for (const width of Object.values(WIDTHS)) {
    await page.setViewportSize({ width, height: 740 });
    expect(await isTooWide(page)).toBe(false);
    expect(await barriers(page)).toEqual([]);
  }
});

test('without a batch there is no value, which is not 0', async () => {
  portal.ratio = { ...RATIO, batches: 0, ratio: null, batchesAsOf: null, byTenant: [], byCourse: [], byBatch: [] };
  const page = await open();
  await page.getByText('No value', { exact: true }).waitFor();
  const said = await page.locator('main').innerText();
  expect(said).toContain('There is no batch to divide by.');
  expect(said).toContain('There were 47 downloads all the same.');
  expect(said).toContain('Batches have not been counted yet.');
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
});

test('the plot has a bar a day and says the same in words and as a table; a long period goes by months', async () => {
  const page = await open();
  await page.getByRole('img', { name: 'Downloads over time. Most of them: 30 downloads, 2 Nov 2026.' }).waitFor();
  expect(await page.locator('#plot rect').count()).toBe(24);
  await page.getByText('The same as a table').click();
  await page.getByRole('row', { name: '3 Nov 2026 12 12', exact: true }).waitFor();
  await page.getByRole('row', { name: '4 Nov 2026 0 0', exact: true }).waitFor();
  portal.ratio = { ...RATIO, period: { from: '2026-01-01', to: '2026-11-25' } };
  await page.getByLabel('From').fill('2026-01-01');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('img', { name: 'Downloads over time. Most of them: 47 downloads, Nov 2026.' }).waitFor();
  expect(await page.locator('#plot rect').count()).toBe(11);
});

test('tables show the first hundred; what is saved as CSV has them all, and no formula', async () => {
  const page = await open();
  await page.getByText('The first 100 of 120; the CSV file has them all.').waitFor();
  expect(await page.getByRole('region', { name: 'By batch' }).getByRole('row').count()).toBe(101);
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save “${name}” as CSV` }).click(),
    ]);
    return parse(await readFile(await download.path()), { bom: true, record_delimiter: '\r\n' });
  };
  expect(await saved('By batch')).toHaveLength(121);
  expect(await saved('By course')).toEqual([
    ['Course', 'Downloads', 'Batches', 'Ratio', 'Clicks'],
    ['do_31306402137589', '40', '12', String(40 / 12), '51'],
    ["'-do_2", '7', '0', '', '11'],
  ]);
  expect((await saved('By tenant')).at(-1)).toEqual(['no tenant', '7', '5', '1.4', '11']);
});

test('by keyboard: a level and its id are chosen, and stand in the address', async () => {
  const page = await open();
  await page.getByText('2.350', { exact: true }).waitFor();
  expect(await page.getByLabel('Its ID').isVisible()).toBe(false);
  await page.getByLabel('Ratio of').focus();
  await page.keyboard.type('one tenant');
  await page.getByLabel('Its ID').focus();
  await page.keyboard.type('0126796199493140480');
  await page.keyboard.press('Enter');
  await page.waitForURL(/level=tenant&id=0126796199493140480&from=2026-11-01&last=2026-11-24/);
  await expect.poll(() => portal.callsOf(ROUTE).at(-1)?.query).toContain('level=tenant&id=0126796199493140480');
  expect(await page.getByLabel('Its ID').inputValue()).toBe('0126796199493140480');
});

test.each([
  [401, 'Your sign-in is over.'],
  [403, 'You may see the figures of your own organisation'],
  [400, 'Please check the ID and the two days.'],
  [500, 'Something went wrong on our side'],
])('an answer of %i is told with its next step', async (status, text) => {
  portal.next(ROUTE, { status, body: { code: 'Any' } });
  const page = await open();
  await page.locator('main').getByText(text).waitFor();
  expect(await page.locator('#answer').isVisible()).toBe(false);
});

test('with the service away it keeps trying', async () => {
  portal.next(ROUTE, { status: 503, body: { code: 'StoreUnavailable' }, headers: { 'retry-after': '1' } });
  const page = await open();
  await page.getByText('The service is not answering. Trying again in 1 second.').waitFor();
  await page.getByText('2.350', { exact: true }).waitFor();
});
