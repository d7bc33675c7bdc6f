import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDecisionFile } from '../../src/link/post/decision-file.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { hostileMbox, VECTORS } from '../hostile-fixture.js';
import { chromiumPath, inBrowser, openChromium } from '../html-chromium.js';
import { LIST_VIEWS, writePage } from '../html-fixture.js';
import { folderOf } from '../report-fixture.js';

const CASE = [
  { path: 'samples/case/holt.mbox', custodian: 'Holt' },
  { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
  { path: 'samples/case/quill', custodian: 'Quill' },
  { path: 'samples/case/printed-chain.txt' },
];
const EVENTS = [{ date: '2019-05-14', label: 'Lantern Room' }];

describe.skipIf(chromiumPath() === null)('the report in Chromium, from disk', inBrowser, () => {
  let browser: Browser;
  let address: string;
  let folderAddress: string;
  beforeAll(async () => {
    browser = await openChromium();
    const reconstruction = await reconstruct(CASE, { hash: true });
    address = await writePage(reconstruction, { title: 'Quay 4', events: EVENTS });
    const pack = (text: string) => deflateRawSync(text).toString('base64');
    folderAddress = await writePage(reconstruction, { title: 'Quay 4', singleFileLimit: 0, blockSize: 20_000, pack });
  });
  afterAll(() => browser?.close());

  it('finds, opens, follows links, and goes back', async () => {
    const { page, faults } = await open(browser, address);
    await page.getByRole('link', { name: 'Threads' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('"lantern room"');
    await page.waitForURL(/lantern\+room%22$/);
    await page.waitForFunction(() => document.querySelector('.list-head')?.textContent?.includes(' of '));
    await page.keyboard.press('Escape');
    expect(await page.locator('#search').inputValue()).toBe('"lantern room"');
    const row = page.locator('.row', { hasText: 'Dana Quill' }).first();
    await row.click();
    await page.waitForSelector('.card mark');
    expect(await page.locator('.thread-head h1').textContent()).toBe('Lantern Room');
    const opened = page.url();
    await page.locator('.tree a').nth(2).click();
    expect(page.url()).toContain('#/post/');
    await page.goBack();
    expect(page.url()).toBe(opened);
    await page.locator('.card h2 a').first().click();
    await page.waitForSelector('.person-head');
    await page.goBack();
    await page.waitForSelector('.card');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('stays in a thread that is opened before what was typed is searched', async () => {
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.waitForSelector('.row');
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#search')!;
      field.value = 'lantern';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.querySelector<HTMLElement>('.row')!.click();
    });
    await page.waitForURL(/#\/thread\/.*q=lantern$/);
    await page.waitForSelector('.card');
    expect(await page.locator('#search').inputValue()).toBe('lantern');
    await page.goBack();
    await page.waitForSelector('.view-threads');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('filters by the fields of the query and by the filter bar', async () => {
    const { page, faults } = await open(browser, `${address}#/threads?q=kind:recovered`);
    await page.waitForSelector('.row');
    const recovered = await page.locator('.row').count();
    expect(recovered).toBeGreaterThan(0);
    expect(recovered).toBeLessThan(10);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Custodian').selectOption('quill');
    await page.waitForFunction(() => location.hash.includes('custodian'));
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows an altered quotation as an inline difference, and the evidence of a link on demand', async () => {
    const { page, faults } = await open(browser, `${address}#/threads?q=finding:altered-quote`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.change ins');
    expect((await page.locator('.change').allTextContents()).join(' ')).toContain('4.6');
    await page.locator('[data-key="e"]').first().click();
    await page.waitForSelector('.evidence-table');
    expect(await page.locator('.evidence').first().textContent()).toMatch(/bytes [\d,]+/);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('marks the choice that is made among others of its kind, in its place', async () => {
    const { page, faults } = await open(browser, `${address}#/findings`);
    const look = (pressed: boolean) =>
      page
        .locator(`.chip[aria-pressed="${pressed}"]`)
        .first()
        .evaluate((chip) => {
          const { margin, backgroundColor } = getComputedStyle(chip);
          return { margin, backgroundColor };
        });
    const [chosen, other] = [await look(true), await look(false)];
    expect(chosen.margin).toBe(other.margin);
    expect(chosen.backgroundColor).not.toBe(other.backgroundColor);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('is worked by keyboard alone', async () => {
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.waitForSelector('.row');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('row');
    await page.keyboard.press('o');
    await page.waitForSelector('.card');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('card'))).toBe(true);
    await page.keyboard.press('u');
    await page.waitForFunction(() => location.hash.startsWith('#/threads'));
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await page.waitForSelector('.finding-row');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('prints a thread with its provenance and nothing else', async () => {
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.card');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top').isVisible()).toBe(false);
    expect(await page.locator('.list-pane').isVisible()).toBe(false);
    expect(await page.locator('.provenance').first().isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(5000);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('follows an address that changes before the first frame is drawn', async () => {
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.getElementById('main')) return;
        watch.disconnect();
        location.hash = '#/notes';
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.waitForSelector('.view-notes');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('opens as a folder with its blocks as files, and searches all texts', async () => {
    const { page, faults } = await open(browser, `${folderAddress}#/threads?q=%22upstairs+room%22`);
    await page.waitForFunction(() =>
      /^\d+ posts? in \d+ threads? of/.test(document.querySelector('.list-head')?.textContent ?? ''),
    );
    await page.locator('.row').first().click();
    await page.waitForSelector('.card mark');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('keeps notes and marks, and gives them as a decisions file', async () => {
    const { page, faults } = await open(browser, `${address}#/threads`);
    await page.locator('.row').first().click();
    await page.getByRole('button', { name: 'Note or mark' }).first().click();
    await page.getByLabel('relevant').check();
    await page.getByLabel('Note', { exact: true }).fill('ask who was there');
    await page.getByRole('button', { name: 'Keep note' }).click();
    await page.locator('[data-key="e"]').first().click();
    await page.getByRole('button', { name: 'It does not answer this' }).click();
    await page.getByLabel('It does not answer this: why?').fill('another matter');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.reload();
    await page.goto(`${address}#/notes`);
    await page.waitForSelector('.entries li');
    expect(await page.locator('.relink code').textContent()).toContain('--decisions decisions.json');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save decisions file' }).click(),
    ]);
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(parseDecisionFile(file).problems).toEqual([]);
    expect(file.decisions.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['mark', 'note', 'split']);
    expect(faults).toEqual([]);
    await page.close();
  });

  const views = [...LIST_VIEWS, 'threads?q=lantern', 'thread', 'person', 'pair', 'finding', 'compare'];
  it.each(['light', 'dark'] as const)('has no accessibility violation in any view, %s', async (colorScheme) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const { page } = await open(browser, address, { colorScheme });
    const violations: string[] = [];
    for (const view of views) {
      await goTo(page, address, view);
      // DevTools evaluate past the policy of the page, which forbids it to everybody else.
      await page.evaluate(axe);
      // Only colours differ in the dark.
      const found = await page.evaluate(
        async (asked) => {
          const { violations } = await (
            globalThis as unknown as {
              axe: { run(page: Document, asked: object): Promise<{ violations: AxeViolation[] }> };
            }
          ).axe.run(document, asked);
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 3)
                .map(({ html }) => html.slice(0, 160))
                .join(' | ')}`,
          );
        },
        colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {},
      );
      violations.push(...found.map((text) => `${view} ${text}`));
    }
    expect(violations).toEqual([]);
    await page.close();
  });

  it('fits a screen 400 pixels wide without scrolling sideways', async () => {
    const { page } = await open(browser, address, { viewport: { width: 400, height: 800 } });
    const wide: string[] = [];
    for (const view of views) {
      await goTo(page, address, view);
      if (await page.evaluate(() => document.querySelector('main')!.scrollWidth > innerWidth + 1)) wide.push(view);
    }
    expect(wide).toEqual([]);
    await page.close();
  });

  it('runs nothing and fetches nothing of 500 hostile messages', async () => {
    const reconstruction = await reconstruct([{ path: folderOf({ 'hostile.mbox': hostileMbox() }) }], { hash: true });
    const produced = reconstruction.posts.filter(({ kind }) => kind === 'produced');
    expect(produced.length).toBeGreaterThanOrEqual(500);
    const hostile = await writePage(reconstruction, {
      title: VECTORS[0]!,
      events: [{ date: '2016-03-01', label: VECTORS[9]! }],
    });
    const { page, faults } = await open(browser, hostile);
    await page.evaluate(() => {
      Object.assign(globalThis, { hit: () => Object.assign(globalThis, { wasHit: true }) });
    });
    let cards = 0;
    for (const thread of reconstruction.threads) {
      await page.evaluate((key) => {
        location.hash = `#/thread/${encodeURIComponent(key)}`;
      }, thread.key);
      await page.waitForFunction(
        (key) =>
          document.querySelector('.key')?.textContent === `thread ${key}` && document.querySelector('.card') !== null,
        thread.key,
      );
      const more = page.locator('.more');
      if (await more.count()) await more.click();
      cards += await page.locator('.card').count();
      const text = await page.evaluate(() => document.getElementById('app')!.textContent);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the rule
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/);
    }
    expect(cards).toBe(reconstruction.posts.length);
    for (const view of [...views, 'threads?q=hit']) {
      await page.evaluate((name) => {
        location.hash = `#/${name}`;
      }, view);
      await page.waitForSelector(`main.view-${view.split(/[/?]/)[0]}`);
    }
    expect(await page.evaluate(() => 'wasHit' in globalThis)).toBe(false);
    expect(page.frames()).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.close();
  });
});

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Opens a page and collects what must not be: requests beyond the report's own files, dialogs, windows, errors. */
async function open(browser: Browser, address: string, options: Parameters<Browser['newPage']>[0] = {}) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
  const faults: string[] = [];
  const folder = address.slice(0, address.lastIndexOf('/', address.indexOf('.html')));
  page.on('request', (request) => {
    if (!request.url().startsWith(folder) && !request.url().startsWith('blob:'))
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
  await page.goto(address);
  await page.waitForSelector('main h1');
  return { page, faults };
}

const LISTS: Readonly<Record<string, readonly [list: string, row: string, shown: string]>> = {
  thread: ['threads?q=finding:altered-quote', '.row', '.card'],
  person: ['people', '.person-row', '.person-head'],
  pair: ['overview', '.pairs-list a.quiet', '.contacts'],
  finding: ['findings', '.finding-row', '.entries'],
  compare: ['compare/t66526ot q2urkr6s', null, '.side-text'],
};

async function goTo(page: Page, address: string, view: string): Promise<void> {
  const [list, row, shown] = LISTS[view] ?? [view, null, 'main h1'];
  await page.goto(`${address}#/${list}`);
  await page.waitForSelector(`main.view-${list!.split(/[/?]/)[0]} h1`, { state: 'attached' });
  if (row) await page.locator(row).first().click();
  await page.waitForSelector(shown!);
  if (view === 'thread') await page.locator('[data-key="e"]').first().click();
  await page.waitForTimeout(40);
}
