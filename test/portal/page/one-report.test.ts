import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { INSTALL_MS, newPerson, startBrowser, watchForFaults } from '../../support/browser.ts';
import { PagePortal, TOKEN } from '../../support/page-portal.ts';
import { ended, FACTS, KEY, OTHER_MENTOR, report, underWay, withFile } from '../../support/page-reports.ts';

let browser: Browser;
let portal: PagePortal;
let mentor: BrowserContext;
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
  mentor = await newPerson(browser);
  faults = [];
});
afterEach(async () => {
  await mentor.close();
  expect(faults).toEqual([]);
});

const ASK = 'POST /v1/reports';
const EVENTS = 'GET /v1/reports/:id/events';

/** The page of the batch as the hosting portal opens it, in a tab of its own. */
async function open(): Promise<Page> {
  const page = await mentor.newPage();
  watchForFaults(page, portal.url, faults);
  await page.goto(`${portal.url}/?${new URLSearchParams(KEY).toString()}#token=${TOKEN}`);
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('by keyboard alone: one press, progress, the end; focus and announcements follow', async () => {
  const page = await open();
  await button(page, 'Download file').waitFor();
  await page.evaluate(
    'window.heard = []; new MutationObserver(() => heard.push(announcer.textContent)).observe(announcer, { childList: true })',
  );
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Download file');
  await page.keyboard.press('Enter');
  await title(page, 'Your report is about to start').waitFor();
  // The pressed button has gone: the keyboard stands at what came instead.
  expect(await page.evaluate('document.activeElement.id')).toBe('report-title');
  const bar = page.getByRole('progressbar', { name: 'How far the report is' });
  for (const rows of [10_000, 20_000, 30_000, 40_000]) {
    const etaAt = new Date(Date.now() + 4 * 60_000 * (100_000 / rows - 1)).toISOString();
    portal.tell(underWay({ rows, etaAt }));
    await page.getByText(`${rows.toLocaleString('en-IN')}`).waitFor();
  }
  expect(Number(await bar.getAttribute('value'))).toBeGreaterThanOrEqual(40);
  portal.tell(underWay({ status: 'sending', rows: 100_000, etaAt: new Date().toISOString() }));
  await title(page, 'Your report is being sent').waitFor();
  portal.tell(withFile());
  await title(page, 'Your report is in the mail').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('report-title');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Save the file on this device');
  const heard = (await page.evaluate('heard')) as string[];
  expect(heard.at(0)).toBe('Asking for your report …');
  // At each quarter, and only then: 30 % is the first beyond 25.
  expect(heard.filter((sentence) => sentence.includes('percent'))).toEqual(['30 percent done.', '99 percent done.']);
  expect(heard.at(-1)).toContain('Your report is in the mail. The mail to as******@example.org left');
  expect(heard.length).toBeLessThanOrEqual(7);
});

test('after a reload in the middle, and in a second tab, the report under way is there', async () => {
  const page = await open();
  const other = await open();
  await button(other, 'Download file').waitFor();
  await button(page, 'Download file').click();
  await title(other, 'Your report is about to start').waitFor();
  portal.tell(underWay({ rows: 55_000 }));
  for (const tab of [page, other]) await tab.getByText('55,000').waitFor();
  await page.reload();
  await page.getByText('55,000').waitFor();
  portal.tell(withFile());
  for (const tab of [page, other]) await title(tab, 'Your report is in the mail').waitFor();
  await page.reload();
  await title(page, 'Your report is in the mail').waitFor();
  expect(portal.callsOf(ASK)).toHaveLength(1);
});

test('on a slow network the button says that it works, and three presses ask once', async () => {
  const page = await open();
  await button(page, 'Download file').waitFor();
  const session = await mentor.newCDPSession(page);
  const slow = { offline: false, latency: 1_500, downloadThroughput: 20_000, uploadThroughput: 20_000 };
  await session.send('Network.emulateNetworkConditions', slow);
  await button(page, 'Download file').click({ clickCount: 3 });
  await page.getByText('Asking for your report …').first().waitFor();
  expect(await button(page, 'Download file').getAttribute('aria-disabled')).toBe('true');
  await title(page, 'Your report is about to start').waitFor();
  expect(portal.callsOf(ASK)).toHaveLength(1);
});

test('a lost stream is taken up where it broke off, and the page says so only when it lasts', async () => {
  portal.reports = [underWay()];
  const page = await open();
  await page.getByText('40,000').waitFor();
  portal.next(EVENTS, { status: 503, body: { code: 'TemporalUnreachable' }, headers: { 'retry-after': '20' } });
  portal.dropStreams();
  await page.getByText('The service is not answering. Trying again in 20 seconds.').waitFor();
  expect(await title(page, 'Your report is being made').isVisible()).toBe(true);
  await button(page, 'Try now').click();
  portal.tell(underWay({ rows: 70_000 }));
  await page.getByText('70,000').waitFor();
  expect(await page.locator('#notice').isVisible()).toBe(false);
  expect(portal.callsOf(EVENTS).map(({ headers }) => headers['last-event-id'])).toEqual([
    undefined,
    'reading-40000',
    'reading-40000',
  ]);
});

test('a stream that falls silent is taken for lost', async () => {
  await mentor.clock.install();
  portal.reports = [underWay()];
  const page = await open();
  await page.getByText('40,000').waitFor();
  await page.clock.fastForward(46_000);
  await page.clock.fastForward(2_000);
  await expect.poll(() => portal.callsOf(EVENTS).length).toBe(2);
});

test('looked at again, the page finds what was asked for on another device; a list of before does not hide it', async () => {
  portal.reports = [withFile({}, { no: 10 })];
  const page = await open();
  await title(page, 'Your report is in the mail').waitFor();
  const look = () => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  portal.next('GET /v1/reports', { status: 200, body: { reports: portal.reports }, afterMs: 500 });
  const listed = page.waitForResponse((response) => response.url().includes('/v1/reports?'));
  await look();
  await button(page, 'Make a new report').click();
  await title(page, 'Your report is about to start').waitFor();
  await listed;
  expect(await title(page, 'Your report is about to start').isVisible()).toBe(true);
  portal.reports = [underWay({ reportId: report({}, { no: 60 }).reportId }), ...portal.reports];
  await look();
  await page.getByText('40,000').waitFor();
});

test('with the service away the page keeps trying, and all tries are one click', async () => {
  const away = { status: 503, body: { code: 'TemporalUnreachable' }, headers: { 'retry-after': '1' } };
  portal.next('GET /v1/batches', away);
  portal.next(ASK, away, away);
  const page = await open();
  await page.getByText('The service is not answering. Trying again in 1 second.').waitFor();
  await button(page, 'Download file').click();
  await title(page, 'Your report is about to start').waitFor();
  const clicks = portal.callsOf(ASK).map(({ headers }) => headers['x-request-id']);
  expect(clicks).toHaveLength(3);
  expect(new Set(clicks).size).toBe(1);
  expect(clicks[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('with her sign-in over she is told, and goes on when the hosting portal hands over a new one', async () => {
  portal.reports = [underWay()];
  const page = await open();
  await page.getByText('40,000').waitFor();
  expect(page.url()).not.toContain(TOKEN);
  portal.token = 'newer-token';
  portal.dropStreams();
  await title(page, 'Please sign in again').waitFor();
  await page.locator('#report').getByText('A report that you have asked for goes on meanwhile.').waitFor();
  await page.evaluate("location.hash = 'token=newer-token'");
  await page.getByText('40,000').waitFor();
});

test('without an address that works she is offered the other way', async () => {
  portal.next(
    ASK,
    { status: 422, body: { code: 'AddressUnusable' } },
    { status: 422, body: { code: 'AddressUnusable' } },
  );
  portal.begins = report({ deliver: 'portal' });
  const page = await open();
  await button(page, 'Download file').click();
  await title(page, 'There is no e-mail address to send it to').waitFor();
  await button(page, 'Make the file here').click();
  await expect.poll(() => portal.callsOf(ASK).length).toBe(2);
  // The same answer once more: the button must work again.
  await expect.poll(() => button(page, 'Make the file here').getAttribute('aria-disabled')).toBe('false');
  await button(page, 'Make the file here').click();
  await page.getByText('You can save it here when it is ready.').waitFor();
  expect(portal.callsOf(ASK).map(({ body }) => body)).toEqual([
    { ...KEY, deliver: 'mail' },
    { ...KEY, deliver: 'portal' },
    { ...KEY, deliver: 'portal' },
  ]);
});

test('the whole file is saved under its name, byte for byte; a cut one never', async () => {
  const file = Buffer.from(`\uFEFFExternal ID,User ID\r\n${'005223513,నిర్మల రాజు\r\n'.repeat(100_000)}`);
  const fileName = 'course-progress_b1_2026-11-24.csv';
  portal.reports = [withFile({ bytes: file.length, fileName })];
  portal.file = file.subarray(0, 1_000_000);
  const page = await open();
  await button(page, 'Save the file on this device').click();
  await page.getByText('There is no connection. Please try again.').first().waitFor();
  portal.file = file;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save the file on this device').click(),
  ]);
  expect(download.suggestedFilename()).toBe(fileName);
  expect((await readFile(await download.path())).equals(file)).toBe(true);
  await page.getByText(`The file is saved on this device as ${fileName}.`).first().waitFor();
});

test('mailing again says what became of it, and two presses send once', async () => {
  const older = withFile({ requestedAt: '2026-11-02T05:00:00Z', finishedAt: '2026-11-02T05:04:00Z' }, { no: 10 });
  portal.reports = [withFile(), older];
  const page = await open();
  portal.next(
    'POST /v1/reports/:id/resend',
    { status: 202, body: withFile({ status: 'sent' }), afterMs: 300 },
    { status: 410, body: { code: 'ReportExpired' } },
  );
  await button(page, 'Mail it again').dblclick();
  await page.getByText('It is in the mail again.').first().waitFor();
  await button(page, 'Mail the file of 2 Nov 2026, 10:30 IST again').click();
  await page.getByText('The file was deleted because its time was over.').first().waitFor();
  expect(portal.callsOf('POST /v1/reports/:id/resend')).toHaveLength(2);
});

test('stopping asks once more; Escape lets it go on', async () => {
  portal.reports = [underWay()];
  const page = await open();
  await button(page, 'Stop this report').click();
  await page.keyboard.press('Escape');
  expect(portal.callsOf('DELETE /v1/reports/:id')).toHaveLength(0);
  await button(page, 'Stop this report').click();
  await button(page, 'Stop it').click();
  await title(page, 'This report was stopped').waitFor();
  expect(await button(page, 'Make a new report').getAttribute('aria-disabled')).toBe('false');
});

test("another mentor's report is listed, but neither hers to fetch nor the one that the page is about; what others were refused is not", async () => {
  const others = { requesterId: OTHER_MENTOR };
  portal.reports = [withFile({}, others), report({ status: 'refused' }, { ...others, no: 20 })];
  const page = await open();
  await page.getByText('Mailed, 1,00,000 learners, asked for by another mentor').waitFor();
  expect(await page.locator('#history li').count()).toBe(1);
  expect(await page.locator('#history button').count()).toBe(0);
  expect(await button(page, 'Download file').isVisible()).toBe(true);
});

test("yesterday's end is history, an hour-old one is what the page is about", async () => {
  portal.reports = [ended('cancelled'), withFile({ finishedAt: '2026-11-01T05:04:00Z' }, { no: 10 })];
  const page = await open();
  await title(page, 'This report was stopped').waitFor();
  portal.reports = portal.reports.slice(1);
  await page.reload();
  await title(page, 'Progress report').waitFor();
  expect(await page.locator('#history li').count()).toBe(1);
});

test("the countdown goes by the server's clock: her phone is ten minutes off", async () => {
  await mentor.clock.install({ time: Date.now() + 600_000 });
  portal.reports = [underWay()];
  const page = await open();
  await page.getByText(/\(2[56]:\d\d minutes left\)/).waitFor();
});

test('a name with markup in it stands there as it was written', async () => {
  const name = '<img src=x onerror=alert(1)> ब्लॉक "2"';
  portal.facts = { ...FACTS, name };
  const page = await open();
  await title(page, name).waitFor();
});

test('a link without its batch says so', async () => {
  const page = await mentor.newPage();
  await page.goto(`${portal.url}/?courseId=${KEY.courseId}`);
  await title(page, 'This link is not complete').waitFor();
  expect(portal.calls).toEqual([]);
});
