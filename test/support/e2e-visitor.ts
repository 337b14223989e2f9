import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { barriers, isTooWide, newPerson, watchForFaults, type WIDTHS } from './browser.ts';
import type { PortalProcess } from './e2e-portal.ts';

/** Servers are at work behind each step, on a machine that may be busy. */
const PATIENCE_MS = 60_000;

/** Opens a page of the portal in a tab, as the hosting portal does it for somebody who is signed in. */
export type Visitor = (path: string) => Promise<Page>;

/** Somebody with a browser of her own. @param faults what no page may do is noted there */
export async function visitor(
  browser: Browser,
  portal: PortalProcess,
  faults: string[],
  userId: string,
  width: keyof typeof WIDTHS,
): Promise<Visitor> {
  const context = await newPerson(browser, width);
  context.setDefaultTimeout(PATIENCE_MS);
  return async (path) => {
    const page = await context.newPage();
    watchForFaults(page, portal.url, faults);
    await page.goto(`${portal.url}${path}#token=${await portal.token(userId)}`);
    return page;
  };
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const title = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });
/** On the page itself: what is read aloud repeats it. */
export const words = (page: Page, text: string | RegExp): Locator => page.locator('main').getByText(text);

/** No barrier that a machine can see, and nothing beside the screen. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
}

export interface Saved {
  readonly name: string;
  readonly content: Buffer;
}

/** Presses a button and takes what the browser saves. */
export async function save(page: Page, name: string): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}
