import { AxeBuilder } from '@axe-core/playwright';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromium } from '../../dev/chromium.ts';

/** The widths of a small phone and of an office screen. */
export const WIDTHS = { phone: 360, desktop: 1280 } as const;

/** Nothing of its own goes out; without a sandbox because tests may run as root. */
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'];

/** Where there is no Chromium yet, the first start installs it: 100 MB from the distribution. */
export const INSTALL_MS = 600_000;

/** A browser for a file of tests. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium(), args: FLAGS });
}

/** A person with a browser of her own: nothing is shared with the one before. */
export async function newPerson(browser: Browser, width: keyof typeof WIDTHS = 'phone'): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: WIDTHS[width], height: 740 },
    locale: 'en-IN',
    acceptDownloads: true,
  });
}

/** Refused answers are a test's own doing; Chromium logs each of them. */
const ANSWERED = /Failed to load resource/;

/** What no page may do: fail, break the content security policy, or ask another host. */
export function watchForFaults(page: Page, ownUrl: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !ANSWERED.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${ownUrl}/`) && !url.startsWith('blob:')) faults.push(`asked ${url}`);
  });
}

/** Barriers that a machine can see, in words. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Whether one must scroll sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) as boolean;
}
