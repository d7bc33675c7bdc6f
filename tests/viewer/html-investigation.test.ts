import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, inBrowser, sharedBrowser } from '../html-chromium.js';
import { LIST_VIEWS, sampleCase, writePage } from '../html-fixture.js';
import { mbox, reconstructFiles } from '../report-fixture.js';

describe.skipIf(chromiumPath() === null)('the questions of a case, asked of the page', inBrowser, () => {
  const browser = sharedBrowser();
  let address: string;
  beforeAll(async () => {
    address = await writePage(await sampleCase(), { events: [{ date: '2019-05-14', label: 'Lantern Room' }] });
  });

  it('lists who wrote to whom after a day, with what it answers and the bytes', async () => {
    const { page, done } = await browser.open(`${address}#/timeline/list?q=after:2019-05-14+before:2019-05-15`);
    await page.waitForFunction(() => document.querySelectorAll('.moment').length === 8);
    await page.waitForSelector('.moment .place');
    const answer = page.locator('.moment', { hasText: '18:01 +0100' });
    expect(await answer.textContent()).toMatch(/Dana Quill\s*Philip Tarrant\s*RE: Lantern Room/);
    expect(await answer.textContent()).toMatch(/answers Philip Tarrant, Tue 14 May 2019, 17:42 \+0100/);
    expect(await answer.textContent()).toMatch(/1701_RE_Lantern_Room\.eml, bytes 0–2,113 · Quill/);
    expect(await page.locator('.event-row').textContent()).toContain('2019-05-14 Lantern Room');
    await done();
  });

  it('leads from the count around a day to just these posts', async () => {
    const { page, done } = await browser.open(address);
    const links = page.locator('.overview figcaption a');
    for (const at of [0, 1, 2]) {
      const count = Number.parseInt((await links.nth(at).textContent())!.replace(/,/g, ''), 10);
      expect(count).toBeGreaterThan(0);
      await links.nth(at).click();
      await page.waitForFunction((posts) => document.querySelectorAll('.moment').length === posts, count);
      await page.goBack();
      await page.waitForSelector('.overview figcaption');
    }
    await done();
  });

  it('gives a missing message no place in the plot and no moment in the list', async () => {
    const { page, done } = await browser.open(`${address}#/timeline/list?q=kind:missing`);
    await page.waitForFunction(() => document.querySelectorAll('.moment').length === 2);
    for (const when of await page.locator('.moment-when').allTextContents())
      expect(when).toMatch(/^(by|after|date unknown)/);
    await page.goto(`${address}#/overview`);
    await page.waitForSelector('.overview .legend');
    expect(await page.locator('.overview .legend').textContent()).toContain('2 missing posts not drawn');
    const drawn = await page
      .locator('.plot a')
      .evaluateAll((bars) =>
        bars.reduce(
          (sum, bar) => sum + Number(/: (\d+) posts?$/.exec(bar.getAttribute('aria-label') ?? '')?.[1] ?? 0),
          0,
        ),
      );
    expect(drawn).toBe(113);
    await done();
  });

  it('says on whose behalf a message was sent, and finds it by who sent it', async () => {
    const { page, done } = await browser.open(`${address}#/timeline/list?q=from:okonjo+subject:site`);
    await page.waitForFunction(() => document.querySelector('.moment-agent') !== null);
    expect(await page.locator('.moment').count()).toBe(1);
    await page.locator('.moment a[data-key="o"]').click();
    await page.waitForSelector('.card.current');
    expect(await page.locator('.card.current').textContent()).toMatch(
      /sent by (Nadia Okonjo|Okonjo, Nadia)\s*\(Sender\), on behalf of (Philip Tarrant|Tarrant, Philip)/,
    );
    await done();
  });

  it('keeps what is searched from one list to the other', async () => {
    const { page, done } = await browser.open(`${address}#/threads?q=subject:lantern`);
    for (const [view, shown] of [
      ['Timeline', '.lane-box'],
      ['Findings', '.finding-row'],
      ['Requests', '.requests'],
      ['Threads', '.row'],
    ] as const) {
      await page.locator('.tabs').getByRole('link', { name: view }).click();
      await page.waitForSelector(shown);
      expect(page.url()).toContain('q=subject%3Alantern');
    }
    await done();
  });

  it('goes to the next thread in the order of the list beside it', async () => {
    const { page, done } = await browser.open(`${address}#/threads?sort=newest`);
    await page.waitForSelector('.row');
    const [first, second] = await page
      .locator('.row')
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getAttribute('href')!));
    await page.locator('.row').first().click();
    await page.waitForSelector('.card');
    await page.keyboard.press('n');
    await page.waitForFunction((link) => location.hash === link, second!);
    await page.keyboard.press('p');
    await page.waitForFunction((link) => location.hash === link, first!);
    await done();
  });

  it('leads back from a thread to the row that it was opened from, in its place', async () => {
    const { page, done } = await browser.open(`${address}#/threads`);
    await page.waitForSelector('.row');
    await page.locator('.virtual').evaluate((list) => list.scrollTo(0, 10 * 38));
    const row = page.locator('.row', { hasText: 'Lantern Room' }).first();
    const place = () => page.locator('.virtual').evaluate((list) => list.scrollTop);
    const link = await row.getAttribute('href');
    const before = await place();
    await row.click();
    await page.waitForSelector('.card');
    await page.keyboard.press('u');
    await page.waitForFunction((read) => document.activeElement?.getAttribute('href') === read, link);
    expect(Math.abs((await place()) - before)).toBeLessThan(39);
    await done();
  });

  it('gives every event on the lanes a place for its name', async () => {
    const events = ['2019-05-14', '2019-05-16', '2019-05-20'].map((date) => ({ date, label: `What happened ${date}` }));
    const { page, done } = await browser.open(`${await writePage(await sampleCase(), { events })}#/timeline`);
    const names = page.locator('.lane-box .event text');
    await names.nth(2).waitFor();
    const boxes = await names.evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().toJSON()));
    const overlaps = boxes.filter((one, at) =>
      boxes
        .slice(at + 1)
        .some(
          (other) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top + 2 < other.bottom &&
            other.top + 2 < one.bottom,
        ),
    );
    expect(overlaps).toEqual([]);
    await done();
  });

  it('draws the timeline anew where a search found nothing before', async () => {
    const { page, done } = await browser.open(`${address}#/timeline?q=zzqx`, {
      viewport: { width: 2200, height: 900 },
    });
    await page.waitForSelector('.timeline .empty');
    // There is nothing to zoom: a click must do no harm.
    await page.getByRole('button', { name: 'week' }).click();
    await page.locator('#search').fill('after:2018');
    await page.waitForSelector('.lane-box');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.lane-box .grid')].some((tick) => tick.getBoundingClientRect().left > 1800),
    );
    await done();
  });

  it('fits the scale of the timeline to what is found', async () => {
    const { page, done } = await browser.open(`${address}#/timeline?q=after:2019-05-14+before:2019-05-15`);
    await page.locator('[aria-pressed="true"]', { hasText: 'day' }).waitFor();
    await done();
  });

  it('says which texts a search could not read, and opens the rest', async () => {
    const folder = await writePage(await sampleCase(), { singleFileLimit: 0, blockSize: 20_000 });
    const blocks = join(dirname(fileURLToPath(folder)), 'data');
    const [first, second] = readdirSync(blocks).sort();
    rmSync(join(blocks, first!));
    writeFileSync(join(blocks, second!), 'cut off in the mid');
    const page = await browser.newPage();
    await page.goto(`${folder}#/threads?q=%22upstairs+room%22`);
    await page.waitForFunction(() => document.querySelector('.list-head')?.textContent?.includes('2 files of texts'));
    await page.goto(`${folder}#/threads`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.thread .warn-text');
    expect(await page.locator('.thread .warn-text').textContent()).toContain('must lie beside the page');
    await page.close();
  });

  it('prints a whole list, dark on white, whatever the colours of the screen', async () => {
    const { page, done } = await browser.open(`${address}#/findings`, {
      viewport: { width: 900, height: 400 },
      colorScheme: 'dark',
    });
    await page.waitForSelector('.finding-row');
    const rows = page.locator('.finding-row');
    expect(await rows.count()).toBeLessThan(44);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.waitForFunction(() => document.querySelectorAll('.finding-row').length === 44);
    const last = (await rows.last().boundingBox())!;
    expect(last.y + last.height).toBeLessThanOrEqual(
      await page.evaluate(() => document.documentElement.scrollHeight + 1),
    );
    expect(last.y).toBeGreaterThan(400);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--surface'))).toBe(
      '#fff',
    );
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await page.waitForFunction(() => document.querySelectorAll('.finding-row').length < 44);
    await done();
  });

  it('says that it copied the requests that are shown, where there are more, and prints all behind a summary', async () => {
    const cites = await reconstructFiles({
      'cites.mbox': mbox(
        Array.from({ length: 210 }, (_, number) => ({
          id: `${number}@x`,
          answers: `gone${number}@x`,
          date: new Date(Date.UTC(2016, 2, 1, number)).toUTCString(),
          subject: `Re: Matter ${number}`,
          // One thread lacks two.
          ...(number === 1 ? { headers: ['References: <0@x> <gone1@x>'] } : {}),
        })),
      ),
    });
    const { page, done } = await browser.open(`${await writePage(cites)}#/requests`);
    await page.getByRole('button', { name: 'Copy the table' }).click();
    await page.getByText('Copied the 200 rows that are shown').waitFor();
    const rows = page.locator('.requests tbody tr');
    expect(await rows.count()).toBe(200);
    expect(await rows.nth(0).innerText()).toContain('no custodian was named');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.letter tr:not(.of-thread) td:has-text("210")').waitFor();
    expect(await page.locator('.letter .requests tr:not(.of-thread) td:first-child').count()).toBe(210);
    expect(await page.locator('.letter-summary').innerText()).toMatch(
      /Asked for: 210 messages.*Cited by messages that were produced: 210.*The 12 threads of 209/s,
    );
    expect(await page.locator('.letter .of-thread').allTextContents()).toEqual([
      expect.stringMatching(/^Re: Matter 0 \(thread /),
      'One message of each of these other threads',
    ]);
    expect(await rows.nth(0).isHidden()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.getByRole('button', { name: /Show more/ }).click();
    await page.getByRole('button', { name: 'Copy the table' }).click();
    await page.getByText('Copied: paste').waitFor();
    await done();
  });

  it('keeps the tab of the view in sight on a narrow screen', async () => {
    const { page, done } = await browser.open(`${address}#/notes`, { viewport: { width: 400, height: 800 } });
    await page.waitForFunction(() => {
      const tab = document.querySelector('.tabs [aria-current]')!.getBoundingClientRect();
      return tab.left >= 0 && tab.right <= innerWidth;
    });
    await done();
  });

  it('shows a post far down a long thread that is chosen in the tree or opened by its address', async () => {
    const long = await reconstructFiles({
      'long.mbox': mbox(
        Array.from({ length: 450 }, (_, number) => ({
          id: `${number}@x`,
          ...(number ? { answers: '0@x' } : {}),
          date: new Date(Date.UTC(2016, 2, 1, 0, number)).toUTCString(),
          subject: number ? 'Re: Long' : 'Long',
          body: `Answer number ${number}.`,
        })),
      ),
    });
    const { page, done } = await browser.open(`${await writePage(long)}#/threads`);
    await page.locator('.row').first().click();
    await page.waitForSelector('.card');
    const inSight = () =>
      page.waitForFunction(() => {
        const box = document.querySelector('.card.current')?.getBoundingClientRect();
        return box !== undefined && box.top >= 0 && box.top < innerHeight;
      });
    await page.locator('.tree a').nth(390).click();
    await inSight();
    await page
      .locator('.tree')
      .getByRole('button', { name: /more posts/ })
      .click();
    await page.locator('.tree a').nth(445).click();
    await inSight();
    const last = page.url();
    await page.goto('about:blank');
    await page.goto(last);
    await inSight();
    expect(await page.locator('.tree [aria-current]').count()).toBe(1);
    await done();
  });

  it('holds long names, subjects and labels without spaces, and text from right to left, on a narrow screen', async () => {
    const long = 'Donaudampfschiff'.repeat(20);
    const hebrew = 'ישיבה על הרציף';
    const odd = await reconstructFiles({
      'odd.mbox': mbox([
        { id: 'a@x', from: `"${hebrew}" <heb@x.example>`, subject: hebrew, body: `${hebrew}\n\n> quoted\n` },
        {
          id: 'b@x',
          answers: 'a@x',
          from: `${long} <${'y'.repeat(200)}@x.example>`,
          to: Array.from({ length: 30 }, (_, number) => `${long}${number} <${'z'.repeat(90)}${number}@x.example>`).join(
            ', ',
          ),
          subject: long,
          body: long,
        },
        { id: 'c@x', from: '', to: '', subject: '', date: '', body: '' },
      ]),
    });
    const { page, done } = await browser.open(
      await writePage(odd, { title: long, events: [{ date: '2016-03-01', label: long }] }),
      { viewport: { width: 400, height: 800 } },
    );
    const wide: string[] = [];
    for (const view of [...LIST_VIEWS, 'post']) {
      await page.evaluate(
        (name) => {
          location.hash = `#/${name}`;
        },
        view === 'post' ? `post/${odd.posts[1]!.key}` : view,
      );
      await page.waitForSelector(`main.view-${view.split('/')[0]} h1`, { state: 'attached' });
      if (view === 'post') await page.waitForSelector('.card');
      if (await page.evaluate(() => document.querySelector('main')!.scrollWidth > innerWidth + 1)) wide.push(view);
    }
    expect(wide).toEqual([]);
    expect(
      await page
        .locator('.card summary')
        .first()
        .evaluate((summary) => getComputedStyle(summary).direction),
    ).toBe('ltr');
    await done();
  });

  it('writes the year 1 as a year that cannot be, and says which posts a plot leaves out', async () => {
    const dates = [
      'Mon, 1 Jan 0001 00:00:00 +0000',
      ...Array.from({ length: 1100 }, (_, number) => new Date(Date.UTC(2016, 2, 1, number)).toUTCString()),
      'Wed, 1 Jan 2020 00:00:00 +0000',
    ];
    const odd = await reconstructFiles({
      'odd.mbox': mbox(dates.map((date, number) => ({ id: `${number}@x`, date, subject: `Matter ${number}` }))),
    });
    const { page, done } = await browser.open(await writePage(odd));
    expect(await page.locator('.lead').first().textContent()).not.toMatch(/\b1 Jan 1\b/);
    expect(await page.locator('.overview').textContent()).toMatch(
      /\d+ posts? far before or after the others not drawn/,
    );
    await page.goto(`${page.url().split('#')[0]}#/timeline`);
    await page.waitForSelector('.timeline .actions');
    expect(await page.locator('.timeline .actions').textContent()).toMatch(/[1-9]\d* more far before or after them/);
    await done();
  });
});
