import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium that is installed; null (and a line that says so) where there is none. */
export function chromiumPath(): string | null {
  const path = process.env.RETHREAD_CHROMIUM ?? PLACES.find((place) => existsSync(place)) ?? null;
  if (path === null) console.warn('Browser tests are skipped: no chromium found (apt-get install chromium)');
  return path;
}

/** When a browser draws is up to the whole machine: what fails there is tried again, and fails where it fails three times. */
export const inBrowser = { retry: 2 };

/** Starts it with nothing that would go to a network by itself. */
function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath()!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

type PageOptions = NonNullable<Parameters<Browser['newPage']>[0]>;

/** A page that is open, and what it did that must not be. */
export interface OpenPage {
  readonly page: Page;
  /** Requests beyond its own files, dialogs, windows, errors. */
  readonly faults: string[];
  /** Nothing of that happened; the page serves the next test. One that was printed, written to or led elsewhere is closed instead. */
  done(): Promise<void>;
}

/** The browser of a file of tests. */
export interface SharedBrowser {
  /**
   * Shows an address in a page that an earlier test is done with, else in a new one. A report that is open there already is not read
   * again: what follows `#` changes.
   */
  open(address: string, options?: PageOptions): Promise<OpenPage>;
  newPage(options?: PageOptions): Promise<Page>;
}

/** Opens a browser before the tests of a block and closes it after them. */
export function sharedBrowser(): SharedBrowser {
  let browser: Browser;
  const idle = new Map<string, { readonly page: Page; readonly faults: string[]; own: string }>();
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  return {
    newPage: (options) => browser.newPage(options),
    async open(address, options = {}) {
      const kind = JSON.stringify(options);
      const kept = idle.get(kind) ?? (await watchedPage(browser, options));
      // Whoever fails leaves a page that nobody takes.
      idle.delete(kind);
      const { page, faults } = kept;
      faults.length = 0;
      const [report, hash = '#/overview'] = address.split(/(?=#)/);
      kept.own = report!.slice(0, report!.lastIndexOf('/') + 1);
      if (page.url().split('#')[0] === report) await show(page, hash);
      else await page.goto(address);
      await page.waitForSelector(`main.view-${/^#\/(\w*)/.exec(hash)![1]} h1`, { state: 'attached' });
      const done = async () => {
        expect(faults).toEqual([]);
        await page.evaluate(() => localStorage.clear());
        // A view without rows: nobody takes what a test left for what the next one asked for.
        await show(page, '#/notes');
        await page.waitForSelector('main.view-notes h1');
        idle.set(kind, kept);
      };
      return { page, faults, done };
    },
  };
}

const show = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

async function watchedPage(browser: Browser, options: PageOptions) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
  const watched = { page, faults: [] as string[], own: '' };
  const { faults } = watched;
  page.on('request', (request) => {
    if (!request.url().startsWith(watched.own) && !request.url().startsWith('blob:'))
      faults.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => faults.push(`window ${popup.url()}`));
  page.on('pageerror', (error) => faults.push(`error ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console ${message.text()}`);
  });
  return watched;
}
