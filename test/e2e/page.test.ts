import { createHash, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { demoBatch } from '../../dev/data/batch.ts';
import { DEMO } from '../../dev/data/demo.ts';
import type { DownloadRatio } from '../../report/ratio.ts';
import type { ReportStatus } from '../../report/status.ts';
import { INSTALL_MS, startBrowser, type WIDTHS } from '../support/browser.ts';
import { batchesOfCourse, write } from '../support/e2e-batch.ts';
import { mailsOf } from '../support/e2e-inbox.ts';
import { always, mailServer } from '../support/e2e-mail-servers.ts';
import { startPortalProcess, type PortalProcess } from '../support/e2e-portal.ts';
import { openScene, stackSettings, type Scene } from '../support/e2e-scene.ts';
import { until } from '../support/e2e-until.ts';
import { button, expectReadable, save, title, visitor, words, type Visitor } from '../support/e2e-visitor.ts';
import { heldServer } from '../../dev/chaos/held-server.ts';
import { reply } from '../support/smtp-script.ts';

/** One that no other run has asked for: its downloads and clicks are those of this file. */
const BATCH = demoBatch({ learners: 400, seed: randomInt(2 ** 31) });
const { courseId, batchId } = BATCH;
const QUERY = new URLSearchParams({ courseId, batchId }).toString();
const PAGE = `/?${QUERY}`;

const PATIENCE = { timeout: 60_000 };

let browser: Browser;
let faults: string[];

beforeAll(() => write(BATCH));
beforeAll(async () => {
  browser = await startBrowser();
}, INSTALL_MS);
afterAll(() => browser.close());

const comes = (portal: PortalProcess, userId: string, width: keyof typeof WIDTHS): Promise<Visitor> =>
  visitor(browser, portal, faults, userId, width);

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Of this batch, newest first. */
async function reportsOf(portal: PortalProcess, userId: string): Promise<ReportStatus[]> {
  const answer = await portal.ask('GET', `/v1/reports?${QUERY}`, userId);
  const { reports } = (await answer.json()) as { reports: ReportStatus[] };
  return reports.filter(({ reportId }) => reportId.includes(userId));
}

async function attachments(reportId: string): Promise<(Buffer | undefined)[]> {
  return (await mailsOf(reportId)).map((mail) => mail.attachments[0]?.content);
}

test('from the press on a phone to the mail, the saved file, the second mail and the ratio', async () => {
  faults = [];
  const begun = new Date().toISOString();
  await using inbox = await heldServer(new URL(stackSettings()['SMTP_URL'] ?? '').host);
  await using temporal = await heldServer(stackSettings()['TEMPORAL_ADDRESS'] ?? '');
  await using scene = await openScene();
  const [portal] = await Promise.all([
    startPortalProcess({ ...scene.settings, TEMPORAL_ADDRESS: temporal.address }, join(scene.folder, 'portal.log')),
    scene.startWorker({ SMTP_URL: `smtp://${inbox.address}` }),
  ]);
  onTestFinished(async () => void (await portal.stop()));

  const phone = await comes(portal, DEMO.mentorId, 'phone');
  const [tab, otherTab] = [await phone(PAGE), await phone(PAGE)];
  const office = await (await comes(portal, DEMO.mentorId, 'desktop'))(PAGE);
  for (const page of [tab, otherTab, office]) await button(page, 'Download file').waitFor();

  inbox.hold('requests');
  temporal.hold('requests');
  await button(tab, 'Download file').click();
  await tab.locator('#notice').getByText('The service is not answering. Trying again').waitFor();
  temporal.release();
  await button(tab, 'Try now').click();
  for (const page of [tab, otherTab]) await title(page, 'Your report is being sent').waitFor();
  await tab.reload();
  await title(tab, 'Your report is being sent').waitFor();
  await expect.poll(() => tab.locator('#learners dd').innerText(), PATIENCE).toBe(`${BATCH.activeLearners}`);
  await expectReadable(tab);
  await button(office, 'Download file').click();
  await words(office, 'You had asked for it before: this is the same report.').waitFor();
  inbox.release();
  for (const page of [tab, otherTab, office]) await title(page, 'Your report is in the mail').waitFor();
  await expectReadable(office);

  const [report, ...others] = await reportsOf(portal, DEMO.mentorId);
  expect(others).toEqual([]);
  const reportId = report?.reportId ?? '';
  const [csv = Buffer.alloc(0), ...more] = await attachments(reportId);
  expect([sha256(csv), more]).toEqual([report?.sha256, []]);
  expect(await save(office, 'Save the file on this device')).toEqual({ name: report?.fileName, content: csv });
  await button(tab, 'Mail it again').click();
  await words(tab, /^It is (in the mail|on its way) again\./).waitFor();
  await expect.poll(() => attachments(reportId), PATIENCE).toEqual([csv, csv]);

  const noAddress = await (await comes(portal, DEMO.mentorWithoutAddressId, 'phone'))(PAGE);
  await words(noAddress, 'no e-mail address that works, so the file is not mailed').waitFor();
  await button(noAddress, 'Download file').click();
  await title(noAddress, 'Your report is ready').waitFor();
  await noAddress.getByRole('button', { name: /^Save the file of / }).waitFor();
  expect(await noAddress.getByRole('button', { name: / again$/ }).count()).toBe(0);
  await expectReadable(noAddress);
  expect((await save(noAddress, 'Save the file on this device')).content.equals(csv)).toBe(true);

  for (const [userId, width, reason] of [
    [DEMO.strangerId, 'desktop', 'You are not a mentor of this batch'],
    [DEMO.mentorWithoutRoleId, 'phone', 'Your account has no mentor role here'],
  ] as const) {
    const refused = await (await comes(portal, userId, width))(PAGE);
    await title(refused, reason).waitFor();
    expect(await refused.locator('#report button:visible').count()).toBe(0);
    await expectReadable(refused);
    expect((await portal.ask('POST', '/v1/reports', userId, { courseId, batchId })).status).toBe(403);
  }

  await expectCounted(scene, portal, begun);
  expect(faults).toEqual([]);
});

test('late, stopped and failed are told in words, each with what she can do next', async () => {
  faults = [];
  await using mails = await mailServer(...always({ rcpt: reply('550 5.7.1 not accepted by policy') }));
  await using scene = await openScene({ SMTP_URL: mails.url });
  const [hurried, portal] = await Promise.all([
    startPortalProcess({ ...scene.settings, REPORT_DEADLINE: '10s' }, join(scene.folder, 'hurried.log')),
    startPortalProcess(scene.settings, join(scene.folder, 'portal.log')),
  ]);
  onTestFinished(async () => void (await Promise.all([hurried.stop(), portal.stop()])));

  const late = await (await comes(hurried, DEMO.creatorId, 'phone'))(PAGE);
  const office = await (await comes(portal, DEMO.olderRolesMentorId, 'desktop'))(PAGE);
  await Promise.all([late, office].map((page) => button(page, 'Download file').click()));
  for (const page of [late, office]) await title(page, 'Your report is about to start').waitFor();
  await button(office, 'Stop this report').click();
  await button(office, 'Stop it').click();
  await words(office, 'Stopping …').waitFor();
  await words(late, 'The time is over and it is not ready.').waitFor();
  await scene.startWorker();
  await title(late, 'Your report was not ready in time').waitFor();
  await expectReadable(late);
  await title(office, 'This report was stopped').waitFor();

  await button(office, 'Make a new report').click();
  await title(office, 'Your report could not be mailed').waitFor();
  await words(office, 'say the word MailRefused').waitFor();
  await expectReadable(office);
  const [failed, stopped] = await reportsOf(portal, DEMO.olderRolesMentorId);
  expect([failed?.status, stopped?.status]).toEqual(['failed', 'cancelled']);
  const saved = await save(office, 'Save the file on this device');
  expect([saved.name, sha256(saved.content)]).toEqual([failed?.fileName, failed?.sha256]);
  expect(mails.mails()).toEqual([]);
  expect(faults).toEqual([]);
});

/** Clicks: hers on the phone, tried twice; hers at the office; the one without an address; the two who may not. */
const CLICKS = 5;
/** The mail, the second mail, and the file that no mail could carry. */
const DOWNLOADS = 3;

async function expectCounted(scene: Scene, portal: PortalProcess, begun: string): Promise<void> {
  expect((await scene.courseReport('setup')).exit).toBe(0);
  // Clicks are written in their order: when this one is there, for a batch that does not exist, all are.
  const last = { courseId, batchId: `${batchId}0` };
  expect((await portal.ask('POST', '/v1/reports', DEMO.strangerId, last)).status).toBe(404);
  await until('the clicks to be written, and the batches counted', async () => {
    const answer = await portal.ask('GET', `/v1/download-ratio?level=batch&id=${last.batchId}`, DEMO.productOwnerId);
    const { clicks, batchesAsOf } = (await answer.json()) as DownloadRatio;
    return clicks === 1 && (batchesAsOf ?? '') > begun ? true : undefined;
  });
  const page = await (await comes(portal, DEMO.productOwnerId, 'desktop'))(`/ratio.html?level=batch&id=${batchId}`);
  await words(page, `${DOWNLOADS}.000`).first().waitFor();
  await words(page, `${DOWNLOADS} downloads / 1 batch`).waitFor();
  await words(page, `Beside it: ${CLICKS} clicks`).waitFor();
  await page.getByRole('row', { name: `${courseId} ${DOWNLOADS} 1 ${DOWNLOADS}.000 ${CLICKS}`, exact: true }).waitFor();
  await page.getByLabel('Ratio of').selectOption('one course');
  await page.getByLabel('Its ID').fill(courseId);
  await button(page, 'Show').click();
  const batches = await batchesOfCourse(courseId);
  await words(page, new RegExp(`^[\\d,]+ downloads / ${batches} batch(es)?$`)).waitFor();
  await page.getByRole('row', { name: `${courseId} ${batchId} ${DOWNLOADS} ${CLICKS}`, exact: true }).waitFor();
  await expectReadable(page);
  const byBatch = await save(page, 'Save “By batch” as CSV');
  expect(parse(byBatch.content, { bom: true })).toContainEqual([courseId, batchId, `${DOWNLOADS}`, `${CLICKS}`]);
}
