import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { manifestDetails, manifestFacts } from '../../../report/manifest-table.ts';
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
import { FACTS, KEY, MANIFEST, withFile } from '../../support/page-reports.ts';
import { STATES } from './states.ts';

let browser: Browser;
let portal: PagePortal;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  [browser, portal] = await Promise.all([startBrowser(), PagePortal.start()]);
  page = await (await newPerson(browser)).newPage();
  watchForFaults(page, portal.url, faults);
}, INSTALL_MS);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});
beforeEach(() => portal.reset());

/** As the hosting portal opens it. A query of its own each time: another fragment alone would not load the page anew. */
let visits = 0;
const open = () =>
  page.goto(
    `${portal.url}/?${new URLSearchParams({ ...KEY, visit: String((visits += 1)) }).toString()}#token=${TOKEN}`,
  );

test.each(STATES)('$name: says what is, and what she can do next', async (state) => {
  portal.facts = { ...FACTS, ...state.facts };
  portal.reports = state.report === undefined ? [] : [state.report()];
  await open();
  const [title = ''] = state.says;
  await page.getByText(title).first().waitFor();
  const said = await page.locator('main').innerText();
  for (const sentence of state.says) expect(said).toContain(sentence);
  expect(await page.locator('#report-actions button:visible').allInnerTexts()).toEqual(state.buttons);
  for (const width of Object.values(WIDTHS)) {
    await page.setViewportSize({ width, height: 740 });
    expect(await isTooWide(page)).toBe(false);
    expect(await barriers(page)).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test('what is in the file is told in the words of the mail', async () => {
  portal.reports = [withFile()];
  await open();
  await page.getByText('What is in the file (1,00,000 learners)').click();
  const cells = await page.locator('#manifest-rows').locator('th, td').allInnerTexts();
  expect(cells).toEqual([...manifestFacts(MANIFEST), ...manifestDetails(MANIFEST)].flat());
});
