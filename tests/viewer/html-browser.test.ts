import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDecisionFile } from '../../src/link/post/decision-file.js';
import { chromiumPath, inBrowser, sharedBrowser } from '../html-chromium.js';
import { LIST_VIEWS, sampleCase, writePage } from '../html-fixture.js';
import { reconstructFiles } from '../report-fixture.js';

const EVENTS = [{ date: '2019-05-14', label: 'Lantern Room' }];

describe.skipIf(chromiumPath() === null)('the report in Chromium, from disk', inBrowser, () => {
  const browser = sharedBrowser();
  let address: string;
  let folderAddress: string;
  beforeAll(async () => {
    const sample = await sampleCase();
    address = await writePage(sample, { title: 'Quay 4', events: EVENTS });
    const pack = (text: string) => deflateRawSync(text).toString('base64');
    folderAddress = await writePage(sample, { title: 'Quay 4', singleFileLimit: 0, blockSize: 20_000, pack });
  });

  it('finds, opens, follows links, and goes back', async () => {
    const { page, done } = await browser.open(address);
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
    await done();
  });

  it('stays in a thread that is opened before what was typed is searched', async () => {
    const { page, done } = await browser.open(`${address}#/threads`);
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
    await done();
  });

  it('filters by the fields of the query and by the filter bar', async () => {
    const { page, done } = await browser.open(`${address}#/threads?q=kind:recovered`);
    await page.waitForSelector('.row');
    const recovered = await page.locator('.row').count();
    expect(recovered).toBeGreaterThan(0);
    expect(recovered).toBeLessThan(10);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Custodian').selectOption('quill');
    await page.waitForFunction(() => location.hash.includes('custodian'));
    await done();
  });

  it('shows an altered quotation as an inline difference, and the evidence of a link on demand', async () => {
    const { page, done } = await browser.open(`${address}#/threads?q=finding:altered-quote`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.change ins');
    expect((await page.locator('.change').allTextContents()).join(' ')).toContain('4.6');
    await page.locator('[data-key="e"]').first().click();
    await page.waitForSelector('.evidence-table');
    expect(await page.locator('.evidence').first().textContent()).toMatch(/bytes [\d,]+/);
    await done();
  });

  it.each([
    ['requests', /0 of \d+ messages/, /None of them fits\. Show all requests/],
    ['findings', /\d+ findings, 0 shown/, /No finding fits\. Show all findings/],
    ['timeline', /0 dated posts that fit/, /Nothing dated fits\. Show all posts/],
    ['timeline/list', /0 of \d+ posts/, /Nothing fits\. Show all posts/],
    ['threads', /0 posts in 0 threads of \d+/, /Nothing fits\. Show all threads/],
  ])('says of %s that the search leaves all out, and leads back', async (view, counted, empty) => {
    const { page, done } = await browser.open(`${address}#/${view}?q=zzzz`);
    await page.waitForSelector('.empty');
    expect(await page.locator('main').textContent()).toMatch(counted);
    expect(await page.locator('.empty').textContent()).toMatch(empty);
    await page.locator('.empty a').click();
    await page.waitForFunction(() => !document.querySelector('.empty') && !location.hash.includes('q='));
    await done();
  });

  it('says where one undated message tells neither when nor to whom', async () => {
    const one = await reconstructFiles({
      'one.eml': 'From: Ada Lind <ada@moor.example>\nSubject: Wall\n\nIt stands.\n',
    });
    const { page, done } = await browser.open(`${await writePage(one)}#/overview`);
    const told = await page.locator('main').textContent();
    for (const words of [
      'Nothing is dated.',
      '1 post without a date not drawn',
      'No message tells whom somebody wrote to.',
    ])
      expect(told).toContain(words);
    await page.getByRole('link', { name: 'People' }).click();
    expect(await page.locator('.people-list .field span').textContent()).toBe('1 person');
    await done();
  });

  it('counts kinds of findings among those that the search leaves', async () => {
    const { page, done } = await browser.open(`${address}#/findings?q=custodian:quill`);
    await page.waitForFunction(() => document.querySelector('.lead')?.textContent?.includes(' shown'));
    const shown = Number(/(\d+) shown/.exec((await page.locator('.lead').textContent())!)![1]);
    const counts = (await page.locator('.chip .count').allTextContents()).map(Number);
    expect(counts[0]).toBe(shown);
    expect(counts.slice(1).reduce((sum, count) => sum + count, 0)).toBe(shown);
    await done();
  });

  it('marks the choice that is made among others of its kind, in its place', async () => {
    const { page, done } = await browser.open(`${address}#/findings`);
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
    await done();
  });

  it('is worked by keyboard alone', async () => {
    const { page, done } = await browser.open(`${address}#/threads`);
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
    expect(await page.locator('dialog').evaluate((help) => help.scrollTop)).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await page.waitForSelector('.finding-row');
    await done();
  });

  it('prints a thread with its provenance and nothing else', async () => {
    const { page, faults } = await browser.open(`${address}#/threads`);
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
    const { page, faults } = await browser.open(`${address}#/threads`);
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
    const { page, done } = await browser.open(`${folderAddress}#/threads?q=%22upstairs+room%22`);
    await page.waitForFunction(() =>
      /^\d+ posts? in \d+ threads? of/.test(document.querySelector('.list-head')?.textContent ?? ''),
    );
    await page.locator('.row').first().click();
    await page.waitForSelector('.card mark');
    await done();
  });

  it('keeps notes and marks, and gives them as a decisions file', async () => {
    const { page, faults } = await browser.open(`${address}#/threads`);
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
  it('has no accessibility violation in any view, light or dark, and fits a screen 400 pixels wide', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const { page } = await browser.open(address, { colorScheme: 'light' });
    // DevTools evaluate past the policy of the page, which forbids it to everybody else.
    await page.evaluate(axe);
    const faults: string[] = [];
    for (const view of views) {
      await goTo(page, view);
      faults.push(...(await violations(page)).map((text) => `${view} ${text}`));
      // Only colours differ in the dark.
      await page.emulateMedia({ colorScheme: 'dark' });
      faults.push(...(await violations(page, ['color-contrast'])).map((text) => `${view}, dark, ${text}`));
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 400, height: 800 });
      if (await isTooWide(page)) faults.push(`${view} scrolls sideways`);
      await page.setViewportSize({ width: 1400, height: 900 });
    }
    expect(faults).toEqual([]);
    await page.close();
  });
});

/** Whether a screen does not hold a view, once the view has followed the width of the screen. */
const isTooWide = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.querySelector('main')!.scrollWidth > innerWidth + 1;
  });

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds: `color-contrast: <span ...>`. */
const violations = (page: Page, rules: readonly string[] = []): Promise<readonly string[]> =>
  page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: { run(page: Document, asked: object): Promise<{ violations: AxeViolation[] }> };
    };
    const { violations } = await axe.run(document, only.length ? { runOnly: only } : {});
    const elements = ({ nodes }: AxeViolation) => nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
    return violations.map((violation) => `${violation.id}: ${elements(violation).join(' | ')}`);
  }, rules);

/** Where each view begins, the row that leads to it, and what is there once it is drawn. */
const LISTS: Readonly<Record<string, readonly [list: string, row: string | null, shown: string]>> = {
  overview: ['overview', null, '.figures'],
  threads: ['threads', null, '.row'],
  'threads?q=lantern': ['threads?q=lantern', null, '.hit .row-words mark'],
  timeline: ['timeline', null, '.lane-box .dot'],
  'timeline/list': ['timeline/list?q=after:2019-04-25+before:2019-05-16', null, '.moment .place'],
  people: ['people', null, '.graph'],
  findings: ['findings', null, '.finding-row'],
  requests: ['requests', null, '.requests td'],
  thread: ['threads?q=finding:altered-quote', '.row', '.card'],
  person: ['people', '.person-row', '.person-head'],
  pair: ['overview', '.pairs-list a.quiet', '.contacts'],
  finding: ['findings', '.finding-row', '.entries'],
  compare: ['compare/t66526ot q2urkr6s', null, '.side-text'],
};

async function goTo(page: Page, view: string): Promise<void> {
  const [list, row, shown] = LISTS[view] ?? [view, null, 'main h1'];
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/${list}`);
  await page.waitForSelector(`main.view-${list!.split(/[/?]/)[0]} h1`, { state: 'attached' });
  if (row) await page.locator(row).first().click();
  await page.waitForSelector(shown!);
  if (view === 'thread') await page.locator('[data-key="e"]').first().click();
}
